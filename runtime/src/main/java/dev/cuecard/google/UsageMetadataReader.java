package dev.cuecard.google;

import dev.cuecard.google.GenerateContentChunk.ModalityTokenCount;
import dev.cuecard.google.GenerateContentChunk.UsageMetadata;
import dev.cuecard.wire.WireJson;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonParser;

/** Reads every count of tokens for {@link GenerateContentChunkReader}. */
final class UsageMetadataReader {

    private UsageMetadataReader() {}

    static Optional<UsageMetadata> read(JsonParser parser) {
        if (!WireJson.isObject(parser)) {
            return Optional.empty();
        }
        OptionalLong prompt = OptionalLong.empty();
        OptionalLong cached = OptionalLong.empty();
        OptionalLong candidates = OptionalLong.empty();
        OptionalLong toolUse = OptionalLong.empty();
        OptionalLong thoughts = OptionalLong.empty();
        OptionalLong total = OptionalLong.empty();
        List<ModalityTokenCount> promptDetails = List.of();
        List<ModalityTokenCount> cacheDetails = List.of();
        List<ModalityTokenCount> candidatesDetails = List.of();
        List<ModalityTokenCount> toolUseDetails = List.of();
        Optional<String> trafficType = Optional.empty();
        Optional<String> serviceTier = Optional.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "promptTokenCount" -> prompt = WireJson.wholeNumber(parser);
                case "cachedContentTokenCount" -> cached = WireJson.wholeNumber(parser);
                case "candidatesTokenCount" -> candidates = WireJson.wholeNumber(parser);
                case "toolUsePromptTokenCount" -> toolUse = WireJson.wholeNumber(parser);
                case "thoughtsTokenCount" -> thoughts = WireJson.wholeNumber(parser);
                case "totalTokenCount" -> total = WireJson.wholeNumber(parser);
                case "promptTokensDetails" -> promptDetails = modalities(parser);
                case "cacheTokensDetails" -> cacheDetails = modalities(parser);
                case "candidatesTokensDetails" -> candidatesDetails = modalities(parser);
                case "toolUsePromptTokensDetails" -> toolUseDetails = modalities(parser);
                case "trafficType" -> trafficType = ApiJson.optionalWord(parser);
                case "serviceTier" -> serviceTier = ApiJson.optionalWord(parser);
                default -> parser.skipChildren();
            }
        }
        return Optional.of(new UsageMetadata(
                prompt,
                cached,
                candidates,
                toolUse,
                thoughts,
                total,
                promptDetails,
                cacheDetails,
                candidatesDetails,
                toolUseDetails,
                trafficType,
                serviceTier));
    }

    private static List<ModalityTokenCount> modalities(JsonParser parser) {
        return WireJson.objects(parser, () -> modality(parser));
    }

    private static ModalityTokenCount modality(JsonParser parser) {
        Optional<String> modality = Optional.empty();
        OptionalLong tokenCount = OptionalLong.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "modality" -> modality = ApiJson.optionalWord(parser);
                case "tokenCount" -> tokenCount = WireJson.wholeNumber(parser);
                default -> parser.skipChildren();
            }
        }
        return new ModalityTokenCount(modality, tokenCount);
    }
}

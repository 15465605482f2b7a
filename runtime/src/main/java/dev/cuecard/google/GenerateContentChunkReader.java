package dev.cuecard.google;

import dev.cuecard.google.GenerateContentChunk.Candidate;
import dev.cuecard.google.GenerateContentChunk.Citation;
import dev.cuecard.google.GenerateContentChunk.CitationMetadata;
import dev.cuecard.google.GenerateContentChunk.LogprobsResult;
import dev.cuecard.google.GenerateContentChunk.PromptFeedback;
import dev.cuecard.google.GenerateContentChunk.SafetyRating;
import dev.cuecard.google.GenerateContentChunk.UsageMetadata;
import dev.cuecard.wire.WireJson;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.core.JsonParser;

/**
 * Makes the typed raw chunk of an event's bytes, when a caller asks for it. The bytes have been read once by
 * {@link ParsedEvent}, so they are one JSON object.
 */
final class GenerateContentChunkReader {

    private final JsonParser parser;
    private final byte[] source;

    private GenerateContentChunkReader(JsonParser parser, byte[] source) {
        this.parser = parser;
        this.source = source;
    }

    static GenerateContentChunk read(byte[] data) {
        try (JsonParser parser = WireJson.parser(data)) {
            parser.nextToken();
            return new GenerateContentChunkReader(parser, data).chunk();
        }
    }

    private GenerateContentChunk chunk() {
        List<Candidate> candidates = List.of();
        Optional<PromptFeedback> promptFeedback = Optional.empty();
        Optional<UsageMetadata> usageMetadata = Optional.empty();
        Optional<String> modelVersion = Optional.empty();
        Optional<String> responseId = Optional.empty();
        Optional<String> createTime = Optional.empty();
        Optional<String> modelStatus = Optional.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "candidates" -> candidates = WireJson.objects(parser, this::candidate);
                case "promptFeedback" -> promptFeedback = promptFeedback();
                case "usageMetadata" -> usageMetadata = UsageMetadataReader.read(parser);
                case "modelVersion" -> modelVersion = WireJson.optionalText(parser);
                case "responseId" -> responseId = WireJson.optionalText(parser);
                case "createTime" -> createTime = WireJson.optionalText(parser);
                case "modelStatus" -> modelStatus = ApiJson.json(parser, source);
                default -> parser.skipChildren();
            }
        }
        return new GenerateContentChunk(
                candidates, promptFeedback, usageMetadata, modelVersion, responseId, createTime, modelStatus);
    }

    private Candidate candidate() {
        int index = 0;
        Optional<Content> content = Optional.empty();
        Optional<String> finishReason = Optional.empty();
        Optional<String> finishMessage = Optional.empty();
        List<SafetyRating> safetyRatings = List.of();
        Optional<CitationMetadata> citationMetadata = Optional.empty();
        Optional<String> groundingMetadata = Optional.empty();
        Optional<String> urlContextMetadata = Optional.empty();
        OptionalDouble avgLogprobs = OptionalDouble.empty();
        Optional<LogprobsResult> logprobsResult = Optional.empty();
        OptionalLong tokenCount = OptionalLong.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "index" -> index = WireJson.smallNumber(parser).orElse(0);
                case "content" -> content = ContentReader.read(parser, source);
                case "finishReason" -> finishReason = ApiJson.optionalWord(parser);
                case "finishMessage" -> finishMessage = WireJson.optionalText(parser);
                case "safetyRatings" -> safetyRatings = WireJson.objects(parser, this::safetyRating);
                case "citationMetadata" -> citationMetadata = citationMetadata();
                case "groundingMetadata" -> groundingMetadata = ApiJson.json(parser, source);
                case "urlContextMetadata" -> urlContextMetadata = ApiJson.json(parser, source);
                case "avgLogprobs" -> avgLogprobs = WireJson.number(parser);
                case "logprobsResult" -> logprobsResult = LogprobsReader.read(parser);
                case "tokenCount" -> tokenCount = WireJson.wholeNumber(parser);
                default -> parser.skipChildren();
            }
        }
        return new Candidate(
                index,
                content,
                finishReason,
                finishMessage,
                safetyRatings,
                citationMetadata,
                groundingMetadata,
                urlContextMetadata,
                avgLogprobs,
                logprobsResult,
                tokenCount);
    }

    private Optional<PromptFeedback> promptFeedback() {
        if (!WireJson.isObject(parser)) {
            return Optional.empty();
        }
        Optional<String> blockReason = Optional.empty();
        Optional<String> blockReasonMessage = Optional.empty();
        List<SafetyRating> safetyRatings = List.of();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "blockReason" -> blockReason = ApiJson.optionalWord(parser);
                case "blockReasonMessage" -> blockReasonMessage = WireJson.optionalText(parser);
                case "safetyRatings" -> safetyRatings = WireJson.objects(parser, this::safetyRating);
                default -> parser.skipChildren();
            }
        }
        return Optional.of(new PromptFeedback(blockReason, blockReasonMessage, safetyRatings));
    }

    private SafetyRating safetyRating() {
        Optional<String> category = Optional.empty();
        Optional<String> probability = Optional.empty();
        boolean blocked = false;
        OptionalDouble probabilityScore = OptionalDouble.empty();
        Optional<String> severity = Optional.empty();
        OptionalDouble severityScore = OptionalDouble.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "category" -> category = ApiJson.optionalWord(parser);
                case "probability" -> probability = ApiJson.optionalWord(parser);
                case "blocked" -> blocked = ApiJson.isTrue(parser);
                case "probabilityScore" -> probabilityScore = WireJson.number(parser);
                case "severity" -> severity = ApiJson.optionalWord(parser);
                case "severityScore" -> severityScore = WireJson.number(parser);
                default -> parser.skipChildren();
            }
        }
        return new SafetyRating(category, probability, blocked, probabilityScore, severity, severityScore);
    }

    private Optional<CitationMetadata> citationMetadata() {
        if (!WireJson.isObject(parser)) {
            return Optional.empty();
        }
        List<Citation> citations = List.of();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "citations", "citationSources" -> citations = WireJson.objects(parser, this::citation);
                default -> parser.skipChildren();
            }
        }
        return Optional.of(new CitationMetadata(citations));
    }

    private Citation citation() {
        OptionalInt startIndex = OptionalInt.empty();
        OptionalInt endIndex = OptionalInt.empty();
        Optional<String> uri = Optional.empty();
        Optional<String> title = Optional.empty();
        Optional<String> license = Optional.empty();
        Optional<String> publicationDate = Optional.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "startIndex" -> startIndex = WireJson.smallNumber(parser);
                case "endIndex" -> endIndex = WireJson.smallNumber(parser);
                case "uri" -> uri = WireJson.optionalText(parser);
                case "title" -> title = WireJson.optionalText(parser);
                case "license" -> license = WireJson.optionalText(parser);
                case "publicationDate" -> publicationDate = ApiJson.json(parser, source);
                default -> parser.skipChildren();
            }
        }
        return new Citation(startIndex, endIndex, uri, title, license, publicationDate);
    }
}

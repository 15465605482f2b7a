package dev.cuecard.google;

import dev.cuecard.google.GenerateContentChunk.LogprobsResult;
import dev.cuecard.google.GenerateContentChunk.TokenLogprob;
import dev.cuecard.google.GenerateContentChunk.TopCandidates;
import dev.cuecard.wire.WireJson;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import tools.jackson.core.JsonParser;

/** Reads log probabilities for {@link GenerateContentChunkReader}. */
final class LogprobsReader {

    private LogprobsReader() {}

    static Optional<LogprobsResult> read(JsonParser parser) {
        if (!WireJson.isObject(parser)) {
            return Optional.empty();
        }
        List<TopCandidates> top = List.of();
        List<TokenLogprob> chosen = List.of();
        OptionalDouble sum = OptionalDouble.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "topCandidates" -> top = WireJson.objects(parser, () -> top(parser));
                case "chosenCandidates" -> chosen = WireJson.objects(parser, () -> token(parser));
                case "logProbabilitySum" -> sum = WireJson.number(parser);
                default -> parser.skipChildren();
            }
        }
        return Optional.of(new LogprobsResult(top, chosen, sum));
    }

    private static TopCandidates top(JsonParser parser) {
        List<TokenLogprob> candidates = List.of();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (name.equals("candidates")) {
                candidates = WireJson.objects(parser, () -> token(parser));
            } else {
                parser.skipChildren();
            }
        }
        return new TopCandidates(candidates);
    }

    private static TokenLogprob token(JsonParser parser) {
        Optional<String> token = Optional.empty();
        OptionalInt tokenId = OptionalInt.empty();
        OptionalDouble logProbability = OptionalDouble.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "token" -> token = WireJson.optionalText(parser);
                case "tokenId" -> tokenId = WireJson.smallNumber(parser);
                case "logProbability" -> logProbability = WireJson.number(parser);
                default -> parser.skipChildren();
            }
        }
        return new TokenLogprob(token, tokenId, logProbability);
    }
}

package dev.cuecard.openai;

import dev.cuecard.openai.ChatCompletionChunk.Logprobs;
import dev.cuecard.openai.ChatCompletionChunk.TokenLogprob;
import dev.cuecard.openai.ChatCompletionChunk.TopLogprob;
import dev.cuecard.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads log probabilities for {@link ChatCompletionChunkReader}. */
final class LogprobsReader {

    private LogprobsReader() {}

    static Optional<Logprobs> read(JsonParser parser) {
        if (!WireJson.isObject(parser)) {
            return Optional.empty();
        }
        List<TokenLogprob> content = List.of();
        List<TokenLogprob> refusal = List.of();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "content" -> content = WireJson.objects(parser, () -> token(parser));
                case "refusal" -> refusal = WireJson.objects(parser, () -> token(parser));
                default -> parser.skipChildren();
            }
        }
        return Optional.of(new Logprobs(content, refusal));
    }

    private static TokenLogprob token(JsonParser parser) {
        Optional<String> token = Optional.empty();
        OptionalDouble logprob = OptionalDouble.empty();
        List<Integer> bytes = List.of();
        List<TopLogprob> top = List.of();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "token" -> token = WireJson.optionalText(parser);
                case "logprob" -> logprob = WireJson.number(parser);
                case "bytes" -> bytes = bytes(parser);
                case "top_logprobs" -> top = WireJson.objects(parser, () -> top(parser));
                default -> parser.skipChildren();
            }
        }
        return new TokenLogprob(token, logprob, bytes, top);
    }

    private static TopLogprob top(JsonParser parser) {
        Optional<String> token = Optional.empty();
        OptionalDouble logprob = OptionalDouble.empty();
        List<Integer> bytes = List.of();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "token" -> token = WireJson.optionalText(parser);
                case "logprob" -> logprob = WireJson.number(parser);
                case "bytes" -> bytes = bytes(parser);
                default -> parser.skipChildren();
            }
        }
        return new TopLogprob(token, logprob, bytes);
    }

    private static List<Integer> bytes(JsonParser parser) {
        List<Integer> bytes = new ArrayList<>();
        if (WireJson.isArray(parser)) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                WireJson.smallNumber(parser).ifPresent(bytes::add);
            }
        }
        return bytes;
    }
}

package dev.cuecard.ollama;

import dev.cuecard.ollama.OllamaChatChunk.Logprob;
import dev.cuecard.ollama.OllamaChatChunk.TopLogprob;
import dev.cuecard.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads log probabilities for {@link OllamaChatChunkReader}. */
final class LogprobsReader {

    private LogprobsReader() {}

    static List<Logprob> read(JsonParser parser) {
        return WireJson.objects(parser, () -> {
            List<TopLogprob> top = new ArrayList<>();
            TopLogprob token = token(parser, top);
            return new Logprob(token.token(), token.logprob(), token.bytes(), top);
        });
    }

    /** Reads a token, and gathers those that stand inside it. */
    private static TopLogprob token(JsonParser parser, List<TopLogprob> inner) {
        Optional<String> token = Optional.empty();
        OptionalDouble logprob = OptionalDouble.empty();
        List<Integer> bytes = new ArrayList<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "token" -> token = WireJson.optionalText(parser);
                case "logprob" -> logprob = WireJson.number(parser);
                case "bytes" -> {
                    if (WireJson.isArray(parser)) {
                        while (parser.nextToken() != JsonToken.END_ARRAY) {
                            WireJson.smallNumber(parser).ifPresent(bytes::add);
                        }
                    }
                }
                case "top_logprobs" -> inner.addAll(WireJson.objects(parser, () -> token(parser, new ArrayList<>())));
                default -> parser.skipChildren();
            }
        }
        return new TopLogprob(token, logprob, bytes);
    }
}

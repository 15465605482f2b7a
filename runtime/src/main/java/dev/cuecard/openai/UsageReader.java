package dev.cuecard.openai;

import dev.cuecard.stream.Usage;
import dev.cuecard.wire.WireJson;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonParser;

/** Reads the tokens counted. Used by {@link ChunkReader} on the one pass over an event. */
final class UsageReader {

    private UsageReader() {}

    /** Reads a usage object; one without any count is none, so that it does not hide an earlier one. */
    static Optional<Usage> read(JsonParser parser) {
        if (!WireJson.isObject(parser)) {
            return Optional.empty();
        }
        OptionalLong input = OptionalLong.empty();
        OptionalLong output = OptionalLong.empty();
        OptionalLong total = OptionalLong.empty();
        OptionalLong cached = OptionalLong.empty();
        OptionalLong reasoning = OptionalLong.empty();
        OptionalLong bareCached = OptionalLong.empty();
        OptionalLong bareReasoning = OptionalLong.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "prompt_tokens" -> input = WireJson.wholeNumber(parser);
                case "completion_tokens" -> output = WireJson.wholeNumber(parser);
                case "total_tokens" -> total = WireJson.wholeNumber(parser);
                case "prompt_tokens_details" -> cached = member(parser, "cached_tokens");
                case "completion_tokens_details" -> reasoning = member(parser, "reasoning_tokens");
                // DeepSeek's and Moonshot's place for the first, Perplexity's for the second.
                case "prompt_cache_hit_tokens", "cached_tokens" -> bareCached = WireJson.wholeNumber(parser);
                case "reasoning_tokens" -> bareReasoning = WireJson.wholeNumber(parser);
                default -> parser.skipChildren();
            }
        }
        Usage usage = new Usage(
                input,
                output,
                total,
                cached.isPresent() ? cached : bareCached,
                reasoning.isPresent() ? reasoning : bareReasoning);
        return usage.equals(NOTHING) ? Optional.empty() : Optional.of(usage);
    }

    private static final Usage NOTHING = new Usage(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    private static OptionalLong member(JsonParser parser, String wanted) {
        OptionalLong value = OptionalLong.empty();
        if (WireJson.isObject(parser)) {
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                if (name.equals(wanted)) {
                    value = WireJson.wholeNumber(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return value;
    }
}

package dev.cuecard.anthropic;

import dev.cuecard.stream.Usage;
import dev.cuecard.wire.WireJson;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonParser;

/**
 * Reads the tokens counted. Input tokens are those that were neither read from the cache nor written to it, as the API counts
 * them; it sends no total. Used by {@link EventReader} on the one pass over an event.
 */
final class UsageReader {

    private static final Usage NOTHING = new Usage(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    private UsageReader() {}

    /** Reads a usage object; one without any count is none, so that it does not hide an earlier one. */
    static Optional<Usage> read(JsonParser parser) {
        if (!WireJson.isObject(parser)) {
            return Optional.empty();
        }
        OptionalLong input = OptionalLong.empty();
        OptionalLong output = OptionalLong.empty();
        OptionalLong cached = OptionalLong.empty();
        OptionalLong reasoning = OptionalLong.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "input_tokens" -> input = WireJson.wholeNumber(parser);
                case "output_tokens" -> output = WireJson.wholeNumber(parser);
                case "cache_read_input_tokens" -> cached = WireJson.wholeNumber(parser);
                case "output_tokens_details" -> reasoning = thinkingTokens(parser);
                default -> parser.skipChildren();
            }
        }
        Usage usage = new Usage(input, output, OptionalLong.empty(), cached, reasoning);
        return usage.equals(NOTHING) ? Optional.empty() : Optional.of(usage);
    }

    private static OptionalLong thinkingTokens(JsonParser parser) {
        OptionalLong tokens = OptionalLong.empty();
        if (WireJson.isObject(parser)) {
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                if (name.equals("thinking_tokens")) {
                    tokens = WireJson.wholeNumber(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return tokens;
    }

    /** Lays later counts over earlier ones: each is of the whole reply so far, none is to be added up. */
    static Usage overlay(Usage earlier, Usage later) {
        return new Usage(
                latest(later.inputTokens(), earlier.inputTokens()),
                latest(later.outputTokens(), earlier.outputTokens()),
                OptionalLong.empty(),
                latest(later.cachedInputTokens(), earlier.cachedInputTokens()),
                latest(later.reasoningTokens(), earlier.reasoningTokens()));
    }

    private static OptionalLong latest(OptionalLong later, OptionalLong earlier) {
        return later.isPresent() ? later : earlier;
    }
}

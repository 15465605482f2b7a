package dev.cuecard.google;

import dev.cuecard.stream.Usage;
import dev.cuecard.wire.WireJson;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonParser;

/**
 * Reads the tokens counted. Used by {@link ParsedEvent} on the one pass over an event.
 *
 * @see <a href="https://ai.google.dev/api/generate-content#UsageMetadata">Gemini API reference, UsageMetadata</a>
 */
final class UsageReader {

    private UsageReader() {}

    /**
     * Reads {@code usageMetadata}. The counts are of the whole reply so far, each as it was sent; an object without any of
     * them, as Vertex AI puts into each chunk for the kind of traffic, is none, so that it does not hide an earlier one.
     */
    static Optional<Usage> read(JsonParser parser) {
        if (!WireJson.isObject(parser)) {
            return Optional.empty();
        }
        OptionalLong input = OptionalLong.empty();
        OptionalLong output = OptionalLong.empty();
        OptionalLong total = OptionalLong.empty();
        OptionalLong cached = OptionalLong.empty();
        OptionalLong reasoning = OptionalLong.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "promptTokenCount" -> input = WireJson.wholeNumber(parser);
                case "candidatesTokenCount" -> output = WireJson.wholeNumber(parser);
                case "totalTokenCount" -> total = WireJson.wholeNumber(parser);
                case "cachedContentTokenCount" -> cached = WireJson.wholeNumber(parser);
                case "thoughtsTokenCount" -> reasoning = WireJson.wholeNumber(parser);
                default -> parser.skipChildren();
            }
        }
        boolean counted = input.isPresent()
                || output.isPresent()
                || total.isPresent()
                || cached.isPresent()
                || reasoning.isPresent();
        return counted ? Optional.of(new Usage(input, output, total, cached, reasoning)) : Optional.empty();
    }
}

package dev.cuecard.anthropic;

import dev.cuecard.anthropic.MessageUsage.CacheCreation;
import dev.cuecard.anthropic.MessageUsage.Iteration;
import dev.cuecard.anthropic.MessageUsage.OutputTokensDetails;
import dev.cuecard.anthropic.MessageUsage.ServerToolUse;
import dev.cuecard.wire.WireJson;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonParser;

/** Makes the typed usage for {@link MessageStreamEventReader}. A run's counts are those of a usage, beside a type and a model. */
final class MessageUsageReader {

    private final JsonParser parser;
    private Optional<String> type = Optional.empty();
    private Optional<String> model = Optional.empty();
    private OptionalLong input = OptionalLong.empty();
    private OptionalLong output = OptionalLong.empty();
    private OptionalLong cacheWritten = OptionalLong.empty();
    private OptionalLong cacheRead = OptionalLong.empty();
    private Optional<CacheCreation> cacheCreation = Optional.empty();
    private Optional<OutputTokensDetails> outputDetails = Optional.empty();
    private Optional<ServerToolUse> serverToolUse = Optional.empty();
    private List<Iteration> iterations = List.of();
    private Optional<String> serviceTier = Optional.empty();
    private Optional<String> inferenceGeo = Optional.empty();
    private Optional<String> speed = Optional.empty();

    private MessageUsageReader(JsonParser parser) {
        this.parser = parser;
    }

    static Optional<MessageUsage> read(JsonParser parser) {
        return WireJson.isObject(parser)
                ? Optional.of(new MessageUsageReader(parser).members().usage())
                : Optional.empty();
    }

    private MessageUsageReader members() {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "type" -> type = WireJson.optionalText(parser);
                case "model" -> model = WireJson.optionalText(parser);
                case "input_tokens" -> input = WireJson.wholeNumber(parser);
                case "output_tokens" -> output = WireJson.wholeNumber(parser);
                case "cache_creation_input_tokens" -> cacheWritten = WireJson.wholeNumber(parser);
                case "cache_read_input_tokens" -> cacheRead = WireJson.wholeNumber(parser);
                case "cache_creation" ->
                    cacheCreation = pair("ephemeral_5m_input_tokens", "ephemeral_1h_input_tokens")
                            .map(counts -> new CacheCreation(counts.first, counts.second));
                case "output_tokens_details" ->
                    outputDetails = pair("thinking_tokens", "").map(counts -> new OutputTokensDetails(counts.first));
                case "server_tool_use" ->
                    serverToolUse = pair("web_search_requests", "web_fetch_requests")
                            .map(counts -> new ServerToolUse(counts.first, counts.second));
                case "iterations" ->
                    iterations = WireJson.objects(
                            parser,
                            () -> new MessageUsageReader(parser).members().iteration());
                case "service_tier" -> serviceTier = WireJson.optionalText(parser);
                case "inference_geo" -> inferenceGeo = WireJson.optionalText(parser);
                case "speed" -> speed = WireJson.optionalText(parser);
                default -> parser.skipChildren();
            }
        }
        return this;
    }

    private MessageUsage usage() {
        return new MessageUsage(
                input,
                output,
                cacheWritten,
                cacheRead,
                cacheCreation,
                outputDetails,
                serverToolUse,
                iterations,
                serviceTier,
                inferenceGeo,
                speed);
    }

    private Iteration iteration() {
        return new Iteration(type, model, input, output, cacheWritten, cacheRead, cacheCreation);
    }

    /** Two counts of one object. */
    private record Pair(OptionalLong first, OptionalLong second) {}

    private Optional<Pair> pair(String firstName, String secondName) {
        if (!WireJson.isObject(parser)) {
            return Optional.empty();
        }
        OptionalLong first = OptionalLong.empty();
        OptionalLong second = OptionalLong.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (name.equals(firstName)) {
                first = WireJson.wholeNumber(parser);
            } else if (name.equals(secondName)) {
                second = WireJson.wholeNumber(parser);
            } else {
                parser.skipChildren();
            }
        }
        return Optional.of(new Pair(first, second));
    }
}

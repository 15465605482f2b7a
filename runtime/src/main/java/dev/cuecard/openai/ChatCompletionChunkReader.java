package dev.cuecard.openai;

import dev.cuecard.openai.ChatCompletionChunk.Choice;
import dev.cuecard.openai.ChatCompletionChunk.CompletionTokensDetails;
import dev.cuecard.openai.ChatCompletionChunk.Delta;
import dev.cuecard.openai.ChatCompletionChunk.Function;
import dev.cuecard.openai.ChatCompletionChunk.PromptTokensDetails;
import dev.cuecard.openai.ChatCompletionChunk.ToolCall;
import dev.cuecard.openai.ChatCompletionChunk.Usage;
import dev.cuecard.wire.WireJson;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Makes the typed raw chunk of an event's bytes, when a caller asks for it. The bytes have been read once by
 * {@link ChunkReader}, so they are one JSON object.
 */
final class ChatCompletionChunkReader {

    private static final Delta NO_DELTA =
            new Delta(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    private final JsonParser parser;
    private final byte[] source;
    private final boolean whole;

    private ChatCompletionChunkReader(JsonParser parser, byte[] source, boolean whole) {
        this.parser = parser;
        this.source = source;
        this.whole = whole;
    }

    /** Reads an event; of a whole answer the message counts, else the delta. */
    static ChatCompletionChunk read(byte[] data, boolean whole) {
        try (JsonParser parser = WireJson.parser(data)) {
            parser.nextToken();
            return new ChatCompletionChunkReader(parser, data, whole).chunk();
        }
    }

    private ChatCompletionChunk chunk() {
        Optional<String> id = Optional.empty();
        Optional<String> object = Optional.empty();
        OptionalLong created = OptionalLong.empty();
        Optional<String> model = Optional.empty();
        Optional<String> serviceTier = Optional.empty();
        Optional<String> systemFingerprint = Optional.empty();
        List<Choice> choices = List.of();
        Optional<Usage> usage = Optional.empty();
        Optional<String> obfuscation = Optional.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "id" -> id = WireJson.optionalText(parser);
                case "object" -> object = WireJson.optionalText(parser);
                case "created" -> created = WireJson.wholeNumber(parser);
                case "model" -> model = WireJson.optionalText(parser);
                case "service_tier" -> serviceTier = WireJson.optionalText(parser);
                case "system_fingerprint" -> systemFingerprint = WireJson.optionalText(parser);
                case "choices" -> choices = WireJson.objects(parser, this::choice);
                case "usage" -> usage = usage();
                case "obfuscation" -> obfuscation = WireJson.optionalText(parser);
                default -> parser.skipChildren();
            }
        }
        return new ChatCompletionChunk(
                id, object, created, model, serviceTier, systemFingerprint, choices, usage, obfuscation);
    }

    private Choice choice() {
        int index = 0;
        Optional<Delta> delta = Optional.empty();
        Optional<Delta> message = Optional.empty();
        Optional<ChatCompletionChunk.Logprobs> logprobs = Optional.empty();
        Optional<String> finishReason = Optional.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "index" -> index = WireJson.smallNumber(parser).orElse(0);
                case "delta" -> delta = delta();
                case "message" -> message = delta();
                case "logprobs" -> logprobs = LogprobsReader.read(parser);
                case "finish_reason" -> finishReason = WireJson.optionalText(parser);
                default -> parser.skipChildren();
            }
        }
        Optional<Delta> first = whole ? message : delta;
        Optional<Delta> second = whole ? delta : message;
        return new Choice(index, first.isPresent() ? first.get() : second.orElse(NO_DELTA), logprobs, finishReason);
    }

    private Optional<Delta> delta() {
        if (!WireJson.isObject(parser)) {
            return Optional.empty();
        }
        Optional<String> role = Optional.empty();
        Optional<String> content = Optional.empty();
        Optional<String> refusal = Optional.empty();
        List<ToolCall> toolCalls = List.of();
        Optional<Function> functionCall = Optional.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "role" -> role = WireJson.optionalText(parser);
                case "content" ->
                    content = token.isStructStart()
                            ? Optional.of(ContentParts.read(parser).text())
                            : WireJson.optionalText(parser);
                case "refusal" -> refusal = WireJson.optionalText(parser);
                case "tool_calls" -> toolCalls = WireJson.objects(parser, this::toolCall);
                case "function_call" -> functionCall = function();
                default -> parser.skipChildren();
            }
        }
        return Optional.of(new Delta(role, content, refusal, toolCalls, functionCall));
    }

    private ToolCall toolCall() {
        OptionalInt index = OptionalInt.empty();
        Optional<String> id = Optional.empty();
        Optional<String> type = Optional.empty();
        Optional<Function> function = Optional.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "index" -> index = WireJson.smallNumber(parser);
                case "id" -> id = WireJson.optionalText(parser);
                case "type" -> type = WireJson.optionalText(parser);
                case "function" -> function = function();
                default -> parser.skipChildren();
            }
        }
        return new ToolCall(index, id, type, function);
    }

    private Optional<Function> function() {
        if (!WireJson.isObject(parser)) {
            return Optional.empty();
        }
        Optional<String> called = Optional.empty();
        Optional<String> arguments = Optional.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "name" -> called = WireJson.optionalText(parser);
                case "arguments" ->
                    arguments = token == JsonToken.VALUE_NULL
                            ? Optional.empty()
                            : Optional.of(WireJson.textOrJson(parser, source));
                default -> parser.skipChildren();
            }
        }
        return Optional.of(new Function(called, arguments));
    }

    private Optional<Usage> usage() {
        if (!WireJson.isObject(parser)) {
            return Optional.empty();
        }
        OptionalLong promptTokens = OptionalLong.empty();
        OptionalLong completionTokens = OptionalLong.empty();
        OptionalLong totalTokens = OptionalLong.empty();
        Optional<PromptTokensDetails> promptDetails = Optional.empty();
        Optional<CompletionTokensDetails> completionDetails = Optional.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "prompt_tokens" -> promptTokens = WireJson.wholeNumber(parser);
                case "completion_tokens" -> completionTokens = WireJson.wholeNumber(parser);
                case "total_tokens" -> totalTokens = WireJson.wholeNumber(parser);
                case "prompt_tokens_details" -> promptDetails = promptDetails();
                case "completion_tokens_details" -> completionDetails = completionDetails();
                default -> parser.skipChildren();
            }
        }
        return Optional.of(new Usage(promptTokens, completionTokens, totalTokens, promptDetails, completionDetails));
    }

    private Optional<PromptTokensDetails> promptDetails() {
        if (!WireJson.isObject(parser)) {
            return Optional.empty();
        }
        OptionalLong cached = OptionalLong.empty();
        OptionalLong audio = OptionalLong.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "cached_tokens" -> cached = WireJson.wholeNumber(parser);
                case "audio_tokens" -> audio = WireJson.wholeNumber(parser);
                default -> parser.skipChildren();
            }
        }
        return Optional.of(new PromptTokensDetails(cached, audio));
    }

    private Optional<CompletionTokensDetails> completionDetails() {
        if (!WireJson.isObject(parser)) {
            return Optional.empty();
        }
        OptionalLong reasoning = OptionalLong.empty();
        OptionalLong audio = OptionalLong.empty();
        OptionalLong accepted = OptionalLong.empty();
        OptionalLong rejected = OptionalLong.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "reasoning_tokens" -> reasoning = WireJson.wholeNumber(parser);
                case "audio_tokens" -> audio = WireJson.wholeNumber(parser);
                case "accepted_prediction_tokens" -> accepted = WireJson.wholeNumber(parser);
                case "rejected_prediction_tokens" -> rejected = WireJson.wholeNumber(parser);
                default -> parser.skipChildren();
            }
        }
        return Optional.of(new CompletionTokensDetails(reasoning, audio, accepted, rejected));
    }
}

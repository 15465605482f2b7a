package dev.cuecard.ollama;

import dev.cuecard.ollama.OllamaChatChunk.Function;
import dev.cuecard.ollama.OllamaChatChunk.Logprob;
import dev.cuecard.ollama.OllamaChatChunk.Message;
import dev.cuecard.ollama.OllamaChatChunk.ToolCall;
import dev.cuecard.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Makes the typed raw chunk of a line's bytes, when a caller asks for it. The bytes have been read once by
 * {@link LineReader}, so they are one JSON object.
 */
final class OllamaChatChunkReader {

    private final JsonParser parser;
    private final byte[] source;

    private OllamaChatChunkReader(JsonParser parser, byte[] source) {
        this.parser = parser;
        this.source = source;
    }

    static OllamaChatChunk read(byte[] data) {
        try (JsonParser parser = WireJson.parser(data)) {
            parser.nextToken();
            return new OllamaChatChunkReader(parser, data).chunk();
        }
    }

    private OllamaChatChunk chunk() {
        Optional<String> model = Optional.empty();
        Optional<String> remoteModel = Optional.empty();
        Optional<String> remoteHost = Optional.empty();
        Optional<String> createdAt = Optional.empty();
        Optional<Message> message = Optional.empty();
        Optional<Boolean> done = Optional.empty();
        Optional<String> doneReason = Optional.empty();
        Metrics metrics = new Metrics();
        List<Logprob> logprobs = List.of();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "model" -> model = WireJson.optionalText(parser);
                case "remote_model" -> remoteModel = WireJson.optionalText(parser);
                case "remote_host" -> remoteHost = WireJson.optionalText(parser);
                case "created_at" -> createdAt = WireJson.optionalText(parser);
                case "message" -> message = message();
                case "done" -> done = truth();
                case "done_reason" -> doneReason = WireJson.optionalText(parser);
                case "logprobs" -> logprobs = LogprobsReader.read(parser);
                default -> {
                    if (!metrics.read(name, parser)) {
                        parser.skipChildren();
                    }
                }
            }
        }
        return new OllamaChatChunk(
                model,
                remoteModel,
                remoteHost,
                createdAt,
                message,
                done,
                doneReason,
                metrics.totalDuration(),
                metrics.loadDuration(),
                metrics.promptEvalCount(),
                metrics.promptEvalCachedCount(),
                metrics.promptEvalDuration(),
                metrics.evalCount(),
                metrics.evalDuration(),
                logprobs);
    }

    private Optional<Boolean> truth() {
        JsonToken token = parser.currentToken();
        parser.skipChildren();
        return token.isBoolean() ? Optional.of(token == JsonToken.VALUE_TRUE) : Optional.empty();
    }

    private Optional<Message> message() {
        if (!WireJson.isObject(parser)) {
            return Optional.empty();
        }
        Optional<String> role = Optional.empty();
        Optional<String> content = Optional.empty();
        Optional<String> thinking = Optional.empty();
        List<String> images = List.of();
        List<ToolCall> toolCalls = List.of();
        Optional<String> toolName = Optional.empty();
        Optional<String> toolCallId = Optional.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "role" -> role = WireJson.optionalText(parser);
                case "content" -> content = WireJson.optionalText(parser);
                case "thinking" -> thinking = WireJson.optionalText(parser);
                case "images" -> images = texts();
                case "tool_calls" ->
                    toolCalls = token == JsonToken.START_OBJECT
                            ? List.of(toolCall())
                            : WireJson.objects(parser, this::toolCall);
                case "tool_name" -> toolName = WireJson.optionalText(parser);
                case "tool_call_id" -> toolCallId = WireJson.optionalText(parser);
                default -> parser.skipChildren();
            }
        }
        return Optional.of(new Message(role, content, thinking, images, toolCalls, toolName, toolCallId));
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        if (WireJson.isArray(parser)) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                WireJson.optionalText(parser).ifPresent(texts::add);
            }
        }
        return texts;
    }

    private ToolCall toolCall() {
        Optional<String> id = Optional.empty();
        Optional<Function> function = Optional.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "id" -> id = WireJson.optionalText(parser);
                case "function" -> function = function();
                default -> parser.skipChildren();
            }
        }
        return new ToolCall(id, function);
    }

    private Optional<Function> function() {
        if (!WireJson.isObject(parser)) {
            return Optional.empty();
        }
        OptionalInt index = OptionalInt.empty();
        Optional<String> called = Optional.empty();
        Optional<String> description = Optional.empty();
        Optional<String> arguments = Optional.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "index" -> index = WireJson.smallNumber(parser);
                case "name" -> called = WireJson.optionalText(parser);
                case "description" -> description = WireJson.optionalText(parser);
                case "arguments" ->
                    arguments = token == JsonToken.VALUE_NULL
                            ? Optional.empty()
                            : Optional.of(WireJson.textOrJson(parser, source));
                default -> parser.skipChildren();
            }
        }
        return Optional.of(new Function(index, called, description, arguments));
    }
}

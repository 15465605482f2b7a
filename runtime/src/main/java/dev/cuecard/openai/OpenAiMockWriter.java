package dev.cuecard.openai;

import dev.cuecard.message.ToolCall;
import dev.cuecard.provider.MockWriter;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.stream.Usage;
import dev.cuecard.wire.MockJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * Writes scripted replies as OpenAI sends them: the role in the first chunk, one chunk a piece, tool arguments in
 * fragments, the finish reason in a chunk of its own, then the usage and {@code [DONE]}.
 */
final class OpenAiMockWriter implements MockWriter {

    private static final String ID = "chatcmpl-mock";
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8);

    @Override
    public List<byte[]> stream(Reply reply) {
        List<byte[]> events = new ArrayList<>();
        Deltas deltas = new Deltas(reply.model(), events);
        // The field of the servers that show the thinking: OpenAI itself does not.
        reply.reasoning().forEach(piece -> deltas.add(json -> json.writeStringProperty("reasoning_content", piece)));
        reply.pieces().forEach(piece -> deltas.add(json -> json.writeStringProperty("content", piece)));
        if (!reply.refusal().isEmpty()) {
            deltas.add(json -> json.writeStringProperty("refusal", reply.refusal()));
        }
        for (int i = 0; i < reply.toolCalls().size(); i++) {
            call(deltas, i, reply.toolCalls().get(i));
        }
        deltas.finish(finishReason(reply));
        if (MockJson.isCounted(reply.usage())) {
            events.add(MockJson.event(json -> {
                head(json, "chat.completion.chunk", reply.model());
                json.writeArrayPropertyStart("choices");
                json.writeEndArray();
                usage(json, reply.usage());
            }));
        }
        events.add(DONE.clone());
        return events;
    }

    /** Opens a call, then sends its arguments in two fragments. */
    private static void call(Deltas deltas, int index, ToolCall call) {
        deltas.add(json -> toolCall(json, index, fragment -> {
            call.id().ifPresent(id -> fragment.writeStringProperty("id", id));
            fragment.writeStringProperty("type", "function");
            function(fragment, call.name(), "");
        }));
        for (String part : MockJson.fragments(call.arguments())) {
            deltas.add(json -> toolCall(json, index, fragment -> {
                fragment.writeObjectPropertyStart("function");
                fragment.writeStringProperty("arguments", part);
                fragment.writeEndObject();
            }));
        }
    }

    private static void toolCall(JsonGenerator json, int index, Consumer<JsonGenerator> members) {
        json.writeArrayPropertyStart("tool_calls");
        json.writeStartObject();
        json.writeNumberProperty("index", index);
        members.accept(json);
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void function(JsonGenerator json, String name, String arguments) {
        json.writeObjectPropertyStart("function");
        json.writeStringProperty("name", name);
        json.writeStringProperty("arguments", arguments);
        json.writeEndObject();
    }

    /** OpenAI ends a refusal with "stop", like any other reply. */
    private static String finishReason(Reply reply) {
        boolean refused = reply.finish() == Kind.REFUSAL && !reply.refusal().isEmpty();
        return FinishReasons.wireName(refused ? Kind.STOP : reply.finish());
    }

    @Override
    public byte[] whole(Reply reply) {
        return MockJson.object(json -> {
            head(json, "chat.completion", reply.model());
            json.writeArrayPropertyStart("choices");
            json.writeStartObject();
            json.writeNumberProperty("index", 0);
            json.writeObjectPropertyStart("message");
            json.writeStringProperty("role", "assistant");
            if (!reply.reasoning().isEmpty()) {
                json.writeStringProperty("reasoning_content", String.join("", reply.reasoning()));
            }
            text(json, "content", String.join("", reply.pieces()));
            text(json, "refusal", reply.refusal());
            if (!reply.toolCalls().isEmpty()) {
                json.writeArrayPropertyStart("tool_calls");
                for (ToolCall call : reply.toolCalls()) {
                    json.writeStartObject();
                    call.id().ifPresent(id -> json.writeStringProperty("id", id));
                    json.writeStringProperty("type", "function");
                    function(json, call.name(), call.arguments());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeNullProperty("logprobs");
            json.writeStringProperty("finish_reason", finishReason(reply));
            json.writeEndObject();
            json.writeEndArray();
            if (MockJson.isCounted(reply.usage())) {
                usage(json, reply.usage());
            }
        });
    }

    /** A whole answer has null where a field holds nothing. */
    private static void text(JsonGenerator json, String name, String value) {
        if (value.isEmpty()) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value);
        }
    }

    @Override
    public byte[] error(int status, String message) {
        String type;
        String code;
        switch (status) {
            case 401 -> {
                type = "invalid_request_error";
                code = "invalid_api_key";
            }
            case 429 -> {
                type = "requests";
                code = "rate_limit_exceeded";
            }
            default -> {
                type = status >= 500 ? "server_error" : "invalid_request_error";
                code = "";
            }
        }
        return MockJson.object(json -> {
            json.writeObjectPropertyStart("error");
            json.writeStringProperty("message", message);
            json.writeStringProperty("type", type);
            json.writeNullProperty("param");
            text(json, "code", code);
            json.writeEndObject();
        });
    }

    private static void head(JsonGenerator json, String object, String model) {
        json.writeStringProperty("id", ID);
        json.writeStringProperty("object", object);
        json.writeNumberProperty("created", 0);
        json.writeStringProperty("model", model);
    }

    private static void usage(JsonGenerator json, Usage usage) {
        json.writeObjectPropertyStart("usage");
        MockJson.count(json, "prompt_tokens", usage.inputTokens());
        MockJson.count(json, "completion_tokens", usage.outputTokens());
        MockJson.count(json, "total_tokens", usage.totalTokens());
        details(json, "prompt_tokens_details", "cached_tokens", usage.cachedInputTokens());
        details(json, "completion_tokens_details", "reasoning_tokens", usage.reasoningTokens());
        json.writeEndObject();
    }

    private static void details(JsonGenerator json, String group, String name, OptionalLong value) {
        if (value.isPresent()) {
            json.writeObjectPropertyStart(group);
            MockJson.count(json, name, value);
            json.writeEndObject();
        }
    }

    /** The chunks that carry a delta, of which the first names the role. */
    private static final class Deltas {
        private final String model;
        private final List<byte[]> events;

        Deltas(String model, List<byte[]> events) {
            this.model = model;
            this.events = events;
        }

        void add(Consumer<JsonGenerator> members) {
            write(members, "");
        }

        void finish(String reason) {
            write(json -> {}, reason);
        }

        private void write(Consumer<JsonGenerator> members, String finishReason) {
            events.add(MockJson.event(json -> {
                head(json, "chat.completion.chunk", model);
                json.writeArrayPropertyStart("choices");
                json.writeStartObject();
                json.writeNumberProperty("index", 0);
                json.writeObjectPropertyStart("delta");
                if (events.isEmpty()) {
                    json.writeStringProperty("role", "assistant");
                }
                members.accept(json);
                json.writeEndObject();
                json.writeNullProperty("logprobs");
                text(json, "finish_reason", finishReason);
                json.writeEndObject();
                json.writeEndArray();
            }));
        }
    }
}

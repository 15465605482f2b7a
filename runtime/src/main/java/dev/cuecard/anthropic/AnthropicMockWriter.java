package dev.cuecard.anthropic;

import dev.cuecard.message.ToolCall;
import dev.cuecard.provider.MockWriter;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.stream.Usage;
import dev.cuecard.wire.JsonText;
import dev.cuecard.wire.MockJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * Writes scripted replies as Anthropic sends them: the message begins with the tokens of the prompt, its blocks begin, get their
 * pieces and end one after another, then come the reason why it ended, the tokens of the reply, and the end. A refusal has no
 * words of its own on this wire: what is said is text, and the reason tells that it is a refusal.
 */
final class AnthropicMockWriter implements MockWriter {

    private static final String ID = "msg_mock";
    private static final String REQUEST_ID = "req_mock";
    private static final String SIGNATURE = "mock-signature";

    @Override
    public List<byte[]> stream(Reply reply) {
        List<byte[]> events = new ArrayList<>();
        events.add(event("message_start", json -> {
            json.writeObjectPropertyStart("message");
            head(json, reply);
            json.writeArrayPropertyStart("content");
            json.writeEndArray();
            end(json, "");
            if (MockJson.isCounted(reply.usage())) {
                promptUsage(json, reply.usage());
            }
            json.writeEndObject();
        }));
        int index = 0;
        if (!reply.reasoning().isEmpty()) {
            thinkingBlock(events, index++, reply.reasoning());
        }
        List<String> said = said(reply);
        if (!said.isEmpty()) {
            textBlock(events, index++, said);
        }
        for (ToolCall call : reply.toolCalls()) {
            callBlock(events, index++, call);
        }
        events.add(event("message_delta", json -> {
            json.writeObjectPropertyStart("delta");
            end(json, stopReason(reply));
            json.writeEndObject();
            if (MockJson.isCounted(reply.usage())) {
                json.writeObjectPropertyStart("usage");
                replyCounts(json, reply.usage());
                json.writeEndObject();
            }
        }));
        events.add(event("message_stop", json -> {}));
        return events;
    }

    private static byte[] event(String type, Consumer<JsonGenerator> members) {
        return MockJson.event(type, json -> {
            json.writeStringProperty("type", type);
            members.accept(json);
        });
    }

    private static List<String> said(Reply reply) {
        List<String> said = new ArrayList<>(reply.pieces());
        if (!reply.refusal().isEmpty()) {
            said.add(reply.refusal());
        }
        return said;
    }

    /** Words of a refusal make it one, whatever else the script says: nothing but the reason can tell of it. */
    private static String stopReason(Reply reply) {
        return FinishReasons.wireName(reply.refusal().isEmpty() ? reply.finish() : Kind.REFUSAL);
    }

    private static void thinkingBlock(List<byte[]> events, int index, List<String> pieces) {
        events.add(blockStart(index, json -> thinking(json, "", "")));
        for (String piece : pieces) {
            events.add(blockDelta(index, "thinking_delta", "thinking", piece));
        }
        events.add(blockDelta(index, "signature_delta", "signature", SIGNATURE));
        events.add(blockStop(index));
    }

    private static void thinking(JsonGenerator json, String words, String signature) {
        json.writeStringProperty("type", "thinking");
        json.writeStringProperty("thinking", words);
        json.writeStringProperty("signature", signature);
    }

    private static void textBlock(List<byte[]> events, int index, List<String> pieces) {
        events.add(blockStart(index, json -> text(json, "")));
        for (String piece : pieces) {
            events.add(blockDelta(index, "text_delta", "text", piece));
        }
        events.add(blockStop(index));
    }

    private static void callBlock(List<byte[]> events, int index, ToolCall call) {
        events.add(blockStart(index, json -> {
            callHead(json, call);
            json.writeObjectPropertyStart("input");
            json.writeEndObject();
        }));
        events.add(blockDelta(index, "input_json_delta", "partial_json", ""));
        for (String part : MockJson.fragments(call.arguments())) {
            events.add(blockDelta(index, "input_json_delta", "partial_json", part));
        }
        events.add(blockStop(index));
    }

    private static byte[] blockStart(int index, Consumer<JsonGenerator> block) {
        return event("content_block_start", json -> {
            json.writeNumberProperty("index", index);
            json.writeObjectPropertyStart("content_block");
            block.accept(json);
            json.writeEndObject();
        });
    }

    private static byte[] blockDelta(int index, String type, String name, String value) {
        return event("content_block_delta", json -> {
            json.writeNumberProperty("index", index);
            json.writeObjectPropertyStart("delta");
            json.writeStringProperty("type", type);
            json.writeStringProperty(name, value);
            json.writeEndObject();
        });
    }

    private static byte[] blockStop(int index) {
        return event("content_block_stop", json -> json.writeNumberProperty("index", index));
    }

    private static void text(JsonGenerator json, String words) {
        json.writeStringProperty("type", "text");
        json.writeStringProperty("text", words);
    }

    private static void callHead(JsonGenerator json, ToolCall call) {
        json.writeStringProperty("type", "tool_use");
        call.id().ifPresent(id -> json.writeStringProperty("id", id));
        json.writeStringProperty("name", call.name());
    }

    @Override
    public byte[] whole(Reply reply) {
        return MockJson.object(json -> {
            head(json, reply);
            json.writeArrayPropertyStart("content");
            if (!reply.reasoning().isEmpty()) {
                json.writeStartObject();
                thinking(json, String.join("", reply.reasoning()), SIGNATURE);
                json.writeEndObject();
            }
            String said = String.join("", said(reply));
            if (!said.isEmpty()) {
                json.writeStartObject();
                text(json, said);
                json.writeEndObject();
            }
            for (ToolCall call : reply.toolCalls()) {
                json.writeStartObject();
                callHead(json, call);
                input(json, call.arguments());
                json.writeEndObject();
            }
            json.writeEndArray();
            end(json, stopReason(reply));
            if (MockJson.isCounted(reply.usage())) {
                json.writeObjectPropertyStart("usage");
                promptCounts(json, reply.usage());
                replyCounts(json, reply.usage());
                json.writeEndObject();
            }
        });
    }

    /** What a script breaks on purpose cannot stand in the body as JSON, and is sent as a text. */
    private static void input(JsonGenerator json, String arguments) {
        json.writeName("input");
        if (JsonText.isObject(arguments)) {
            json.writeRawValue(arguments);
        } else {
            json.writeString(arguments);
        }
    }

    @Override
    public byte[] error(int status, String message) {
        return MockJson.object(json -> {
            json.writeStringProperty("type", "error");
            json.writeObjectPropertyStart("error");
            json.writeStringProperty("type", errorType(status));
            json.writeStringProperty("message", message);
            json.writeEndObject();
            json.writeStringProperty("request_id", REQUEST_ID);
        });
    }

    private static String errorType(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 504 -> "timeout_error";
            case 529 -> "overloaded_error";
            default -> status >= 500 ? "api_error" : "invalid_request_error";
        };
    }

    private static void head(JsonGenerator json, Reply reply) {
        json.writeStringProperty("id", ID);
        json.writeStringProperty("type", "message");
        json.writeStringProperty("role", "assistant");
        json.writeStringProperty("model", reply.model());
    }

    /** Writes why a message ended; null where it has not. */
    private static void end(JsonGenerator json, String stopReason) {
        if (stopReason.isEmpty()) {
            json.writeNullProperty("stop_reason");
        } else {
            json.writeStringProperty("stop_reason", stopReason);
        }
        json.writeNullProperty("stop_sequence");
    }

    private static void promptUsage(JsonGenerator json, Usage usage) {
        json.writeObjectPropertyStart("usage");
        promptCounts(json, usage);
        if (usage.outputTokens().isPresent()) {
            // The API has counted the first one by then.
            json.writeNumberProperty("output_tokens", 1);
        }
        json.writeEndObject();
    }

    private static void promptCounts(JsonGenerator json, Usage usage) {
        MockJson.count(json, "input_tokens", usage.inputTokens());
        MockJson.count(json, "cache_read_input_tokens", usage.cachedInputTokens());
    }

    private static void replyCounts(JsonGenerator json, Usage usage) {
        MockJson.count(json, "output_tokens", usage.outputTokens());
        if (usage.reasoningTokens().isPresent()) {
            json.writeObjectPropertyStart("output_tokens_details");
            MockJson.count(json, "thinking_tokens", usage.reasoningTokens());
            json.writeEndObject();
        }
    }
}

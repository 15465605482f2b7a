package dev.cuecard.google;

import dev.cuecard.message.ToolCall;
import dev.cuecard.provider.MockWriter;
import dev.cuecard.stream.Usage;
import dev.cuecard.wire.JsonText;
import dev.cuecard.wire.MockJson;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * Writes scripted replies as Google sends them: one chunk a piece of thinking or text, one a call with all its arguments,
 * then an empty part with the finish reason. The counts of tokens grow from chunk to chunk.
 *
 * <p>What the protocol has no words for comes out as the nearest that it has. A refusal is a prompt that was blocked, and
 * such a prompt gets nothing else; one without words is a stop for the content's sake. A reply with calls ends with STOP, as
 * any other does. Arguments that are no JSON object stand as a text in the object's place.
 */
final class GeminiMockWriter implements MockWriter {

    private static final String ID = "mock-response";

    @Override
    public List<byte[]> stream(Reply reply) {
        List<byte[]> events = new ArrayList<>();
        if (isBlocked(reply)) {
            events.add(MockJson.event(json -> blocked(json, reply)));
            return events;
        }
        List<Consumer<JsonGenerator>> parts = new ArrayList<>();
        reply.reasoning().forEach(piece -> parts.add(json -> thought(json, piece)));
        reply.pieces().forEach(piece -> parts.add(json -> text(json, piece)));
        reply.toolCalls().forEach(call -> parts.add(json -> call(json, call)));
        for (int i = 0; i < parts.size(); i++) {
            Consumer<JsonGenerator> part = parts.get(i);
            Usage soFar = soFar(reply.usage(), i + 1);
            events.add(MockJson.event(json -> {
                candidate(json, "", part);
                tail(json, reply.model(), soFar);
            }));
        }
        events.add(MockJson.event(json -> {
            candidate(json, FinishReasons.wireName(reply.finish()), part -> text(part, ""));
            tail(json, reply.model(), reply.usage());
        }));
        return events;
    }

    @Override
    public byte[] whole(Reply reply) {
        if (isBlocked(reply)) {
            return MockJson.object(json -> blocked(json, reply));
        }
        return MockJson.object(json -> {
            candidate(json, FinishReasons.wireName(reply.finish()), parts -> {
                if (!reply.reasoning().isEmpty()) {
                    thought(parts, String.join("", reply.reasoning()));
                }
                text(parts, String.join("", reply.pieces()));
                reply.toolCalls().forEach(call -> call(parts, call));
            });
            tail(json, reply.model(), reply.usage());
        });
    }

    private static boolean isBlocked(Reply reply) {
        return !reply.refusal().isEmpty();
    }

    private static void blocked(JsonGenerator json, Reply reply) {
        json.writeObjectPropertyStart("promptFeedback");
        json.writeStringProperty("blockReason", "SAFETY");
        json.writeStringProperty("blockReasonMessage", reply.refusal());
        json.writeEndObject();
        tail(json, reply.model(), reply.usage());
    }

    /** A chunk counts the prompt and what is written so far, here a token each. */
    private static Usage soFar(Usage whole, long written) {
        OptionalLong output = whole.outputTokens();
        return new Usage(
                whole.inputTokens(),
                output.isPresent() ? OptionalLong.of(Math.min(written, output.getAsLong())) : output,
                OptionalLong.empty(),
                whole.cachedInputTokens(),
                OptionalLong.empty());
    }

    private static void candidate(JsonGenerator json, String finishReason, Consumer<JsonGenerator> parts) {
        json.writeArrayPropertyStart("candidates");
        json.writeStartObject();
        json.writeObjectPropertyStart("content");
        json.writeArrayPropertyStart("parts");
        parts.accept(json);
        json.writeEndArray();
        json.writeStringProperty("role", "model");
        json.writeEndObject();
        if (!finishReason.isEmpty()) {
            json.writeStringProperty("finishReason", finishReason);
        }
        json.writeNumberProperty("index", 0);
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void text(JsonGenerator json, String text) {
        json.writeStartObject();
        json.writeStringProperty("text", text);
        json.writeEndObject();
    }

    private static void thought(JsonGenerator json, String text) {
        json.writeStartObject();
        json.writeStringProperty("text", text);
        json.writeBooleanProperty("thought", true);
        json.writeEndObject();
    }

    private static void call(JsonGenerator json, ToolCall call) {
        json.writeStartObject();
        json.writeObjectPropertyStart("functionCall");
        call.id().ifPresent(id -> json.writeStringProperty("id", id));
        json.writeStringProperty("name", call.name());
        if (JsonText.isObject(call.arguments())) {
            json.writeName("args");
            // An event is a line. Line ends stand in no JSON but as white space.
            json.writeRawValue(call.arguments().replace('\n', ' ').replace('\r', ' '));
        } else if (!call.arguments().isEmpty()) {
            json.writeStringProperty("args", call.arguments());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void tail(JsonGenerator json, String model, Usage usage) {
        if (MockJson.isCounted(usage)) {
            json.writeObjectPropertyStart("usageMetadata");
            MockJson.count(json, "promptTokenCount", usage.inputTokens());
            MockJson.count(json, "cachedContentTokenCount", usage.cachedInputTokens());
            MockJson.count(json, "candidatesTokenCount", usage.outputTokens());
            MockJson.count(json, "thoughtsTokenCount", usage.reasoningTokens());
            MockJson.count(json, "totalTokenCount", usage.totalTokens());
            json.writeEndObject();
        }
        json.writeStringProperty("modelVersion", model);
        json.writeStringProperty("responseId", ID);
    }

    /** Google's words for kinds of errors are those of its RPCs. */
    @Override
    public byte[] error(int status, String message) {
        String word = switch (status) {
            case 400 -> "INVALID_ARGUMENT";
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 409 -> "ABORTED";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 503 -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> status >= 500 ? "INTERNAL" : "FAILED_PRECONDITION";
        };
        return MockJson.object(json -> {
            json.writeObjectPropertyStart("error");
            json.writeNumberProperty("code", status);
            json.writeStringProperty("message", message);
            json.writeStringProperty("status", word);
            json.writeEndObject();
        });
    }
}

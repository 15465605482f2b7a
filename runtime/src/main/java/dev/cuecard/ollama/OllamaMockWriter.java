package dev.cuecard.ollama;

import dev.cuecard.message.ToolCall;
import dev.cuecard.provider.MockWriter;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.wire.JsonText;
import dev.cuecard.wire.MockJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * Writes scripted replies as Ollama sends them: a line a piece, each tool call whole in a line of its own, then a last line
 * with the finish reason and what the reply took. The durations are made up and always the same.
 *
 * <p>What Ollama cannot say is not made up: a refusal and a content filter are refused with a
 * {@link dev.cuecard.error.ConfigurationException}. A total of tokens and the tokens spent thinking are left out, and a reply
 * that calls tools ends with {@code stop}, as every other does.
 */
final class OllamaMockWriter implements MockWriter {

    private static final String CREATED_AT = "1970-01-01T00:00:00Z";
    private static final long LOAD_NANOS = 20_000_000;
    private static final long PROMPT_EVAL_NANOS = 30_000_000;
    private static final long EVAL_NANOS = 50_000_000;

    @Override
    public List<byte[]> stream(Reply reply) {
        String doneReason = doneReason(reply);
        List<byte[]> lines = new ArrayList<>();
        for (String thought : reply.reasoning()) {
            lines.add(line(reply, thought, "", List.of()));
        }
        for (String piece : reply.pieces()) {
            lines.add(line(reply, "", piece, List.of()));
        }
        for (int i = 0; i < reply.toolCalls().size(); i++) {
            int index = i;
            lines.add(line(
                    reply,
                    "",
                    "",
                    List.of(json -> call(json, index, reply.toolCalls().get(index)))));
        }
        lines.add(MockJson.line(json -> last(json, reply, "", "", List.of(), doneReason)));
        return lines;
    }

    private static byte[] line(Reply reply, String thinking, String content, List<Consumer<JsonGenerator>> calls) {
        return MockJson.line(json -> {
            head(json, reply, thinking, content, calls);
            json.writeBooleanProperty("done", false);
        });
    }

    @Override
    public byte[] whole(Reply reply) {
        String doneReason = doneReason(reply);
        List<Consumer<JsonGenerator>> calls = new ArrayList<>();
        for (int i = 0; i < reply.toolCalls().size(); i++) {
            int index = i;
            calls.add(json -> call(json, index, reply.toolCalls().get(index)));
        }
        return MockJson.object(json -> last(
                json, reply, String.join("", reply.reasoning()), String.join("", reply.pieces()), calls, doneReason));
    }

    private static String doneReason(Reply reply) {
        return FinishReasons.wireName(reply.refusal().isEmpty() ? reply.finish() : Kind.REFUSAL);
    }

    @Override
    public byte[] error(int status, String message) {
        return MockJson.object(json -> json.writeStringProperty("error", message));
    }

    private static void head(
            JsonGenerator json, Reply reply, String thinking, String content, List<Consumer<JsonGenerator>> calls) {
        json.writeStringProperty("model", reply.model());
        json.writeStringProperty("created_at", CREATED_AT);
        json.writeObjectPropertyStart("message");
        json.writeStringProperty("role", "assistant");
        json.writeStringProperty("content", content);
        if (!thinking.isEmpty()) {
            json.writeStringProperty("thinking", thinking);
        }
        if (!calls.isEmpty()) {
            json.writeArrayPropertyStart("tool_calls");
            calls.forEach(call -> call.accept(json));
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void call(JsonGenerator json, int index, ToolCall call) {
        json.writeStartObject();
        call.id().ifPresent(id -> json.writeStringProperty("id", id));
        json.writeObjectPropertyStart("function");
        json.writeNumberProperty("index", index);
        json.writeStringProperty("name", call.name());
        if (JsonText.isObject(call.arguments())) {
            json.writeName("arguments");
            // A line end, which may stand between the members, would end the line.
            json.writeRawValue(call.arguments().replace('\n', ' ').replace('\r', ' '));
        } else {
            // Broken text would break the whole line, and the decoder reads a text as well.
            json.writeStringProperty("arguments", call.arguments());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void last(
            JsonGenerator json,
            Reply reply,
            String thinking,
            String content,
            List<Consumer<JsonGenerator>> calls,
            String doneReason) {
        head(json, reply, thinking, content, calls);
        json.writeBooleanProperty("done", true);
        json.writeStringProperty("done_reason", doneReason);
        json.writeNumberProperty("total_duration", LOAD_NANOS + PROMPT_EVAL_NANOS + EVAL_NANOS);
        json.writeNumberProperty("load_duration", LOAD_NANOS);
        MockJson.count(json, "prompt_eval_count", reply.usage().inputTokens());
        MockJson.count(json, "prompt_eval_cached_count", reply.usage().cachedInputTokens());
        json.writeNumberProperty("prompt_eval_duration", PROMPT_EVAL_NANOS);
        MockJson.count(json, "eval_count", reply.usage().outputTokens());
        json.writeNumberProperty("eval_duration", EVAL_NANOS);
    }
}

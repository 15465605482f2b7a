package dev.cuecard.tracing;

import dev.cuecard.message.Image;
import dev.cuecard.message.Message;
import dev.cuecard.message.Part;
import dev.cuecard.message.Text;
import dev.cuecard.message.ToolCall;
import dev.cuecard.message.ToolResult;
import dev.cuecard.stream.ChoiceResult;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.StreamResult;
import io.opentelemetry.api.common.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prompts and replies in the form of the conventions' schemas for input and output messages. Of an image that is sent by
 * its bytes the kind alone is kept, and what only the provider can read is left out.
 */
final class MessageValues {

    private MessageValues() {}

    static Value<?> input(List<Message> messages) {
        List<Value<?>> values = new ArrayList<>();
        for (Message message : messages) {
            List<Value<?>> parts = new ArrayList<>();
            message.parts().forEach(part -> add(parts, part));
            Map<String, Value<?>> value = new LinkedHashMap<>();
            value.put("role", Value.of(message.role().wireName()));
            value.put("parts", Value.of(parts));
            message.name().ifPresent(name -> value.put("name", Value.of(name)));
            values.add(Value.of(value));
        }
        return Value.of(values);
    }

    static Value<?> output(StreamResult result) {
        List<Value<?>> values = new ArrayList<>();
        for (ChoiceResult choice : result.choices()) {
            List<Value<?>> parts = new ArrayList<>();
            addWords(parts, "reasoning", choice.reasoning());
            addWords(parts, "text", choice.text());
            choice.refusal()
                    .filter(words -> !words.equals(choice.text()))
                    .ifPresent(words -> addWords(parts, "refusal", words));
            choice.toolCalls().forEach(call -> add(parts, call));
            Map<String, Value<?>> value = new LinkedHashMap<>();
            value.put("role", Value.of("assistant"));
            value.put("parts", Value.of(parts));
            value.put("finish_reason", Value.of(finishReason(choice, result.ending())));
            values.add(Value.of(value));
        }
        return Value.of(values);
    }

    /** The schema's word, for which it needs one even where the model did not come to an end. */
    private static String finishReason(ChoiceResult choice, Ending ending) {
        return choice.finishReason().map(MessageValues::word).orElseGet(() -> {
            if (ending instanceof Ending.Completed) {
                return "stop";
            }
            return ending instanceof Ending.Aborted ? "aborted" : "error";
        });
    }

    private static String word(FinishReason reason) {
        return switch (reason.kind()) {
            case STOP, LENGTH, CONTENT_FILTER -> reason.kind().name().toLowerCase(Locale.ROOT);
            case TOOL_CALLS -> "tool_call";
            case REFUSAL, OTHER -> reason.raw();
        };
    }

    private static void add(List<Value<?>> parts, Part part) {
        if (part instanceof Text text) {
            addWords(parts, "text", text.text());
        } else if (part instanceof Image image) {
            parts.add(image(image));
        } else if (part instanceof ToolCall call) {
            Map<String, Value<?>> value = part("tool_call");
            call.id().ifPresent(id -> value.put("id", Value.of(id)));
            value.put("name", Value.of(call.name()));
            value.put("arguments", Value.of(call.arguments()));
            parts.add(Value.of(value));
        } else if (part instanceof ToolResult result) {
            Map<String, Value<?>> value = part("tool_call_response");
            if (!result.id().isEmpty()) {
                value.put("id", Value.of(result.id()));
            }
            value.put("response", Value.of(result.content()));
            parts.add(Value.of(value));
        }
    }

    private static void addWords(List<Value<?>> parts, String type, String words) {
        if (!words.isEmpty()) {
            Map<String, Value<?>> value = part(type);
            value.put("content", Value.of(words));
            parts.add(Value.of(value));
        }
    }

    private static Value<?> image(Image image) {
        String url = image.url().filter(given -> !given.startsWith("data:")).orElse("");
        Map<String, Value<?>> value = part(url.isEmpty() ? "image" : "uri");
        value.put("modality", Value.of("image"));
        if (!url.isEmpty()) {
            value.put("uri", Value.of(url));
        }
        if (!image.mediaType().isEmpty()) {
            value.put("mime_type", Value.of(image.mediaType()));
        }
        return Value.of(value);
    }

    private static Map<String, Value<?>> part(String type) {
        Map<String, Value<?>> part = new LinkedHashMap<>();
        part.put("type", Value.of(type));
        return part;
    }
}

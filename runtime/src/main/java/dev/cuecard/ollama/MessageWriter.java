package dev.cuecard.ollama;

import dev.cuecard.message.Image;
import dev.cuecard.message.Message;
import dev.cuecard.message.Part;
import dev.cuecard.message.Role;
import dev.cuecard.message.ToolCall;
import dev.cuecard.message.ToolResult;
import dev.cuecard.wire.DataUrl;
import dev.cuecard.wire.JsonText;
import dev.cuecard.wire.Turn;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Writes a conversation's turns for {@link RequestWriter}, and refuses what this protocol has no place for. A message has one
 * text and, apart from it, its images; the name of a speaker has no place.
 *
 * @see <a href="https://docs.ollama.com/capabilities/tool-calling">Ollama, Tool calling</a>
 */
final class MessageWriter {

    private final JsonGenerator json;

    MessageWriter(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Writes a message, or several where it holds the outcomes of several tools.
     *
     * @param message the message
     * @param place its place in the conversation, from 1
     */
    void write(Message message, int place) {
        Turn turn = new Turn(OllamaProvider.NAME, message, place);
        turn.requireFittingParts();
        switch (message.role()) {
            case SYSTEM, DEVELOPER -> system(message);
            case USER -> user(turn);
            case ASSISTANT -> assistant(turn);
            case TOOL -> tool(turn);
        }
    }

    private void begin(Role role, String content) {
        json.writeStartObject();
        json.writeStringProperty("role", role.wireName());
        json.writeStringProperty("content", content);
    }

    private void system(Message message) {
        begin(Role.SYSTEM, message.text());
        json.writeEndObject();
    }

    private void user(Turn turn) {
        List<Part> parts = turn.message().parts();
        begin(Role.USER, turn.message().text());
        if (parts.stream().anyMatch(Image.class::isInstance)) {
            json.writeArrayPropertyStart("images");
            for (Part part : parts) {
                if (part instanceof Image image) {
                    json.writeString(base64(image, turn));
                }
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void assistant(Turn turn) {
        begin(Role.ASSISTANT, turn.message().text());
        String thinking = Thinking.of(turn);
        if (!thinking.isEmpty()) {
            json.writeStringProperty("thinking", thinking);
        }
        List<ToolCall> calls = turn.message().toolCalls();
        if (!calls.isEmpty()) {
            json.writeArrayPropertyStart("tool_calls");
            for (ToolCall call : calls) {
                call(turn, call);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void call(Turn turn, ToolCall call) {
        if (!JsonText.isObject(call.arguments())) {
            throw turn.refuse(
                    call,
                    " whose arguments are no JSON object, the one form in which ollama takes them. Leave the call out, or"
                            + " write its arguments like {\"city\":\"Paris\"}, {} for none.");
        }
        json.writeStartObject();
        call.id().ifPresent(id -> json.writeStringProperty("id", id));
        json.writeObjectPropertyStart("function");
        json.writeStringProperty("name", call.name());
        json.writeName("arguments");
        json.writeRawValue(call.arguments());
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Ollama matches a result with its call by the tool's name; newer models are also told the call's id. */
    private void tool(Turn turn) {
        for (Part part : turn.message().parts()) {
            if (part instanceof ToolResult result) {
                begin(Role.TOOL, result.content());
                if (!result.name().isEmpty()) {
                    json.writeStringProperty("tool_name", result.name());
                }
                if (!result.id().isEmpty()) {
                    json.writeStringProperty("tool_call_id", result.id());
                }
                json.writeEndObject();
            }
        }
    }

    /** Gives an image's bytes: Ollama takes nothing else, and fetches nothing. */
    private static String base64(Image image, Turn turn) {
        String url = image.url().orElse("");
        if (url.isEmpty()) {
            return image.base64();
        }
        if (!DataUrl.isOne(url)) {
            throw turn.refuse(
                    image,
                    " that is named by an address, and ollama fetches none. Fetch it yourself, and make it with"
                            + " Image.bytes(mediaType, data).");
        }
        String base64 = DataUrl.of(turn, image, url).base64();
        try {
            // Written anew, with the padding that the server insists on.
            return Base64.getEncoder().encodeToString(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw turn.refuse(
                    image, " in a data: URL that holds no base64. Make it with Image.bytes(mediaType, data).");
        }
    }
}

package dev.cuecard.openai;

import dev.cuecard.message.Image;
import dev.cuecard.message.Message;
import dev.cuecard.message.Part;
import dev.cuecard.message.Role;
import dev.cuecard.message.Text;
import dev.cuecard.message.ToolCall;
import dev.cuecard.message.ToolResult;
import dev.cuecard.wire.Turn;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes a conversation's turns for {@link RequestWriter}, and refuses what this protocol has no place for. */
final class MessageWriter {

    private final JsonGenerator json;
    private final String provider;
    private final Dialect dialect;

    MessageWriter(JsonGenerator json, String provider, Dialect dialect) {
        this.json = json;
        this.provider = provider;
        this.dialect = dialect;
    }

    /**
     * Writes a message, or several where it holds the outcomes of several tools.
     *
     * @param message the message
     * @param place its place in the conversation, from 1
     */
    void write(Message message, int place) {
        Turn turn = new Turn(provider, message, place);
        turn.requireFittingParts();
        switch (message.role()) {
            case SYSTEM, DEVELOPER -> text(message);
            case USER -> user(message);
            case ASSISTANT -> assistant(turn);
            case TOOL -> tool(turn);
        }
    }

    private void text(Message message) {
        json.writeStartObject();
        speaker(message);
        json.writeStringProperty("content", message.text());
        json.writeEndObject();
    }

    private void speaker(Message message) {
        json.writeStringProperty("role", role(message.role()));
        if (dialect.speakerNames()) {
            message.name().ifPresent(name -> json.writeStringProperty("name", name));
        }
    }

    private String role(Role role) {
        return role == Role.DEVELOPER && !dialect.developerRole() ? Role.SYSTEM.wireName() : role.wireName();
    }

    private void user(Message message) {
        if (message.parts().stream().allMatch(Text.class::isInstance)) {
            text(message);
            return;
        }
        json.writeStartObject();
        speaker(message);
        json.writeArrayPropertyStart("content");
        for (Part part : message.parts()) {
            json.writeStartObject();
            if (part instanceof Image image) {
                json.writeStringProperty("type", "image_url");
                json.writeObjectPropertyStart("image_url");
                json.writeStringProperty("url", address(image));
                json.writeEndObject();
            } else if (part instanceof Text text) {
                json.writeStringProperty("type", "text");
                json.writeStringProperty("text", text.text());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String address(Image image) {
        return image.url().orElseGet(() -> "data:" + image.mediaType() + ";base64," + image.base64());
    }

    private void assistant(Turn turn) {
        Message message = turn.message();
        List<ToolCall> calls = message.toolCalls();
        json.writeStartObject();
        speaker(message);
        if (message.text().isEmpty() && !calls.isEmpty()) {
            // Not left out: some servers ask for the field even where there is nothing to say.
            json.writeNullProperty("content");
        } else {
            json.writeStringProperty("content", message.text());
        }
        message.parts()
                .forEach(part -> turn.ownMembers(part).forEach((name, value) -> {
                    json.writeName(name);
                    json.writeRawValue(value);
                }));
        if (!calls.isEmpty()) {
            json.writeArrayPropertyStart("tool_calls");
            for (ToolCall call : calls) {
                json.writeStartObject();
                json.writeStringProperty("id", call.id().orElseThrow(() -> turn.noId(call)));
                json.writeStringProperty("type", "function");
                json.writeObjectPropertyStart("function");
                json.writeStringProperty("name", call.name());
                json.writeStringProperty("arguments", call.arguments());
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void tool(Turn turn) {
        for (Part part : turn.message().parts()) {
            if (part instanceof ToolResult result) {
                if (result.id().isEmpty()) {
                    throw turn.noId(result);
                }
                json.writeStartObject();
                json.writeStringProperty("role", role(Role.TOOL));
                json.writeStringProperty("tool_call_id", result.id());
                json.writeStringProperty("content", result.content());
                json.writeEndObject();
            }
        }
    }
}

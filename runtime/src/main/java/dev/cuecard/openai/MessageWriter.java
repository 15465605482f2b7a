package dev.cuecard.openai;

import dev.cuecard.error.ConfigurationException;
import dev.cuecard.message.Image;
import dev.cuecard.message.Message;
import dev.cuecard.message.Part;
import dev.cuecard.message.Role;
import dev.cuecard.message.Text;
import dev.cuecard.message.ToolCall;
import dev.cuecard.message.ToolResult;
import java.util.List;
import java.util.Set;
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
        switch (message.role()) {
            case SYSTEM, DEVELOPER -> {
                allow(message, place, Set.of(Text.class));
                text(message);
            }
            case USER -> {
                allow(message, place, Set.of(Text.class, Image.class));
                user(message);
            }
            case ASSISTANT -> {
                allow(message, place, Set.of(Text.class, ToolCall.class));
                assistant(message, place);
            }
            case TOOL -> {
                allow(message, place, Set.of(ToolResult.class));
                tool(message, place);
            }
        }
    }

    private void allow(Message message, int place, Set<Class<? extends Part>> allowed) {
        for (Part part : message.parts()) {
            if (!allowed.contains(part.getClass())) {
                throw new ConfigurationException(where(message, place) + " holds " + describe(part) + ", which "
                        + provider + " takes only " + home(part) + ".");
            }
        }
    }

    private static String where(Message message, int place) {
        return "Message " + place + " of the conversation, of role " + message.role() + ",";
    }

    private static String describe(Part part) {
        if (part instanceof Image) {
            return "an image";
        }
        if (part instanceof ToolCall call) {
            return "a call of the tool '" + call.name() + "'";
        }
        return part instanceof ToolResult result ? "the result of the tool '" + result.name() + "'" : "a text";
    }

    private static String home(Part part) {
        if (part instanceof Image) {
            return "in messages of role USER";
        }
        if (part instanceof ToolCall) {
            return "in messages of role ASSISTANT";
        }
        return part instanceof ToolResult
                ? "in messages of role TOOL: make it with Message.toolResult"
                : "in messages of other roles: a TOOL message holds tool results";
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

    private void assistant(Message message, int place) {
        List<ToolCall> calls = message.toolCalls();
        json.writeStartObject();
        speaker(message);
        if (message.text().isEmpty() && !calls.isEmpty()) {
            // Not left out: some servers ask for the field even where there is nothing to say.
            json.writeNullProperty("content");
        } else {
            json.writeStringProperty("content", message.text());
        }
        if (!calls.isEmpty()) {
            json.writeArrayPropertyStart("tool_calls");
            for (ToolCall call : calls) {
                json.writeStartObject();
                json.writeStringProperty("id", call.id().orElseThrow(() -> noId(message, place, call)));
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

    private void tool(Message message, int place) {
        for (Part part : message.parts()) {
            if (part instanceof ToolResult result) {
                if (result.id().isEmpty()) {
                    throw noId(message, place, result);
                }
                json.writeStartObject();
                json.writeStringProperty("role", role(Role.TOOL));
                json.writeStringProperty("tool_call_id", result.id());
                json.writeStringProperty("content", result.content());
                json.writeEndObject();
            }
        }
    }

    private ConfigurationException noId(Message message, int place, Part part) {
        return new ConfigurationException(
                where(message, place) + " holds " + describe(part) + " without an id, by which " + provider
                        + " matches calls and results. Give the call and its result the same id.");
    }
}

package dev.cuecard.google;

import dev.cuecard.error.ConfigurationException;
import dev.cuecard.message.Image;
import dev.cuecard.message.Message;
import dev.cuecard.message.Part;
import dev.cuecard.message.ProviderData;
import dev.cuecard.message.Role;
import dev.cuecard.message.Text;
import dev.cuecard.message.ToolCall;
import dev.cuecard.message.ToolResult;
import dev.cuecard.wire.JsonText;
import dev.cuecard.wire.Turn;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * Writes a conversation's turns for {@link RequestWriter}, and refuses what this protocol has no place for. Results of tools
 * that follow each other are one turn: the model wants those of all its calls at once.
 *
 * <p>The protocol has no empty parts and no empty turns, so that they are left out.
 */
final class ContentWriter {

    private final JsonGenerator json;
    private Optional<Role> open = Optional.empty();
    private boolean any;

    ContentWriter(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Writes a message; one with instructions is only checked.
     *
     * @param message the message
     * @param place its place in the conversation, from 1
     */
    void write(Message message, int place) {
        Turn turn = new Turn(GeminiProvider.NAME, message, place);
        turn.requireFittingParts();
        if (RequestWriter.isInstruction(message)) {
            return;
        }
        boolean more = message.role() == Role.TOOL && open.equals(Optional.of(Role.TOOL));
        if (!more) {
            close();
        }
        switch (message.role()) {
            case ASSISTANT -> assistant(turn);
            case TOOL -> results(turn);
            default -> user(turn);
        }
    }

    /** Ends the last turn; tells whether there was any. */
    boolean end() {
        close();
        return any;
    }

    private void close() {
        if (open.isPresent()) {
            json.writeEndArray();
            json.writeEndObject();
            open = Optional.empty();
        }
    }

    /** Begins a part, and a turn before its first one. */
    private void part(Role role) {
        if (open.isEmpty()) {
            json.writeStartObject();
            json.writeStringProperty("role", role == Role.ASSISTANT ? "model" : "user");
            json.writeArrayPropertyStart("parts");
            open = Optional.of(role);
            any = true;
        }
        json.writeStartObject();
    }

    private void user(Turn turn) {
        for (Part part : turn.message().parts()) {
            if (part instanceof Image image) {
                part(Role.USER);
                ImageWriter.write(json, turn, image);
                json.writeEndObject();
            } else if (part instanceof Text text && !text.text().isEmpty()) {
                part(Role.USER);
                json.writeStringProperty("text", text.text());
                json.writeEndObject();
            }
        }
    }

    private void assistant(Turn turn) {
        OwnMembers own = new OwnMembers(turn);
        for (Part part : turn.message().parts()) {
            if (part instanceof ProviderData data) {
                own.add(data);
            } else if (part instanceof ToolCall call) {
                part(Role.ASSISTANT);
                call(turn, call);
                own.write(json, "functionCall");
                json.writeEndObject();
            } else if (part instanceof Text text && (!text.text().isEmpty() || own.any())) {
                part(Role.ASSISTANT);
                json.writeStringProperty("text", text.text());
                own.write(json, "text");
                json.writeEndObject();
            }
        }
        own.requireNone();
    }

    private void call(Turn turn, ToolCall call) {
        if (!JsonText.isObject(call.arguments())) {
            throw turn.refuse(
                    call,
                    " whose arguments are not a JSON object, and " + GeminiProvider.NAME
                            + " takes nothing else. Write a call without arguments as {}.");
        }
        json.writeObjectPropertyStart("functionCall");
        call.id().filter(id -> !id.isEmpty()).ifPresent(id -> json.writeStringProperty("id", id));
        json.writeStringProperty("name", call.name());
        json.writeName("args");
        json.writeRawValue(call.arguments());
        json.writeEndObject();
    }

    private void results(Turn turn) {
        for (Part part : turn.message().parts()) {
            if (part instanceof ToolResult result) {
                result(turn, result);
            }
        }
    }

    private void result(Turn turn, ToolResult result) {
        if (result.name().isEmpty()) {
            throw noName(turn, result);
        }
        part(Role.TOOL);
        json.writeObjectPropertyStart("functionResponse");
        if (!result.id().isEmpty()) {
            json.writeStringProperty("id", result.id());
        }
        json.writeStringProperty("name", result.name());
        json.writeName("response");
        if (JsonText.isObject(result.content())) {
            json.writeRawValue(result.content());
        } else {
            json.writeStartObject();
            json.writeStringProperty("result", result.content());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static ConfigurationException noName(Turn turn, ToolResult result) {
        return turn.refuse(
                result,
                ", and " + GeminiProvider.NAME
                        + " matches calls and results by the tool's name. Give the result the name of its call.");
    }
}

package dev.cuecard.anthropic;

import dev.cuecard.error.ConfigurationException;
import dev.cuecard.message.Message;
import dev.cuecard.message.Part;
import dev.cuecard.message.Role;
import dev.cuecard.message.Text;
import dev.cuecard.message.ToolResult;
import dev.cuecard.wire.Turn;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Writes a conversation's turns for {@link RequestWriter}: which messages become one turn, and which none. What a turn holds is
 * {@link BlockWriter}'s to write.
 *
 * <p>The outcomes of parallel calls have to stand in the one user turn behind the calls, before all else that the user says:
 * so the turn that results begin stays open for what follows.
 */
final class MessageWriter {

    private final JsonGenerator json;
    private final String provider;
    private final BlockWriter blocks;

    /** Whether a user's turn has been begun with results of tools, and its list of blocks is open. */
    private boolean resultsOpen;

    private boolean userSpoke;

    MessageWriter(JsonGenerator json, String provider) {
        this.json = json;
        this.provider = provider;
        this.blocks = new BlockWriter(json);
    }

    /** Tells whether a message goes into the system prompt, not among the turns. */
    static boolean isInstruction(Message message) {
        return message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
    }

    void writeAll(List<Message> messages) {
        for (int i = 0; i < messages.size(); i++) {
            Turn turn = new Turn(provider, messages.get(i), i + 1);
            turn.requireFittingParts();
            switch (turn.message().role()) {
                case SYSTEM, DEVELOPER -> {}
                case USER -> user(turn);
                case ASSISTANT -> assistant(turn);
                case TOOL -> tool(turn);
            }
        }
        closeResults();
        if (!userSpoke) {
            throw new ConfigurationException("The conversation holds no text, image or tool result of the user's, and "
                    + provider + " does not answer to a system prompt alone. Add a message of role USER.");
        }
    }

    private void user(Turn turn) {
        List<Part> said = said(turn);
        if (said.isEmpty()) {
            return;
        }
        userSpoke = true;
        if (resultsOpen) {
            said.forEach(part -> blocks.write(turn, part));
            closeResults();
        } else {
            message(turn, "user", said);
        }
    }

    private void assistant(Turn turn) {
        List<Part> said = said(turn);
        if (!said.isEmpty()) {
            closeResults();
            message(turn, "assistant", said);
        }
    }

    private void tool(Turn turn) {
        for (Part part : turn.message().parts()) {
            if (part instanceof ToolResult) {
                openResults();
                blocks.write(turn, part);
            }
        }
    }

    /** The parts that can be sent: the API refuses blank texts, and the data of other providers means nothing to it. */
    private static List<Part> said(Turn turn) {
        return turn.message().parts().stream()
                .filter(part -> part instanceof Text text ? !text.text().isBlank() : BlockWriter.isOurs(turn, part))
                .toList();
    }

    private void message(Turn turn, String role, List<Part> said) {
        json.writeStartObject();
        json.writeStringProperty("role", role);
        if (said.size() == 1 && said.get(0) instanceof Text only) {
            json.writeStringProperty("content", only.text());
        } else {
            json.writeArrayPropertyStart("content");
            said.forEach(part -> blocks.write(turn, part));
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void openResults() {
        if (!resultsOpen) {
            json.writeStartObject();
            json.writeStringProperty("role", "user");
            json.writeArrayPropertyStart("content");
            resultsOpen = true;
            userSpoke = true;
        }
    }

    private void closeResults() {
        if (resultsOpen) {
            json.writeEndArray();
            json.writeEndObject();
            resultsOpen = false;
        }
    }
}

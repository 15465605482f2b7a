package dev.cuecard.ollama;

import dev.cuecard.message.Message;
import dev.cuecard.message.Part;
import dev.cuecard.message.ProviderData;
import dev.cuecard.wire.JsonText;
import dev.cuecard.wire.Turn;
import dev.cuecard.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/**
 * The model's thinking on its way back: Ollama asks for it together with the text and the tool calls of a turn, and leaves it
 * to the model's template which of it is read again.
 *
 * @see <a href="https://docs.ollama.com/capabilities/streaming">Ollama, Streaming, Handling streamed chunks</a>
 */
final class Thinking {

    private static final String NAME = "thinking";

    private Thinking() {}

    /** Puts the thinking before what was said, where there was any. */
    static Message keep(Message turn, String thinking) {
        if (thinking.isEmpty()) {
            return turn;
        }
        List<Part> parts = new ArrayList<>();
        parts.add(new ProviderData(
                OllamaProvider.NAME, JsonText.object(json -> json.writeStringProperty(NAME, thinking))));
        parts.addAll(turn.parts());
        return new Message(turn.role(), parts, turn.name());
    }

    /**
     * Gives the thinking that a turn holds.
     *
     * @throws dev.cuecard.error.ConfigurationException if data of Ollama's cannot be read
     */
    static String of(Turn turn) {
        StringBuilder thinking = new StringBuilder();
        for (Part part : turn.message().parts()) {
            turn.ownData(part).ifPresent(json -> {
                try {
                    thinking.append(read(json));
                } catch (JacksonException e) {
                    throw turn.refuse(
                            part,
                            " that cannot be read: it is not what StreamResult.message() held. Send back that message as"
                                    + " it is, or leave the part out.");
                }
            });
        }
        return thinking.toString();
    }

    private static String read(String json) {
        String thinking = "";
        try (JsonParser parser = WireJson.parser(json.getBytes(StandardCharsets.UTF_8))) {
            parser.nextToken();
            if (WireJson.isObject(parser)) {
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    parser.nextToken();
                    if (name.equals(NAME)) {
                        thinking = WireJson.text(parser);
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        }
        return thinking;
    }
}

package dev.cuecard.openai;

import dev.cuecard.wire.WireJson;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads content that is not a text but parts of it, as Mistral sends for models that think, and sorts the parts'
 * text. Used by {@link DeltaReader}.
 *
 * @see <a href="https://docs.mistral.ai/capabilities/reasoning/">Mistral on thinking chunks</a>
 */
final class ContentParts {

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();

    private ContentParts() {}

    /** Reads parts: an array of objects and texts, or one object alone. */
    static ContentParts read(JsonParser parser) {
        ContentParts parts = new ContentParts();
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                parts.part(parser);
            }
        } else {
            parts.part(parser);
        }
        return parts;
    }

    String text() {
        return text.toString();
    }

    String thinking() {
        return thinking.toString();
    }

    String refusal() {
        return refusal.toString();
    }

    private void part(JsonParser parser) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            text.append(parser.getString());
            return;
        }
        if (!WireJson.isObject(parser)) {
            return;
        }
        String type = "";
        String said = "";
        // The type may come last, so the text waits for it.
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "type" -> type = WireJson.text(parser);
                case "text" -> said = WireJson.text(parser);
                case "thinking" -> thought(parser);
                case "refusal" -> refusal.append(WireJson.text(parser));
                default -> parser.skipChildren();
            }
        }
        (type.equals("thinking") || type.equals("reasoning") ? thinking : text).append(said);
    }

    /** Reads a thought: a text, or an array of text parts. */
    private void thought(JsonParser parser) {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (!WireJson.isObject(parser)) {
                    continue;
                }
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    parser.nextToken();
                    if (name.equals("text")) {
                        thinking.append(WireJson.text(parser));
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        } else {
            thinking.append(WireJson.text(parser));
        }
    }
}

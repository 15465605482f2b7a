package dev.cuecard.ollama;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The arguments of tool calls, which stand on this wire as the object itself and not as its text. */
final class ToolArguments {

    /** Keeps to the letter of JSON: the text becomes part of a larger one. */
    private static final JsonFactory FACTORY = new JsonFactory();

    private ToolArguments() {}

    /** Tells whether a text is one JSON object. */
    static boolean areObject(String json) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }
}

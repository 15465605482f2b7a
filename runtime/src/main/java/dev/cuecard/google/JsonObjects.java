package dev.cuecard.google;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Objects whose JSON comes from the caller: arguments and results of tools. */
final class JsonObjects {

    /** Keeps to the letter of JSON: what the caller adds goes to the server as it is. */
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonObjects() {}

    /** Tells whether a text is one JSON object and nothing else. */
    static boolean isObject(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            // It is some other text, as the results of most tools are.
            return false;
        }
    }
}

package dev.cuecard.google;

import dev.cuecard.wire.WireJson;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A value among a call's arguments, or a piece of a text, with the path to its place: an element of {@code partialArgs}.
 *
 * @param path the JSONPath
 * @param kind what the value is
 * @param value the text, or the JSON of another value
 */
record ArgumentPiece(String path, Kind kind, String value) {

    /** What a value is. */
    enum Kind {
        /** A text or a piece of one. */
        TEXT,
        /** Any other value, in JSON. */
        LITERAL,
        /** None was sent. */
        NONE,
        /** One was sent that JSON has no way to say. */
        UNREADABLE
    }

    /** Reads the object that the parser stands on. */
    static ArgumentPiece read(JsonParser parser) {
        String path = "";
        Kind kind = Kind.NONE;
        String value = "";
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "jsonPath" -> path = WireJson.text(parser);
                case "stringValue" -> {
                    kind = token == JsonToken.VALUE_STRING ? Kind.TEXT : Kind.UNREADABLE;
                    value = WireJson.text(parser);
                }
                case "numberValue" -> {
                    kind = isNumber(parser, token) ? Kind.LITERAL : Kind.UNREADABLE;
                    value = kind == Kind.LITERAL ? parser.getString() : "";
                    parser.skipChildren();
                }
                case "boolValue" -> {
                    kind = token.isBoolean() ? Kind.LITERAL : Kind.UNREADABLE;
                    value = token == JsonToken.VALUE_TRUE ? "true" : "false";
                    parser.skipChildren();
                }
                case "nullValue" -> {
                    kind = Kind.LITERAL;
                    value = "null";
                    parser.skipChildren();
                }
                default -> parser.skipChildren();
            }
        }
        return new ArgumentPiece(path, kind, value);
    }

    /** NaN and the infinities pass for numbers where answers are read, and are none in arguments. */
    private static boolean isNumber(JsonParser parser, JsonToken token) {
        return token == JsonToken.VALUE_NUMBER_INT
                || (token == JsonToken.VALUE_NUMBER_FLOAT
                        && Character.isDigit(parser.getString().charAt(parser.getStringLength() - 1)));
    }
}

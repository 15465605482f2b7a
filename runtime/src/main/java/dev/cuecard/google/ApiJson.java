package dev.cuecard.google;

import dev.cuecard.wire.WireJson;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Kinds of values that this protocol has beside those of every other. Each method leaves the parser on the value's last token. */
final class ApiJson {

    private ApiJson() {}

    /** Reads a word of a fixed set, or "" where there is none; a client that asks for it gets numbers in the words' place. */
    static String word(JsonParser parser) {
        boolean number = parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
        return number ? parser.getString() : WireJson.text(parser);
    }

    /** Reads a word of a fixed set, if there is one. */
    static Optional<String> optionalWord(JsonParser parser) {
        String word = word(parser);
        return word.isEmpty() ? Optional.empty() : Optional.of(word);
    }

    /** Reads a truth value; anything else is false. */
    static boolean isTrue(JsonParser parser) {
        boolean value = parser.currentToken() == JsonToken.VALUE_TRUE;
        parser.skipChildren();
        return value;
    }

    /** Gives an object, or whatever stands in its place, as JSON; null is none. */
    static Optional<String> json(JsonParser parser, byte[] source) {
        return parser.currentToken() == JsonToken.VALUE_NULL
                ? Optional.empty()
                : Optional.of(WireJson.textOrJson(parser, source));
    }
}

package dev.cuecard.wire;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** JSON where it is a text to be passed on as it stands. */
public final class JsonText {

    /** Keeps to the letter of JSON: what is written becomes part of a larger text. */
    private static final JsonFactory STRICT = new JsonFactory();

    private JsonText() {}

    /** Gives the value that the parser stands on as it is written, and leaves the parser on its last token. */
    public static String of(JsonParser parser, byte[] source) {
        return since(start(parser), parser, source);
    }

    /** Gives where the value begins that the parser stands on. */
    public static int start(JsonParser parser) {
        return EventParser.offset(parser, parser.currentTokenLocation().getByteOffset());
    }

    /** Gives where what has been read ends. */
    static int end(JsonParser parser) {
        return EventParser.offset(parser, parser.currentLocation().getByteOffset());
    }

    /** Gives what is written from a place up to the end of the value whose last, or only, token the parser stands on. */
    public static String since(int start, JsonParser parser, byte[] source) {
        parser.skipChildren();
        // A text has been read when it was asked for, a number when the character behind it has.
        parser.finishToken();
        int end = end(parser);
        return new String(source, start, end - start, StandardCharsets.UTF_8).strip();
    }

    /** Gives the value as it is written, unless it is null. */
    public static Optional<String> optional(JsonParser parser, byte[] source) {
        return parser.currentToken() == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(of(parser, source));
    }

    /** Reads true or false; anything else is neither. */
    public static Optional<Boolean> truth(JsonParser parser) {
        JsonToken token = parser.currentToken();
        parser.skipChildren();
        return token.isBoolean() ? Optional.of(token == JsonToken.VALUE_TRUE) : Optional.empty();
    }

    /** Writes an object. */
    public static String object(Consumer<JsonGenerator> members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = STRICT.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEndObject();
        }
        return text.toString();
    }

    /** Tells whether a text is one JSON object and nothing else. */
    public static boolean isObject(String text) {
        try (JsonParser parser = STRICT.createParser(ObjectReadContext.empty(), text)) {
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

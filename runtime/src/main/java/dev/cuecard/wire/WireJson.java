package dev.cuecard.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * How the JSON of every protocol is read: values of a wrong type count as absent, for no server keeps to the letter of
 * its API. Every reader of the providers stands on this.
 *
 * <p>Each method takes a parser that stands on a value, and leaves it on that value's last token.
 */
public final class WireJson {

    /** Deeper nesting than any answer has, and far from what a stack or a heap would feel. */
    static final int MAX_DEPTH = 200;

    /** Digits and exponent of a number that can matter; longer ones are beyond every range. */
    private static final int MAX_NUMBER = 40;

    /** Doubles hold each whole number up to here. */
    private static final double MAX_EXACT = 9_007_199_254_740_992d;

    /** Lengths are not limited again: an event as a whole is, where it is cut out of the body. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            // Servers in Python write the log probability of an impossible token as -Infinity.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private WireJson() {}

    /** Makes a parser for what is read once; events in their numbers have {@link EventParser}. */
    public static JsonParser parser(byte[] data) {
        return FACTORY.createParser(ObjectReadContext.empty(), data);
    }

    /** Reads a text, or gives "" for anything else. */
    public static String text(JsonParser parser) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        parser.skipChildren();
        return "";
    }

    /** Reads a text that is most often the one of the chunk before, which is then given again and not made anew. */
    public static String text(JsonParser parser, String previous) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            parser.skipChildren();
            return "";
        }
        int length = parser.getStringLength();
        if (length != previous.length()) {
            return parser.getString();
        }
        char[] characters = parser.getStringCharacters();
        int offset = parser.getStringOffset();
        for (int i = 0; i < length; i++) {
            if (characters[offset + i] != previous.charAt(i)) {
                return parser.getString();
            }
        }
        return previous;
    }

    /** Reads a text, telling an empty one from none. */
    public static Optional<String> optionalText(JsonParser parser) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return Optional.of(parser.getString());
        }
        parser.skipChildren();
        return Optional.empty();
    }

    /** Reads a whole number; 12.0 is one, what a {@code long} cannot hold is none. */
    public static OptionalLong wholeNumber(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT && parser.getStringLength() <= MAX_NUMBER) {
            return parser.getNumberType() == NumberType.BIG_INTEGER
                    ? OptionalLong.empty()
                    : OptionalLong.of(parser.getLongValue());
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT && parser.getStringLength() <= MAX_NUMBER) {
            double value = parser.getDoubleValue();
            return value == Math.rint(value) && Math.abs(value) <= MAX_EXACT
                    ? OptionalLong.of((long) value)
                    : OptionalLong.empty();
        }
        parser.skipChildren();
        return OptionalLong.empty();
    }

    /** Reads a whole number that an {@code int} can hold. */
    public static OptionalInt smallNumber(JsonParser parser) {
        OptionalLong number = wholeNumber(parser);
        return number.isPresent() && number.getAsLong() == (int) number.getAsLong()
                ? OptionalInt.of((int) number.getAsLong())
                : OptionalInt.empty();
    }

    /** Reads any number; an infinite one stays infinite. */
    public static OptionalDouble number(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            return parser.getStringLength() <= MAX_NUMBER
                    ? OptionalDouble.of(parser.getDoubleValue())
                    : OptionalDouble.empty();
        }
        parser.skipChildren();
        return OptionalDouble.empty();
    }

    /** Gives a text's content, another value's JSON as it stands in the source, and "" for null. */
    public static String textOrJson(JsonParser parser, byte[] source) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        if (token == JsonToken.VALUE_NULL) {
            return "";
        }
        if (!token.isStructStart()) {
            return parser.getString();
        }
        int start = JsonText.start(parser);
        parser.skipChildren();
        int end = JsonText.end(parser);
        return new String(source, start, end - start, StandardCharsets.UTF_8);
    }

    /** Tells whether the parser stands on an object; steps over anything else. */
    public static boolean isObject(JsonParser parser) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return true;
        }
        parser.skipChildren();
        return false;
    }

    /** Tells whether the parser stands on an array; steps over anything else. */
    public static boolean isArray(JsonParser parser) {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            return true;
        }
        parser.skipChildren();
        return false;
    }

    /** Reads an array's objects, and steps over what else it holds. */
    public static <T> List<T> objects(JsonParser parser, Supplier<T> element) {
        List<T> read = new ArrayList<>();
        if (isArray(parser)) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (isObject(parser)) {
                    read.add(element.get());
                }
            }
        }
        return read;
    }
}

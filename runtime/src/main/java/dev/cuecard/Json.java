package dev.cuecard;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as compact JSON (RFC 8259), as a template's {@code tojson} asks: no white space, members of records in the
 * order of their declaration, keys of maps sorted, so that equal values have equal texts. Called by generated code, which
 * knows how records are written; all else shows by the value.
 */
public final class Json {

    private Json() {}

    /**
     * Writes values of a type.
     *
     * @param <T> the type
     */
    @FunctionalInterface
    public interface Writer<T> {
        /**
         * Writes a value.
         *
         * @param json where to
         * @param value the value, never null
         */
        void write(StringBuilder json, T value);
    }

    /**
     * Returns the JSON text of a value.
     *
     * @param <T> its type
     * @param value the value, or null
     * @param writer how it is written
     * @return the text; {@code null} for null
     */
    public static <T> String text(@Nullable T value, Writer<? super T> writer) {
        StringBuilder json = new StringBuilder();
        put(json, value, writer);
        return json.toString();
    }

    private static <T> void put(StringBuilder json, @Nullable T value, Writer<? super T> writer) {
        if (value == null) {
            json.append("null");
        } else {
            writer.write(json, value);
        }
    }

    /**
     * Writes a member of an object.
     *
     * @param <T> its type
     * @param json where to
     * @param before the brace or the comma before it
     * @param name its name
     * @param value its value, or null
     * @param writer how that is written
     */
    public static <T> void member(
            StringBuilder json, char before, String name, @Nullable T value, Writer<? super T> writer) {
        json.append(before);
        quote(json, name);
        json.append(':');
        put(json, value, writer);
    }

    /**
     * Returns what writes the elements of an iterable.
     *
     * @param <T> the elements' type
     * @param element how an element is written
     * @return the writer
     */
    public static <T> Writer<Iterable<? extends T>> elements(Writer<? super T> element) {
        return (json, values) -> {
            char before = '[';
            for (T each : values) {
                json.append(before);
                put(json, each, element);
                before = ',';
            }
            json.append(before == '[' ? "[]" : "]");
        };
    }

    /**
     * Returns what writes the elements of an array.
     *
     * @param <T> the elements' type
     * @param element how an element is written
     * @return the writer
     */
    public static <T> Writer<T[]> array(Writer<? super T> element) {
        Writer<Iterable<? extends T>> elements = elements(element);
        return (json, values) -> elements.write(json, Arrays.asList(values));
    }

    /**
     * Returns what writes the entries of a map, sorted by their keys' texts.
     *
     * @param <V> the values' type
     * @param value how a value is written
     * @return the writer
     */
    public static <V> Writer<Map<?, ? extends V>> map(Writer<? super V> value) {
        return (json, entries) -> {
            TreeMap<String, V> sorted = new TreeMap<>();
            entries.forEach((key, held) -> sorted.put(TemplateText.text(key), held));
            char before = '{';
            for (Map.Entry<String, V> each : sorted.entrySet()) {
                member(json, before, each.getKey(), each.getValue(), value);
                before = ',';
            }
            json.append(before == '{' ? "{}" : "}");
        };
    }

    /**
     * Returns what writes what an optional holds, or {@code null}.
     *
     * @param <T> the type of that
     * @param value how it is written
     * @return the writer
     */
    public static <T> Writer<Optional<? extends T>> optional(Writer<? super T> value) {
        return (json, held) -> put(json, held.orElse(null), value);
    }

    /**
     * Writes a value that holds no record: a boolean or a number as it is, a collection, array, map or optional by what it
     * holds, any other as a text.
     *
     * @param json where to
     * @param value the value
     * @throws IllegalArgumentException if it is, or holds, an object without a text of its own
     */
    public static void plain(StringBuilder json, Object value) {
        if (value instanceof Boolean) {
            json.append(value);
        } else if (value instanceof Number number) {
            json.append(isFinite(number) ? TemplateText.text(number) : "null");
        } else if (value instanceof Iterable<?> values && !(value instanceof Path)) {
            elements(Json::plain).write(json, values);
        } else if (value instanceof Map<?, ?> map) {
            map(Json::plain).write(json, map);
        } else if (value instanceof Object[] values) {
            array(Json::plain).write(json, values);
        } else {
            other(json, value);
        }
    }

    private static void other(StringBuilder json, Object value) {
        if (value instanceof Optional<?> held) {
            put(json, held.orElse(null), Json::plain);
        } else if (value instanceof OptionalInt held) {
            put(json, TemplateText.orNull(held), Json::plain);
        } else if (value instanceof OptionalLong held) {
            put(json, TemplateText.orNull(held), Json::plain);
        } else if (value instanceof OptionalDouble held) {
            put(json, TemplateText.orNull(held), Json::plain);
        } else if (value.getClass().isArray()) {
            elements(Json::plain).write(json, primitives(value));
        } else if (value instanceof Record || hasNoText(value)) {
            throw new IllegalArgumentException("A value of " + value.getClass().getName()
                    + " cannot be written as JSON: the template knows it only as an Object. Declare its type.");
        } else {
            quote(json, value.toString());
        }
    }

    private static Iterable<?> primitives(Object array) {
        if (array instanceof int[] values) {
            return TemplateArrays.list(values);
        }
        if (array instanceof long[] values) {
            return TemplateArrays.list(values);
        }
        if (array instanceof double[] values) {
            return TemplateArrays.list(values);
        }
        if (array instanceof float[] values) {
            return TemplateArrays.list(values);
        }
        if (array instanceof short[] values) {
            return TemplateArrays.list(values);
        }
        if (array instanceof byte[] values) {
            return TemplateArrays.list(values);
        }
        return array instanceof char[] values ? TemplateArrays.list(values) : TemplateArrays.list((boolean[]) array);
    }

    private static boolean hasNoText(Object value) {
        return value.toString().equals(value.getClass().getName() + "@" + Integer.toHexString(value.hashCode()));
    }

    private static boolean isFinite(Number number) {
        return number instanceof BigDecimal
                || !(number instanceof Double || number instanceof Float)
                || Double.isFinite(number.doubleValue());
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                default -> {
                    if (c < ' ' || isLoneSurrogate(text, i)) {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }

    /** Half of a pair cannot be encoded in UTF-8. */
    private static boolean isLoneSurrogate(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(c) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }
}

package dev.cuecard;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes text of the values that templates insert, the same in every locale. Called by generated code. */
public final class TemplateText {

    private TemplateText() {}

    /**
     * Writes a binary fraction.
     *
     * @param value the value
     * @return its digits without {@code .0} where it is whole and fits in a {@code long}, else {@link
     *     Double#toString(double)}
     */
    public static String of(double value) {
        return isWhole(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /**
     * Writes a binary fraction.
     *
     * @param value the value
     * @return its digits without {@code .0} where it is whole and fits in a {@code long}, else {@link
     *     Float#toString(float)}
     */
    public static String of(float value) {
        return isWhole(value) ? Long.toString((long) value) : Float.toString(value);
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) < 0x1p63;
    }

    /**
     * Takes a value that a template inserts, or goes through.
     *
     * @param <T> the value's type
     * @param prompt the prompt's name
     * @param path the path to the value
     * @param value the value
     * @return the value
     * @throws NullPointerException if there is none; it names the prompt and the path
     */
    public static <T> T present(String prompt, String path, @Nullable T value) {
        if (value == null) {
            throw new NullPointerException("{" + path + "} of the prompt " + prompt + " is null");
        }
        return value;
    }

    /**
     * Looks up what a map holds for a key.
     *
     * @param <V> the values' type
     * @param prompt the prompt's name
     * @param path the path to the value
     * @param map the map
     * @param key the key
     * @return the value
     * @throws IllegalArgumentException if the map lacks the key; it names the prompt and the path
     * @throws NullPointerException if the map holds null
     */
    public static <V> V entry(String prompt, String path, Map<?, ? extends V> map, String key) {
        V value = map.get(key);
        if (value == null && !map.containsKey(key)) {
            throw new IllegalArgumentException("{" + path + "} of the prompt " + prompt + ": the map has no key '" + key
                    + "', only " + map.keySet());
        }
        return present(prompt, path, value);
    }

    /**
     * Joins the texts of elements.
     *
     * @param <T> the elements' type
     * @param prompt the prompt's name
     * @param path the path to the elements
     * @param elements the elements
     * @param separator what stands between them
     * @param text what makes text of an element
     * @return the joined text
     * @throws NullPointerException if an element is null; it names the prompt, the path and the index
     */
    public static <T> String join(
            String prompt,
            String path,
            Iterable<? extends T> elements,
            String separator,
            Function<? super T, String> text) {
        // Adds up the lengths before it copies anything.
        StringJoiner joined = new StringJoiner(separator);
        int index = 0;
        for (T element : elements) {
            if (element == null) {
                throw new NullPointerException(
                        "{" + path + "} of the prompt " + prompt + " holds null at index " + index);
            }
            index++;
            joined.add(text.apply(element));
        }
        return joined.toString();
    }

    /**
     * Returns a value's text, as a template of Jinja or Mustache inserts it.
     *
     * @param value the value, or null
     * @return its text; empty for null
     */
    public static String text(@Nullable Object value) {
        if (value instanceof Double number) {
            return of(number.doubleValue());
        }
        if (value instanceof Float number) {
            return of(number.floatValue());
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value == null ? "" : value.toString();
    }

    /**
     * Returns a value's text, if there is a value.
     *
     * @param value the value, or null
     * @return its text, or null
     */
    public static @Nullable String textOrNull(@Nullable Object value) {
        return value == null ? null : text(value);
    }

    /**
     * Takes another value where one is missing.
     *
     * @param <T> the type of both
     * @param value the value, or null
     * @param otherwise the other one
     * @return the value, or the other one
     */
    public static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    /**
     * Goes on from a value that may be missing.
     *
     * @param <T> the value's type
     * @param <R> the type of what follows
     * @param value the value, or null
     * @param next what follows from it
     * @return what follows, or null
     */
    public static <T, R> @Nullable R then(@Nullable T value, Function<? super T, ? extends @Nullable R> next) {
        return value == null ? null : next.apply(value);
    }

    /**
     * Says which type a value has where an expression alone does not.
     *
     * @param <T> the value's type
     * @param value the value, or null
     * @return the value
     */
    public static <T> @Nullable T typed(@Nullable T value) {
        return value;
    }

    /**
     * Returns what an optional holds.
     *
     * @param <T> its type
     * @param value the optional; null counts as empty
     * @return what it holds, or null
     */
    @SuppressWarnings("NullableOptional") // a user's getter can return null
    public static <T> @Nullable T orNull(@Nullable Optional<? extends T> value) {
        return value == null || value.isEmpty() ? null : value.get();
    }

    /**
     * Returns what an optional holds.
     *
     * @param value the optional; null counts as empty
     * @return what it holds, or null
     */
    @SuppressWarnings("NullableOptional") // a user's getter can return null
    public static @Nullable Integer orNull(@Nullable OptionalInt value) {
        return value == null || value.isEmpty() ? null : Integer.valueOf(value.getAsInt());
    }

    /**
     * Returns what an optional holds.
     *
     * @param value the optional; null counts as empty
     * @return what it holds, or null
     */
    @SuppressWarnings("NullableOptional") // a user's getter can return null
    public static @Nullable Long orNull(@Nullable OptionalLong value) {
        return value == null || value.isEmpty() ? null : Long.valueOf(value.getAsLong());
    }

    /**
     * Returns what an optional holds.
     *
     * @param value the optional; null counts as empty
     * @return what it holds, or null
     */
    @SuppressWarnings("NullableOptional") // a user's getter can return null
    public static @Nullable Double orNull(@Nullable OptionalDouble value) {
        return value == null || value.isEmpty() ? null : Double.valueOf(value.getAsDouble());
    }

    /**
     * Looks up what a map may hold for a key.
     *
     * @param <V> the values' type
     * @param map the map
     * @param key the key; null is never held
     * @return what it holds, or null
     */
    public static <V> @Nullable V lookup(Map<?, ? extends V> map, @Nullable Object key) {
        return key == null ? null : map.get(key);
    }

    /**
     * Returns an element of a list.
     *
     * @param <T> its type
     * @param list the list
     * @param index the index, from 0
     * @return the element, or null if the list is shorter
     */
    public static <T> @Nullable T at(List<? extends T> list, @Nullable Number index) {
        long wanted = index == null ? -1 : index.longValue();
        return wanted < 0 || wanted >= list.size() ? null : list.get((int) wanted);
    }

    /**
     * Returns what a loop goes through.
     *
     * @param <T> the elements' type
     * @param elements the elements, or null
     * @return the elements; none for null
     */
    public static <T> Iterable<T> each(@Nullable Iterable<T> elements) {
        return elements == null ? List.of() : elements;
    }

    /**
     * Returns what a loop goes through.
     *
     * @param <K> the keys' type
     * @param <V> the values' type
     * @param map the map, or null
     * @return the map; an empty one for null
     */
    public static <K, V> Map<K, V> each(@Nullable Map<K, V> map) {
        return map == null ? Map.of() : map;
    }

    /**
     * Joins the texts of elements.
     *
     * @param elements the elements, or null for none; null among them has no text
     * @param separator what stands between them
     * @return the joined text
     */
    public static String joined(@Nullable Iterable<?> elements, String separator) {
        StringJoiner joined = new StringJoiner(separator);
        for (Object element : each(elements)) {
            joined.add(text(element));
        }
        return joined.toString();
    }

    /**
     * Takes the newlines off a message.
     *
     * @param text the text
     * @param start whether at its beginning
     * @param end whether at its end
     * @return the text without them
     */
    public static String trimmed(String text, boolean start, boolean end) {
        int from = 0;
        int to = text.length();
        while (start && from < to && isNewline(text.charAt(from))) {
            from++;
        }
        while (end && to > from && isNewline(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isNewline(char c) {
        return c == '\n' || c == '\r';
    }
}

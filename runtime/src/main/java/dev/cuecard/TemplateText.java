package dev.cuecard;

import java.util.Map;
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
        StringBuilder joined = new StringBuilder();
        int index = 0;
        for (T element : elements) {
            if (element == null) {
                throw new NullPointerException(
                        "{" + path + "} of the prompt " + prompt + " holds null at index " + index);
            }
            if (index++ > 0) {
                joined.append(separator);
            }
            joined.append(text.apply(element));
        }
        return joined.toString();
    }
}

package dev.cuecard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the inputs of prompts in: none is missing, and none can be changed from outside afterwards. Called by generated
 * code.
 */
public final class Inputs {

    private Inputs() {}

    /**
     * Takes an input that must not be null.
     *
     * @param <T> the input's type
     * @param prompt the prompt's name
     * @param input the input's name
     * @param value the value
     * @return the value
     * @throws NullPointerException if there is none; it names the prompt and the input
     */
    public static <T> T require(String prompt, String input, @Nullable T value) {
        if (value == null) {
            throw new NullPointerException("The input '" + input + "' of the prompt " + prompt + " is null");
        }
        return value;
    }

    /**
     * Copies a list, a collection or another iterable.
     *
     * @param <T> the elements' type
     * @param prompt the prompt's name
     * @param input the input's name
     * @param values the elements
     * @return an unmodifiable list of them
     * @throws NullPointerException if it or an element is null
     */
    public static <T> List<T> list(String prompt, String input, @Nullable Iterable<? extends T> values) {
        List<T> copy = new ArrayList<>();
        for (T value : require(prompt, input, values)) {
            copy.add(element(prompt, input, value, copy.size()));
        }
        return Collections.unmodifiableList(copy);
    }

    /**
     * Copies a set.
     *
     * @param <T> the elements' type
     * @param prompt the prompt's name
     * @param input the input's name
     * @param values the elements
     * @return an unmodifiable set of them, in the same order
     * @throws NullPointerException if it or an element is null
     */
    public static <T> Set<T> set(String prompt, String input, @Nullable Collection<? extends T> values) {
        Set<T> copy = new LinkedHashSet<>();
        for (T value : require(prompt, input, values)) {
            copy.add(element(prompt, input, value, copy.size()));
        }
        return Collections.unmodifiableSet(copy);
    }

    private static <T> T element(String prompt, String input, @Nullable T value, int index) {
        if (value == null) {
            throw new NullPointerException(
                    "The input '" + input + "' of the prompt " + prompt + " holds null at index " + index);
        }
        return value;
    }

    /**
     * Copies a map.
     *
     * @param <K> the keys' type
     * @param <V> the values' type
     * @param prompt the prompt's name
     * @param input the input's name
     * @param values the entries
     * @return an unmodifiable map of them, in the same order
     * @throws NullPointerException if it, a key or a value is null
     */
    public static <K, V> Map<K, V> map(String prompt, String input, @Nullable Map<? extends K, ? extends V> values) {
        Map<K, V> copy = new LinkedHashMap<>();
        for (Map.Entry<? extends K, ? extends V> entry :
                require(prompt, input, values).entrySet()) {
            if (entry.getKey() == null || entry.getValue() == null) {
                throw new NullPointerException("The input '" + input + "' of the prompt " + prompt + " holds null "
                        + (entry.getKey() == null ? "as a key" : "for the key '" + entry.getKey() + "'"));
            }
            copy.put(entry.getKey(), entry.getValue());
        }
        return Collections.unmodifiableMap(copy);
    }

    /**
     * Begins to look for inputs that a builder was not given.
     *
     * @param prompt the prompt's name
     * @return the search
     */
    public static Missing missing(String prompt) {
        return new Missing(prompt);
    }

    /** A search for inputs that a builder was not given. */
    public static final class Missing {

        private final String prompt;
        private final List<String> names = new ArrayList<>();

        private Missing(String prompt) {
            this.prompt = prompt;
        }

        /**
         * Looks at an input.
         *
         * @param input its name
         * @param value its value, null if it was not given
         * @return this search
         */
        public Missing check(String input, @Nullable Object value) {
            if (value == null) {
                names.add(input);
            }
            return this;
        }

        /**
         * Ends the search.
         *
         * @throws IllegalStateException if inputs are missing; it names all of them
         */
        public void refuse() {
            if (!names.isEmpty()) {
                throw new IllegalStateException("The prompt " + prompt + " cannot be built without "
                        + (names.size() == 1 ? "the input " : "the inputs ") + String.join(", ", names));
            }
        }
    }
}

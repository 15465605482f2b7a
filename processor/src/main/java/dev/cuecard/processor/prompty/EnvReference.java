package dev.cuecard.processor.prompty;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reference to an environment variable in a text: <code>${env:VAR}</code> or <code>${env:VAR:default}</code>. The
 * default goes up to the brace that closes the reference, and may hold colons and pairs of braces; an empty one counts as
 * none.
 *
 * @param variable the variable's name
 * @param fallback what stands for the variable where it is not set
 * @param start where the reference begins in the text
 * @param end where it ends
 */
public record EnvReference(String variable, Optional<String> fallback, int start, int end) {

    private static final String OPENING = "${env:";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /**
     * What a text refers to.
     *
     * @param references its references in order
     * @param malformed what is wrong with others: sentences
     */
    public record Found(List<EnvReference> references, List<String> malformed) {

        public Found {
            references = List.copyOf(references);
            malformed = List.copyOf(malformed);
        }

        /** Returns whether the text refers, or means to refer, to no variable. */
        public boolean isEmpty() {
            return references.isEmpty() && malformed.isEmpty();
        }
    }

    /** What a text becomes with the values of an environment. */
    public sealed interface Resolution {}

    /**
     * A text with values in the place of its references.
     *
     * @param text the text
     */
    public record Resolved(String text) implements Resolution {}

    /**
     * A variable that is not set and for which nothing stands.
     *
     * @param variable its name
     */
    public record Missing(String variable) implements Resolution {}

    /** Finds the references of a text. */
    public static Found in(String text) {
        List<EnvReference> references = new ArrayList<>();
        List<String> malformed = new ArrayList<>();
        int start = next(text, 0);
        while (start >= 0) {
            int end = close(text, start + OPENING.length());
            if (end < 0) {
                malformed.add("The reference '" + Wording.excerpt(text.substring(start)) + "' is not closed.");
                break;
            }
            String inside = text.substring(start + OPENING.length(), end);
            int colon = inside.indexOf(':');
            String name = colon < 0 ? inside : inside.substring(0, colon);
            String fallback = colon < 0 ? "" : inside.substring(colon + 1);
            if (!NAME.matcher(name).matches()) {
                malformed.add(
                        name.isEmpty()
                                ? "The reference '" + Wording.excerpt(text.substring(start, end + 1))
                                        + "' names no environment variable."
                                : "'" + Wording.excerpt(name) + "' is no name of an environment variable.");
            } else if (next(fallback, 0) >= 0) {
                malformed.add("The default of the variable '" + Wording.excerpt(name)
                        + "' is itself a reference to an environment variable.");
            } else {
                references.add(new EnvReference(
                        name, Optional.of(fallback).filter(value -> !value.isEmpty()), start, end + 1));
            }
            start = next(text, end + 1);
        }
        return new Found(references, malformed);
    }

    /** Puts values in the place of a text's references; the environment returns null for a variable that is not set. */
    public static Resolution resolve(String text, Function<String, @Nullable String> environment) {
        StringBuilder resolved = new StringBuilder();
        int copied = 0;
        for (EnvReference reference : in(text).references()) {
            String set = environment.apply(reference.variable());
            if (set == null && reference.fallback().isEmpty()) {
                return new Missing(reference.variable());
            }
            resolved.append(text, copied, reference.start())
                    .append(set == null ? reference.fallback().orElse("") : set);
            copied = reference.end();
        }
        return new Resolved(resolved.append(text, copied, text.length()).toString());
    }

    private static int next(String text, int from) {
        for (int at = text.indexOf("${", from); at >= 0; at = text.indexOf("${", at + 2)) {
            // The format does not tell upper case from lower in the word.
            if (text.regionMatches(true, at, OPENING, 0, OPENING.length())) {
                return at;
            }
        }
        return -1;
    }

    private static int close(String text, int from) {
        int open = 1;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') {
                open++;
            } else if (c == '}' && --open == 0) {
                return i;
            }
        }
        return -1;
    }
}

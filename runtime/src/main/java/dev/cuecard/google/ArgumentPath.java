package dev.cuecard.google;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the path to a value among a call's arguments: {@code $.recipe.steps[0]}, {@code $['a name'][2]}. Of JSONPath these
 * are the forms that lead to exactly one place.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9535">RFC 9535, JSONPath</a>
 */
final class ArgumentPath {

    /** Deeper than any tool's arguments are. */
    private static final int MAX_STEPS = 100;

    /** A step down: to a member of an object, or to an element of an array. */
    record Step(String name, int index) {

        static Step member(String name) {
            return new Step(name, -1);
        }

        static Step element(int index) {
            return new Step("", index);
        }

        boolean isIndex() {
            return index >= 0;
        }
    }

    private final String path;
    private int at = 1;

    private ArgumentPath(String path) {
        this.path = path;
    }

    /** Gives the steps of a path, none where it is not a path that leads from the root to one place. */
    static List<Step> parse(String path) {
        if (!path.startsWith("$")) {
            return List.of();
        }
        ArgumentPath reader = new ArgumentPath(path);
        List<Step> steps = new ArrayList<>();
        while (reader.at < path.length()) {
            Step step = reader.next();
            if (step == null || steps.size() == MAX_STEPS) {
                return List.of();
            }
            steps.add(step);
        }
        return steps;
    }

    private @Nullable Step next() {
        char first = path.charAt(at++);
        if (first == '.') {
            return shorthand();
        }
        if (first != '[' || at == path.length()) {
            return null;
        }
        char inner = path.charAt(at);
        Step step = inner == '\'' || inner == '"' ? quoted(inner) : index();
        if (step == null || at == path.length() || path.charAt(at++) != ']') {
            return null;
        }
        return step;
    }

    /** A name runs up to the next step. Names that would have to be quoted are taken too: Google's rule is not known. */
    private @Nullable Step shorthand() {
        int start = at;
        while (at < path.length() && path.charAt(at) != '.' && path.charAt(at) != '[') {
            at++;
        }
        String name = path.substring(start, at);
        return name.isEmpty() || name.equals("*") ? null : Step.member(name);
    }

    private @Nullable Step index() {
        int start = at;
        while (at < path.length() && path.charAt(at) >= '0' && path.charAt(at) <= '9') {
            at++;
        }
        // Nine digits fit into an int.
        return at == start || at - start > 9 ? null : Step.element(Integer.parseInt(path, start, at, 10));
    }

    private @Nullable Step quoted(char quote) {
        at++;
        StringBuilder name = new StringBuilder();
        while (at < path.length()) {
            char c = path.charAt(at++);
            if (c == quote) {
                return Step.member(name.toString());
            }
            int unescaped = c == '\\' ? escaped() : c;
            if (unescaped < 0) {
                return null;
            }
            name.append((char) unescaped);
        }
        return null;
    }

    /** Reads what follows a backslash: the escapes of JSON, and either quote. */
    private int escaped() {
        if (at == path.length()) {
            return -1;
        }
        char c = path.charAt(at++);
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '\\', '/', '\'', '"' -> c;
            case 'u' -> unicode();
            default -> -1;
        };
    }

    private int unicode() {
        if (path.length() - at < 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(path.charAt(at++), 16);
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }
}

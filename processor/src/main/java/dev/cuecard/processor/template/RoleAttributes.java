package dev.cuecard.processor.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a role says of itself in brackets: {@code [name="Ann", id=7]}. It stops at the first thing that does not
 * belong there; whether that makes a fault or plain text, its line decides.
 */
final class RoleAttributes {

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern FRACTION = Pattern.compile("-?[0-9]{1,18}\\.[0-9]{1,18}");

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final String text;
    private final int end;
    private int position;
    private @Nullable String wrong;

    private RoleAttributes(String text, int bracket, int end) {
        this.text = text;
        this.position = bracket;
        this.end = end;
    }

    /** Reads attributes from the opening bracket on. */
    static RoleAttributes read(String text, int bracket, int end) {
        RoleAttributes attributes = new RoleAttributes(text, bracket, end);
        do {
            attributes.position++;
        } while (attributes.readOne() && attributes.is(','));
        if (attributes.wrong == null) {
            if (attributes.is(']')) {
                attributes.position++;
            } else {
                attributes.wrong = "Here a role needs a comma and another attribute, or ] and a colon.";
            }
        }
        return attributes;
    }

    Map<String, Object> values() {
        return values;
    }

    /** Returns the place behind them, or that of what is wrong. */
    int position() {
        return position;
    }

    /** Returns what is wrong, if anything is. */
    @Nullable
    String wrong() {
        return wrong;
    }

    private boolean readOne() {
        skipBlanks();
        int start = position;
        while (position < end && isNamePart(text.charAt(position))) {
            position++;
        }
        String name = text.substring(start, position);
        if (name.isEmpty()) {
            return stop("Here a role needs the name of an attribute.", start);
        }
        skipBlanks();
        if (!is('=')) {
            return stop("The attribute '" + name + "' has no value.", start);
        }
        position++;
        skipBlanks();
        Object value = value();
        if (value == null) {
            return wrong == null && stop("The attribute '" + name + "' has no value.", position);
        }
        if (values.putIfAbsent(name, value) != null) {
            return stop("The attribute '" + name + "' is given twice.", start);
        }
        skipBlanks();
        return true;
    }

    private @Nullable Object value() {
        int start = position;
        if (is('"') || is('\'')) {
            int close = text.indexOf(text.charAt(start), start + 1);
            if (close < 0 || close >= end) {
                stop("The quote is not closed.", start);
                return null;
            }
            position = close + 1;
            return text.substring(start + 1, close);
        }
        while (position < end && isBare(text.charAt(position))) {
            position++;
        }
        return position == start ? null : typed(text.substring(start, position));
    }

    /** Types a bare value; a number that is too long to be kept exactly is a text. */
    private static Object typed(String bare) {
        if (bare.equals("true") || bare.equals("false")) {
            return Boolean.valueOf(bare);
        }
        if (WHOLE.matcher(bare).matches()) {
            return Long.valueOf(bare);
        }
        return FRACTION.matcher(bare).matches() ? (Object) Double.valueOf(bare) : bare;
    }

    private boolean stop(String sentence, int at) {
        wrong = sentence;
        position = at;
        return false;
    }

    private boolean is(char c) {
        return position < end && text.charAt(position) == c;
    }

    private void skipBlanks() {
        position = Lines.skipBlanks(text, position, end);
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }

    private static boolean isBare(char c) {
        return isNamePart(c) || ".+/@".indexOf(c) >= 0;
    }
}

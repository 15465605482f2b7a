package dev.cuecard.processor.check;

import java.util.OptionalInt;

/** Says whether a text is JSON (RFC 8259). Nothing is built: the text goes to the wire as it is. */
final class JsonSyntax {

    private static final int DEEPEST = 500;

    private final String text;
    private int position;
    private int depth;

    private JsonSyntax(String text) {
        this.text = text;
    }

    /** Returns where a text stops being JSON, or nothing if all of it is. */
    static OptionalInt fault(String text) {
        JsonSyntax syntax = new JsonSyntax(text);
        syntax.skipSpace();
        if (!syntax.value()) {
            return OptionalInt.of(syntax.position);
        }
        syntax.skipSpace();
        return syntax.position == text.length() ? OptionalInt.empty() : OptionalInt.of(syntax.position);
    }

    private boolean value() {
        return switch (peek()) {
            case '{' -> nested('}');
            case '[' -> nested(']');
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean nested(char close) {
        if (++depth > DEEPEST) {
            return false;
        }
        position++;
        skipSpace();
        boolean more = peek() != close;
        while (more) {
            if ((close == '}' && !key()) || !value()) {
                return false;
            }
            skipSpace();
            more = peek() == ',';
            if (more) {
                position++;
                skipSpace();
            }
        }
        depth--;
        return take(close);
    }

    private boolean key() {
        if (!string()) {
            return false;
        }
        skipSpace();
        if (!take(':')) {
            return false;
        }
        skipSpace();
        return true;
    }

    private boolean string() {
        if (!take('"')) {
            return false;
        }
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '"') {
                position++;
                return true;
            }
            if (c < ' ' || (c == '\\' && !escape())) {
                return false;
            }
            position++;
        }
        return false;
    }

    /** Leaves the position on the last character of the escape. */
    private boolean escape() {
        position++;
        if (peek() != 'u') {
            return position < text.length() && "\"\\/bfnrt".indexOf(text.charAt(position)) >= 0;
        }
        for (int i = 0; i < 4; i++) {
            position++;
            if (Character.digit(peek(), 16) < 0 || peek() > 'f') {
                return false;
            }
        }
        return true;
    }

    private boolean word(String expected) {
        if (!text.startsWith(expected, position)) {
            return false;
        }
        position += expected.length();
        return true;
    }

    private boolean number() {
        if (peek() == '-') {
            position++;
        }
        if (peek() == '0') {
            position++;
        } else if (!digits()) {
            return false;
        }
        if (peek() == '.') {
            position++;
            if (!digits()) {
                return false;
            }
        }
        if (peek() == 'e' || peek() == 'E') {
            position++;
            if (peek() == '+' || peek() == '-') {
                position++;
            }
            return digits();
        }
        return true;
    }

    private boolean digits() {
        int start = position;
        while (peek() >= '0' && peek() <= '9') {
            position++;
        }
        return position > start;
    }

    private boolean take(char expected) {
        if (peek() != expected) {
            return false;
        }
        position++;
        return true;
    }

    /** Returns the next character, or NUL at the end: JSON has no place for that character either. */
    private char peek() {
        return position < text.length() ? text.charAt(position) : '\0';
    }

    private void skipSpace() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }
}

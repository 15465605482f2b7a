package dev.cuecard.processor.source;

/**
 * Reads Java source as the compiler's first step does: a backslash, {@code u}s and four hexadecimal digits are one
 * character, unless a backslash before it makes it plain.
 */
final class UnicodeEscapes {

    private final String source;
    private int position;
    private boolean afterBackslash;

    UnicodeEscapes(String source, int position) {
        this.source = source;
        this.position = position;
    }

    int position() {
        return position;
    }

    /**
     * Reads a character.
     *
     * @throws IllegalArgumentException at the end of the source
     */
    char read() {
        if (position >= source.length()) {
            throw new IllegalArgumentException("the source ends at " + position);
        }
        char c = source.charAt(position);
        int digits = position + 1;
        while (c == '\\' && !afterBackslash && digits < source.length() && source.charAt(digits) == 'u') {
            digits++;
        }
        if (digits > position + 1) {
            if (digits + 4 > source.length()) {
                throw new IllegalArgumentException("the source ends in the escape at " + position);
            }
            position = digits + 4;
            afterBackslash = false;
            return (char) Integer.parseInt(source.substring(digits, digits + 4), 16);
        }
        position++;
        afterBackslash = c == '\\' && !afterBackslash;
        return c;
    }

    char peek() {
        int at = position;
        boolean after = afterBackslash;
        char c = read();
        position = at;
        afterBackslash = after;
        return c;
    }

    /** Returns whether these characters come next. */
    boolean startsWith(String expected) {
        int at = position;
        boolean after = afterBackslash;
        boolean same = true;
        for (int i = 0; same && i < expected.length(); i++) {
            same = position < source.length() && read() == expected.charAt(i);
        }
        position = at;
        afterBackslash = after;
        return same;
    }

    void skip(int count) {
        for (int i = 0; i < count; i++) {
            read();
        }
    }

    void skipIf(char expected) {
        if (position < source.length() && peek() == expected) {
            read();
        }
    }
}

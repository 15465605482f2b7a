package dev.cuecard.processor.kit;

/** Writes texts as Java source has them. */
public final class JavaText {

    private JavaText() {}

    /** Returns the text as a string literal in ASCII. */
    public static String literal(String text) {
        StringBuilder literal = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                default -> literal.append(c >= ' ' && c < 0x7f ? String.valueOf(c) : unicode(c));
            }
        }
        return literal.append('"').toString();
    }

    /** An octal escape where there is one: a Unicode escape of a line end would end the literal. */
    private static String unicode(char c) {
        return c < ' ' ? String.format("\\%03o", (int) c) : String.format("\\u%04x", (int) c);
    }
}

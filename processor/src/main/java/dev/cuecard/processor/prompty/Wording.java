package dev.cuecard.processor.prompty;

/** Names values in messages. */
final class Wording {

    private static final int LONGEST = 60;
    private static final int LONGEST_SENTENCE = 200;

    private Wording() {}

    /** Says what a value is. */
    static String of(YamlValue value) {
        if (value instanceof YamlValue.Scalar scalar) {
            return switch (scalar.type()) {
                case STRING -> scalar.text().isEmpty() ? "an empty text" : "the text '" + excerpt(scalar.text()) + "'";
                case INTEGER, FLOAT -> "the number " + excerpt(scalar.text());
                case BOOLEAN -> scalar.text();
                case NULL -> "nothing";
            };
        }
        return value instanceof YamlValue.Sequence ? "a list" : "a mapping";
    }

    /** Returns a sentence of another's as one of ours can hold it. */
    static String oneLine(String sentence) {
        String line = shortened(sentence.strip().replaceAll("\\s+", " "), LONGEST_SENTENCE);
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    /** Returns a text as a message can show it: on one line, not too long, with no character that cannot be seen. */
    static String excerpt(String text) {
        return shortened(text, LONGEST);
    }

    private static String shortened(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        int length = 0;
        for (int i = 0; i < text.length(); ) {
            if (++length > longest) {
                return shown.append('…').toString();
            }
            int c = text.codePointAt(i);
            shown.appendCodePoint(
                    switch (Character.getType(c)) {
                        case Character.CONTROL,
                                Character.FORMAT,
                                Character.SURROGATE,
                                Character.LINE_SEPARATOR,
                                Character.PARAGRAPH_SEPARATOR,
                                Character.UNASSIGNED -> '?';
                        default -> c;
                    });
            i += Character.charCount(c);
        }
        return shown.toString();
    }
}

package dev.cuecard.processor.template;

import dev.cuecard.processor.template.JinjaLexer.Word;
import dev.cuecard.processor.template.Template.Constant;
import java.util.List;

/** Makes constants of the words for texts and numbers. */
final class JinjaConstants {

    private static final String ESCAPED = "ntr\\'\"";
    private static final String MEANT = "\n\t\r\\'\"";

    private JinjaConstants() {}

    static Constant text(Word word) throws Unreadable {
        return new Constant(value(word), word.text(), word.offset());
    }

    /** Returns what a text in quotes means. */
    static String value(Word word) throws Unreadable {
        String written = word.text();
        StringBuilder value = new StringBuilder(written.length());
        for (int i = 1; i < written.length() - 1; i++) {
            char c = written.charAt(i);
            if (c == '\\') {
                int escape = ESCAPED.indexOf(written.charAt(i + 1));
                if (escape < 0) {
                    throw new Unreadable(unknownEscape(written, i, word.offset() + i));
                }
                c = MEANT.charAt(escape);
                i++;
            }
            value.append(c);
        }
        return value.toString();
    }

    private static SyntaxFault unknownEscape(String written, int at, int offset) {
        String escape = written.substring(at, written.offsetByCodePoints(at, 2));
        return JinjaSentences.syntax(
                offset,
                "There is no escape '" + escape + "'.",
                List.of(
                        "The escapes are: \\n, \\t, \\r, \\\\, \\' and \\\".",
                        "For a backslash itself write \\\\; write any other character as it is."));
    }

    /** Returns the constant of a number, whose sign is a word of its own. */
    static Constant number(Word word, String sign, int offset) throws Unreadable {
        String written = sign + word.text();
        if (word.text().chars().anyMatch(c -> c != '.' && (c < '0' || c > '9'))) {
            throw new Unreadable(JinjaSentences.syntax(
                    word.offset(),
                    JinjaSentences.quoted(word.text()) + " is not a number.",
                    List.of("A number has digits, and perhaps a point and more digits: 12 or 0.5.")));
        }
        if (word.text().contains(".")) {
            double value = Double.parseDouble(written);
            if (Double.isInfinite(value)) {
                throw tooLarge(written, offset);
            }
            return new Constant(value, written, offset);
        }
        try {
            return new Constant(Long.valueOf(written), written, offset);
        } catch (NumberFormatException e) {
            throw tooLarge(written, offset);
        }
    }

    private static Unreadable tooLarge(String written, int offset) {
        return new Unreadable(JinjaSentences.syntax(
                offset,
                "The number " + JinjaSentences.quoted(written) + " is too large.",
                List.of("A whole number fits into a long of Java, another into a double.")));
    }
}

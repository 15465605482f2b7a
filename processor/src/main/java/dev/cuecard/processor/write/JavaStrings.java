package dev.cuecard.processor.write;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts as string constants. What is not ASCII is escaped: the compiler that reads the generated file may be told to use
 * another character set than the one that the template came in.
 */
final class JavaStrings {

    /** A constant holds 65535 bytes, and a character takes up to three. */
    static final int LONGEST = 20_000;

    private static final int MOST_LINES = 60;

    private JavaStrings() {}

    /** Returns a text that fits in one constant as an expression, each of its lines on a line of its own. */
    static CodeBlock literal(String text) {
        List<String> lines = lines(text);
        if (lines.size() > MOST_LINES) {
            return CodeBlock.of("$L", quoted(text));
        }
        return lines.stream().map(line -> CodeBlock.of("$L", quoted(line))).collect(CodeBlock.joining("\n+ "));
    }

    /** Cuts a text into pieces that fit in constants. */
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        for (int start = 0; start == 0 || start < text.length(); start += LONGEST) {
            pieces.add(text.substring(start, Math.min(text.length(), start + LONGEST)));
        }
        return pieces;
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0 && end + 1 < text.length(); end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end + 1));
            start = end + 1;
        }
        lines.add(text.substring(start));
        return lines;
    }

    /** Returns a text as an expression; of one that no constant holds, the constants are put together when it is run. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2);
        List<String> pieces = pieces(text);
        quoted.append(constant(pieces.get(0)));
        for (String piece : pieces.subList(1, pieces.size())) {
            quoted.append(".concat(").append(constant(piece)).append(')');
        }
        return quoted.toString();
    }

    private static String constant(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            quoted.append(escaped(text.charAt(i), '"'));
        }
        return quoted.append('"').toString();
    }

    static String quoted(char c) {
        return "'" + escaped(c, '\'') + "'";
    }

    private static String escaped(char c, char quote) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\\' -> "\\\\";
            default -> {
                if (c == quote) {
                    yield "\\" + c;
                }
                yield c >= ' ' && c < 0x7f ? String.valueOf(c) : String.format("\\u%04x", (int) c);
            }
        };
    }
}

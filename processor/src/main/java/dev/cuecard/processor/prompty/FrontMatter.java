package dev.cuecard.processor.prompty;

import java.util.Optional;

/**
 * Where a file's front matter and its body lie.
 *
 * @param start where the text between the fences begins
 * @param end where it ends
 * @param bodyStart where the body begins, without the blank lines before it
 * @param bodyEnd where it ends, without the blank lines after it
 * @param unclosed where the opening fence stands, if no other follows
 */
record FrontMatter(int start, int end, int bodyStart, int bodyEnd, Optional<Integer> unclosed) {

    static FrontMatter of(String text) {
        int opening = firstWritten(text, text.startsWith("\uFEFF") ? 1 : 0);
        if (!isFence(text, opening)) {
            return withBody(text, opening, opening, opening);
        }
        int indent = indentOf(text, opening);
        int start = nextLine(text, opening);
        for (int line = start; line < text.length(); line = nextLine(text, line)) {
            if (isFence(text, line) && indentOf(text, line) <= indent) {
                return withBody(text, start, line, nextLine(text, line));
            }
        }
        int end = text.length();
        return new FrontMatter(end, end, end, end, Optional.of(opening + indent));
    }

    private static FrontMatter withBody(String text, int start, int end, int after) {
        int bodyStart = firstWritten(text, after);
        int bodyEnd = bodyStart;
        for (int line = bodyStart; line < text.length(); line = nextLine(text, line)) {
            int lineEnd = endOf(text, line);
            bodyEnd = isBlank(text, line, lineEnd) ? bodyEnd : lineEnd;
        }
        return new FrontMatter(start, end, bodyStart, bodyEnd, Optional.empty());
    }

    /** Returns the first line that is not blank, the text's end if there is none. */
    private static int firstWritten(String text, int from) {
        int line = from;
        while (line < text.length() && isBlank(text, line, endOf(text, line))) {
            line = nextLine(text, line);
        }
        return line;
    }

    private static boolean isFence(String text, int line) {
        int at = line + indentOf(text, line);
        return (text.startsWith("---", at) || text.startsWith("+++", at)) && isBlank(text, at + 3, endOf(text, line));
    }

    private static int indentOf(String text, int line) {
        int at = line;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at - line;
    }

    private static boolean isBlank(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int endOf(String text, int line) {
        int at = line;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    private static int nextLine(String text, int line) {
        int end = endOf(text, line);
        if (text.startsWith("\r\n", end)) {
            return end + 2;
        }
        return Math.min(end + 1, text.length());
    }
}

package dev.cuecard.processor.template;

/** Where lines begin and end, for rules that speak of lines: they end with LF, CR or both, and blanks indent them. */
final class Lines {

    private Lines() {}

    /** Returns where the line ends that a character belongs to: at its line end, or at the end of the text. */
    static int end(String text, int from) {
        int at = from;
        while (at < text.length() && !isLineEnd(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Returns where the next line begins, given where one ends. */
    static int next(String text, int end) {
        if (text.startsWith("\r\n", end)) {
            return end + 2;
        }
        return Math.min(end + 1, text.length());
    }

    /** Returns the first place that holds no blank. */
    static int skipBlanks(String text, int from, int to) {
        int at = from;
        while (at < to && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}

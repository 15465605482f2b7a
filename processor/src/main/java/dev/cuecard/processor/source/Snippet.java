package dev.cuecard.processor.source;

import java.util.List;

/**
 * A place in a text as people count it, with its line and a caret below. Columns count UTF-16 units from 1.
 */
final class Snippet {

    private static final int WIDEST = 160;

    private final int line;
    private final int column;
    private final String shown;
    private final int caret;

    private Snippet(int line, int column, String shown, int caret) {
        this.line = line;
        this.column = column;
        this.shown = shown;
        this.caret = caret;
    }

    static Snippet at(TextLines lines, int offset) {
        int line = lines.lineOf(offset);
        return window(line + 1, offset - lines.start(line), lines.text(line));
    }

    /** Cuts a line that is too long to be shown to the part around the caret. */
    private static Snippet window(int line, int at, String whole) {
        int from = whole.length() <= WIDEST ? 0 : Math.max(0, Math.min(at - WIDEST / 2, whole.length() - WIDEST));
        int to = Math.min(whole.length(), from + WIDEST);
        return new Snippet(line, at + 1, whole.substring(from, to), at - from);
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }

    /** Returns the line and the caret; tabs stay tabs so that the caret stands below its character. */
    List<String> lines() {
        StringBuilder below = new StringBuilder();
        for (int i = 0; i < caret && i < shown.length(); i++) {
            below.append(shown.charAt(i) == '\t' ? '\t' : ' ');
        }
        return List.of("    " + printable(shown), "    " + below + '^');
    }

    private static String printable(String text) {
        StringBuilder printed = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            printed.append(c != '\t' && Character.isISOControl(c) ? '?' : c);
        }
        return printed.toString();
    }
}

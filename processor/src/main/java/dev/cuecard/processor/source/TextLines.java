package dev.cuecard.processor.source;

import java.util.Arrays;

/** The lines of a text, ended by LF, CR or both. */
final class TextLines {

    private final String text;
    private int[] starts = new int[64];
    private int count = 1;

    TextLines(String text) {
        this.text = text;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean followed = i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (c == '\n' || (c == '\r' && !followed)) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
    }

    /** Returns the line, from 0, that an offset lies in. */
    int lineOf(int offset) {
        int found = Arrays.binarySearch(starts, 0, count, offset);
        return found >= 0 ? found : -found - 2;
    }

    /** Returns the offset at which a line begins. */
    int start(int line) {
        return starts[line];
    }

    /** Returns a line without its end. */
    String text(int line) {
        int end = line + 1 < count ? starts[line + 1] : text.length();
        while (end > starts[line] && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(starts[line], end);
    }
}

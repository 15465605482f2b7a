package dev.cuecard.processor.kit;

import java.util.ArrayList;
import java.util.List;

/**
 * A place in a file.
 *
 * @param file the file's simple name
 * @param line from 1
 * @param column from 1, in UTF-16 units, a tab is one
 * @param text the rest of the line from there on
 */
public record Place(String file, long line, long column, String text) {

    /**
     * Marks, in the text of a source or resource, the place of a problem that is expected. It never reaches a
     * compiler.
     */
    public static final char CARET = '\u2038';

    static Place at(String file, String text, int offset) {
        long line = 1;
        int start = 0;
        for (int i = 0; i < offset; i++) {
            char c = text.charAt(i);
            boolean pair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if ((c == '\n' || c == '\r') && !pair) {
                line++;
                start = i + 1;
            }
        }
        int end = offset;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return new Place(file, line, offset - start + 1L, text.substring(offset, end));
    }

    /** Returns the places that carets mark, as they are in the text without carets. */
    static List<Place> marked(String file, String text) {
        String plain = unmarked(text);
        List<Place> places = new ArrayList<>();
        for (int i = text.indexOf(CARET); i >= 0; i = text.indexOf(CARET, i + 1)) {
            places.add(at(file, plain, i - places.size()));
        }
        return places;
    }

    static String unmarked(String text) {
        return text.replace(String.valueOf(CARET), "");
    }

    boolean isSame(Place other) {
        return file.equals(other.file) && line == other.line && column == other.column;
    }

    boolean isOnSameLine(Place other) {
        return file.equals(other.file) && line == other.line;
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}

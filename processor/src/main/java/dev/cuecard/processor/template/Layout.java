package dev.cuecard.processor.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text without the layout it has only for the eye: the indentation that all lines share and the blank lines around it
 * are gone, and every line ends with a line feed. It knows where its characters stood before.
 */
final class Layout {

    private final String text;
    private final int[] lineStarts;
    private final int[] lineOrigins;

    private Layout(String text, List<Line> lines, int indentation) {
        this.text = text;
        this.lineStarts = new int[lines.size()];
        this.lineOrigins = new int[lines.size()];
        int start = 0;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            lineStarts[i] = start;
            lineOrigins[i] = line.origin() + (line.text().isBlank() ? 0 : indentation);
            start += line.without(indentation).length() + 1;
        }
    }

    private record Line(String text, int origin) {
        String without(int indentation) {
            return text.isBlank() ? "" : text.substring(indentation);
        }
    }

    static Layout of(String written) {
        List<Line> lines = linesOf(written);
        int first = 0;
        int end = lines.size();
        while (first < end && lines.get(first).text().isBlank()) {
            first++;
        }
        while (end > first && lines.get(end - 1).text().isBlank()) {
            end--;
        }
        List<Line> kept = lines.subList(first, end);
        int indentation = sharedIndentation(kept);
        StringBuilder text = new StringBuilder(written.length());
        for (int i = 0; i < kept.size(); i++) {
            text.append(i > 0 ? "\n" : "").append(kept.get(i).without(indentation));
        }
        return new Layout(text.toString(), kept, indentation);
    }

    private static List<Line> linesOf(String written) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\n' || c == '\r') {
                lines.add(new Line(written.substring(start, i), start));
                if (c == '\r' && i + 1 < written.length() && written.charAt(i + 1) == '\n') {
                    i++;
                }
                start = i + 1;
            }
        }
        lines.add(new Line(written.substring(start), start));
        return lines;
    }

    /** Tabs and spaces are not the same: what lines share is a common beginning. */
    private static int sharedIndentation(List<Line> lines) {
        String shared = null;
        for (Line line : lines) {
            String text = line.text();
            if (text.isBlank()) {
                continue;
            }
            int length = 0;
            int most = shared == null ? text.length() : Math.min(shared.length(), text.length());
            while (length < most
                    && (text.charAt(length) == ' ' || text.charAt(length) == '\t')
                    && (shared == null || text.charAt(length) == shared.charAt(length))) {
                length++;
            }
            shared = text.substring(0, length);
        }
        return shared == null ? 0 : shared.length();
    }

    String text() {
        return text;
    }

    /** Returns where a character stood in the text as it was written. */
    int origin(int offset) {
        if (lineStarts.length == 0) {
            return 0;
        }
        int found = Arrays.binarySearch(lineStarts, offset);
        int line = found >= 0 ? found : -found - 2;
        return lineOrigins[line] + offset - lineStarts[line];
    }
}

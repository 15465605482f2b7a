package dev.cuecard.benchmarks.load;

import java.util.Arrays;
import java.util.Locale;

/** What was measured, in lines that the process which asked for it can read. */
final class Figures {

    /** What a line begins with, so that it cannot be taken for a library's own words. */
    private static final String MARK = "@ ";

    private final StringBuilder lines = new StringBuilder();

    void add(String name, double value) {
        lines.append(MARK)
                .append(name)
                .append(' ')
                .append(String.format(Locale.ROOT, "%.3f", value))
                .append('\n');
    }

    /** Adds the middle of measurements, their 99th percentile, and the longest. */
    void add(String name, long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        add(name, (double) sorted[sorted.length / 2]);
        add(name + "-99", (double) sorted[(int) (sorted.length * 0.99)]);
        add(name + "-most", (double) sorted[sorted.length - 1]);
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}

package dev.cuecard.benchmarks.load;

import java.util.concurrent.TimeUnit;

/**
 * What a number of chunks took.
 *
 * @param used what was used
 * @param chunks for how many
 */
record Cost(Meter used, long chunks) {

    void addTo(Figures figures, String prefix) {
        figures.add(prefix + "chunks-per-second", chunks * (double) TimeUnit.SECONDS.toNanos(1) / used.nanos());
        figures.add(prefix + "cpu", (double) used.cpuNanos() / chunks);
        figures.add(prefix + "bytes", (double) used.bytes() / chunks);
    }
}

package dev.cuecard.benchmarks.load;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** What a chunk costs in streams that come as fast as they are read, one after the other. */
final class Throughput {

    private static final long BATCH = TimeUnit.MILLISECONDS.toNanos(600);

    private final Contender contender;
    private final Figures figures;

    Throughput(Contender contender, Figures figures) {
        this.contender = contender;
        this.figures = figures;
    }

    void run(int chunks, int warmUpSeconds, int batches) throws Exception {
        Plan plan = Plan.flat(chunks);
        WarmUp.with(() -> Streaming.start(contender, plan).finish(), warmUpSeconds);
        for (int i = 0; i < batches; i++) {
            batch(chunks, BATCH).addTo(figures, "");
        }
    }

    /** Measures streams of each length, all warmed up before. */
    void growInLength(int[] lengths, int warmUpSeconds) throws Exception {
        Plan[] plans = Arrays.stream(lengths).mapToObj(Plan::flat).toArray(Plan[]::new);
        WarmUp.with(
                () -> {
                    for (Plan plan : plans) {
                        Streaming.start(contender, plan).finish();
                    }
                },
                warmUpSeconds);
        for (int length : lengths) {
            batch(length, BATCH).addTo(figures, length + "-");
        }
    }

    /** Reads streams until the time is over, the last one to its end. */
    private Cost batch(int chunks, long nanos) throws Exception {
        Plan plan = Plan.flat(chunks);
        Meter before = Meter.read();
        int streams = 0;
        while (System.nanoTime() - before.nanos() < nanos) {
            Streaming.start(contender, plan).finish();
            streams++;
        }
        return new Cost(Meter.read().since(before), (long) streams * chunks);
    }
}

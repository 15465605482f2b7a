package dev.cuecard.benchmarks.load;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Many streams at once. Contenders that block have a thread each, a virtual one where the JDK has them. */
final class Concurrency {

    private static final int CHUNKS = 60;
    private static final long PATIENCE_SECONDS = 120;

    private final Contender contender;
    private final Figures figures;
    private final ExecutorService readers = readers();

    Concurrency(Contender contender, Figures figures) {
        this.contender = contender;
        this.figures = figures;
    }

    /** JDK 21 and newer; this is compiled for 17. */
    private static ExecutorService readers() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException e) {
            return Executors.newCachedThreadPool();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Measures what a chunk costs where so many streams come as fast as they are read. */
    void run(int streams, int warmUpSeconds, int rounds) throws Exception {
        Plan plan = Plan.flat(CHUNKS);
        int times = Math.max(1, 1_000 / streams);
        WarmUp.with(() -> together(streams, times, plan), warmUpSeconds);
        for (int i = 0; i < rounds; i++) {
            Meter before = Meter.read();
            together(streams, times, plan);
            new Cost(Meter.read().since(before), (long) streams * times * CHUNKS).addTo(figures, "");
        }
    }

    /** Reads so many streams at once, so many times. */
    private void together(int streams, int times, Plan plan) throws Exception {
        if (contender.blocks()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < streams; i++) {
                all.add(readers.submit(() -> {
                    for (int time = 0; time < times; time++) {
                        Streaming.start(contender, plan).finish();
                    }
                    return null;
                }));
            }
            settle(all);
            return;
        }
        for (int time = 0; time < times; time++) {
            List<Streaming> all = new ArrayList<>();
            for (int i = 0; i < streams; i++) {
                all.add(Streaming.start(contender, plan));
            }
            for (Streaming each : all) {
                each.finish();
            }
        }
    }

    private static void settle(List<Future<?>> all) throws Exception {
        for (Future<?> each : all) {
            each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void read(Contender.Stream stream, List<Future<?>> reading) {
        if (contender.blocks()) {
            reading.add(readers.submit(() -> {
                stream.await();
                return null;
            }));
        }
    }

    /** Measures the heap and the threads of streams that are all in their middle, where the end of the process finds them. */
    void hold(int streams) throws Exception {
        together(1, 1, Plan.flat(CHUNKS));
        Future<?> stuck = Load.giveUpIn(2 * PATIENCE_SECONDS);
        long before = Meter.heap();
        int threads = Meter.threads();
        CountDownLatch midway = new CountDownLatch(streams);
        List<Contender.Stream> held = new ArrayList<>();
        List<Future<?>> reading = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            AtomicInteger left = new AtomicInteger(CHUNKS);
            Contender.Stream stream = contender.start(Plan.held(CHUNKS).model(), text -> {
                if (!text.isEmpty() && left.decrementAndGet() == 0) {
                    midway.countDown();
                }
            });
            held.add(stream);
            read(stream, reading);
        }
        try {
            if (!midway.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(midway.getCount() + " of " + streams + " streams did not get so far");
            }
            figures.add("heap-each", (double) (Meter.heap() - before) / streams);
            figures.add("threads", (double) Meter.threads() - threads);
        } finally {
            stuck.cancel(false);
            Reference.reachabilityFence(held);
        }
    }

    /** Measures how long after its sending a chunk is with the caller, in streams that trickle as those of models do. */
    void pace(int streams, int chunks, int millis) throws Exception {
        together(1, 20, Plan.flat(CHUNKS));
        long[] lags = new long[streams * chunks];
        AtomicInteger seen = new AtomicInteger();
        Meter before = Meter.read();
        List<Contender.Stream> all = new ArrayList<>();
        List<Future<?>> reading = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            Contender.Stream stream = contender.start(Plan.paced(chunks, millis).model(), text -> {
                if (!text.isEmpty()) {
                    lags[seen.getAndIncrement()] = System.nanoTime() - Long.parseLong(text);
                }
            });
            all.add(stream);
            read(stream, reading);
        }
        while (seen.get() < lags.length / 2) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        figures.add("threads", Meter.threads());
        settle(reading);
        if (!contender.blocks()) {
            for (Contender.Stream each : all) {
                each.await();
            }
        }
        if (seen.get() != lags.length) {
            throw new IllegalStateException(seen.get() + " chunks of " + lags.length);
        }
        figures.add("lag", lags);
        figures.add("cpu", (double) Meter.read().since(before).cpuNanos() / lags.length);
    }
}

package dev.cuecard.benchmarks.load;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * Does something over and over until the JIT compiler has little left to do: its work is in the CPU of the process, and on two
 * cores it takes the time of the other threads.
 */
final class WarmUp {

    private static final long LOOK = TimeUnit.SECONDS.toNanos(1);
    private static final int LEAST_LOOKS = 3;

    /** What the compiler may take of a second. */
    private static final long QUIET_MILLIS = 20;

    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

    private WarmUp() {}

    /** Something that is done, once. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /** Does it until the compiler is quiet, or the time is over. */
    static void with(Work work, int mostSeconds) throws Exception {
        long compiled = Long.MAX_VALUE;
        for (int look = 0; look < mostSeconds && (look < LEAST_LOOKS || compiled > QUIET_MILLIS); look++) {
            long before = COMPILER.getTotalCompilationTime();
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < LOOK) {
                work.run();
            }
            compiled = COMPILER.getTotalCompilationTime() - before;
        }
    }
}

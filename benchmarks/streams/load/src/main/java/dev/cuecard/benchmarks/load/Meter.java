package dev.cuecard.benchmarks.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What the process has used: the time of its processors on all threads, the collector's and the compiler's included, and the
 * bytes that were allocated.
 *
 * @param nanos the clock
 * @param cpuNanos the processors' time
 * @param bytes the bytes allocated
 */
record Meter(long nanos, long cpuNanos, long bytes) {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final HeapLedger LEDGER = new HeapLedger();

    static Meter read() throws InterruptedException {
        return new Meter(System.nanoTime(), SYSTEM.getProcessCpuTime(), LEDGER.allocated());
    }

    Meter since(Meter before) {
        return new Meter(nanos - before.nanos, cpuNanos - before.cpuNanos, bytes - before.bytes);
    }

    /** Bytes of the heap that are in use after a collection. */
    static long heap() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        // A second collection takes what the first one's cleaners and references have set free.
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }

    /** How many threads of the platform live, virtual ones not counted. */
    static int threads() {
        return THREADS.getThreadCount();
    }
}

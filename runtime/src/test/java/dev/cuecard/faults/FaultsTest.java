package dev.cuecard.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cuecard.kit.Protocol;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a server does, a call ends, with an exception of ours if with one, and keeps what had come.
 *
 * <p>{@code -Dcuecard.seed=…} begins at another seed, {@code -Dcuecard.cases=…} and {@code -Dcuecard.seconds=…} say how many
 * to go through and for how long, and {@code -Dcuecard.case=OPENAI:…} runs a single one.
 */
@Timeout(3_600)
class FaultsTest {

    private static final int AT_ONCE = 4;
    private static final long CASES = Long.getLong("cuecard.cases", FaultCase.KINDS.size() + 20L);
    private static final long SECONDS = Long.getLong("cuecard.seconds", 8);
    private static final String ONE_CASE = System.getProperty("cuecard.case", "");

    @ParameterizedTest
    @EnumSource
    void every_call_ends_and_keeps_what_had_come(Protocol protocol) throws Exception {
        if (!ONE_CASE.isEmpty()) {
            int colon = ONE_CASE.indexOf(':');
            assumeTrue(ONE_CASE.substring(0, colon).equals(protocol.name()));
            go(protocol, Long.parseLong(ONE_CASE.substring(colon + 1)), 1);
            return;
        }
        long first = Long.getLong("cuecard.seed", System.nanoTime() >>> 10);
        System.out.println("the faults that " + protocol + " meets begin with -Dcuecard.seed=" + first);
        go(protocol, first, CASES);
    }

    private static void go(Protocol protocol, long first, long count) throws InterruptedException {
        AtomicLong next = new AtomicLong(first);
        AtomicReference<AssertionError> failure = new AtomicReference<>();
        Set<FaultCase> under = ConcurrentHashMap.newKeySet();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        ExecutorService others = Executors.newCachedThreadPool(FaultsTest::daemon);
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE, FaultsTest::daemon);
        for (int i = 0; i < AT_ONCE; i++) {
            workers.execute(() -> {
                while (failure.get() == null && System.nanoTime() - end < 0) {
                    long seed = next.getAndIncrement();
                    if (seed - first >= count) {
                        return;
                    }
                    FaultCase each = FaultCase.of(protocol, seed);
                    under.add(each);
                    try {
                        new Meeting(each, others).run();
                    } catch (Throwable e) {
                        failure.compareAndSet(null, new AssertionError(each + "\n" + e, e));
                    }
                    under.remove(each);
                }
            });
        }
        workers.shutdown();
        boolean over = workers.awaitTermination(SECONDS + 100, TimeUnit.SECONDS);
        others.shutdownNow();
        if (failure.get() != null) {
            throw failure.get();
        }
        assertThat(over).as("all over, but %s", under).isTrue();
        System.out.println(protocol + " met " + Math.min(count, next.get() - first) + " faults");
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "faults");
        thread.setDaemon(true);
        return thread;
    }
}

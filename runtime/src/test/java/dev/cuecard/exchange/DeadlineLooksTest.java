package dev.cuecard.exchange;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.kit.ScriptedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When the deadlines of calls are looked at. */
@Timeout(60)
class DeadlineLooksTest {

    /** Less than the clock waits at most, so that what comes earlier comes because it was asked for. */
    private static final long SOON = 4;

    private static final long NEVER = Long.MAX_VALUE;

    private final Deadlines deadlines = new Deadlines();
    private final List<Deadlines.Watched> added = new ArrayList<>();

    /** What stays would be looked at until the tests are over. */
    @AfterEach
    void removeAll() {
        added.forEach(deadlines::remove);
    }

    private void add(Deadlines.Watched watched, long nanos) {
        added.add(watched);
        deadlines.add(watched, nanos);
    }

    private static boolean comesSoon(CountDownLatch latch) throws InterruptedException {
        return latch.await(SOON, SECONDS);
    }

    private static Deadlines.Watched counting(CountDownLatch looks, long again) {
        return () -> {
            looks.countDown();
            return again;
        };
    }

    @Test
    void the_nearest_deadline_counts_although_a_later_one_was_known_before() throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        add(() -> NEVER, HOURS.toNanos(1));
        add(counting(looked, NEVER), MILLISECONDS.toNanos(10));

        assertThat(comesSoon(looked)).isTrue();
    }

    @Test
    void a_look_is_a_look_at_all() throws Exception {
        CountDownLatch looked = new CountDownLatch(2);
        add(counting(looked, NEVER), HOURS.toNanos(1));
        add(counting(looked, NEVER), 0);

        assertThat(comesSoon(looked)).isTrue();
    }

    /** The look may begin before the thread that asked for it has gone on. */
    @Test
    void what_is_due_at_once_is_looked_at_however_often_that_happens() throws Exception {
        for (int i = 0; i < 5_000; i++) {
            CountDownLatch looked = new CountDownLatch(1);
            Deadlines.Watched watched = counting(looked, NEVER);
            add(watched, 0);

            assertThat(comesSoon(looked)).as("the time %s", i).isTrue();
            deadlines.remove(watched);
        }
    }

    @Test
    void what_says_when_to_look_again_is_looked_at_again() throws Exception {
        CountDownLatch looked = new CountDownLatch(5);
        add(counting(looked, MILLISECONDS.toNanos(10)), 0);

        assertThat(comesSoon(looked)).isTrue();
    }

    @Test
    void a_deadline_that_comes_up_while_others_are_looked_at_is_not_missed() throws Exception {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch again = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();
        add(
                () -> {
                    if (looks.incrementAndGet() == 1) {
                        looking.countDown();
                        await(asked);
                    } else {
                        again.countDown();
                    }
                    return NEVER;
                },
                0);
        looking.await();
        deadlines.lookWithin(0);
        asked.countDown();

        assertThat(comesSoon(again)).isTrue();
    }

    @Test
    void one_that_throws_keeps_no_other_from_being_looked_at_and_its_fault_from_nobody() throws Exception {
        AtomicReference<@Nullable Throwable> told = new AtomicReference<>();
        CountDownLatch looked = new CountDownLatch(200);
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> told.set(e));
        try {
            for (int i = 0; i < 100; i++) {
                add(
                        () -> {
                            throw new IllegalStateException("a listener's");
                        },
                        HOURS.toNanos(1));
                add(counting(looked, MILLISECONDS.toNanos(10)), HOURS.toNanos(1));
            }
            deadlines.lookWithin(0);

            assertThat(comesSoon(looked)).isTrue();
        } finally {
            removeAll();
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(told.get()).hasMessage("a listener's");
    }

    @Test
    void what_was_removed_is_looked_at_no_more_and_then_the_thread_goes() throws Exception {
        AtomicReference<@Nullable Thread> clock = new AtomicReference<>();
        CountDownLatch looked = new CountDownLatch(1);
        AtomicInteger later = new AtomicInteger();
        Deadlines.Watched removed = () -> {
            clock.set(Thread.currentThread());
            later.incrementAndGet();
            looked.countDown();
            return NEVER;
        };
        add(removed, 0);
        looked.await();
        deadlines.remove(removed);
        int looks = later.get();

        Thread thread = Objects.requireNonNull(clock.get());
        assertThat(thread.isDaemon()).isTrue();
        // One more pulse, which finds nothing, and the time that an idle thread is kept.
        thread.join(SECONDS.toMillis(ScriptedServer.PATIENCE_SECONDS));
        assertThat(thread.isAlive()).isFalse();
        assertThat(later).hasValue(looks);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

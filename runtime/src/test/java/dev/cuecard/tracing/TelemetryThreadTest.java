package dev.cuecard.tracing;

import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is done in the background, and who waits for it. */
@Timeout(60)
class TelemetryThreadTest {

    private final TelemetryThread background = new TelemetryThread("telemetry-test", new TelemetryGuard());
    private final CountDownLatch release = new CountDownLatch(1);

    private void hang() {
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitDone(CountDownLatch done) throws InterruptedException {
        assertThat(done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void stop() {
        release.countDown();
    }

    @Test
    void tasks_are_done_one_after_another_in_the_order_in_which_they_were_handed_over() throws Exception {
        List<Integer> order = new CopyOnWriteArrayList<>();
        CountDownLatch last = new CountDownLatch(0);
        for (int i = 0; i < 1000; i++) {
            int number = i;
            last = background.hand(() -> order.add(number));
        }
        awaitDone(last);

        assertThat(order).hasSize(1000).isSorted();
    }

    @Test
    void what_is_done_quickly_is_waited_for() {
        for (int i = 0; i < 100; i++) {
            CountDownLatch done = background.hand(() -> {});
            background.await(done);
            assertThat(done.getCount()).isZero();
        }
    }

    @Test
    void what_hangs_is_waited_for_no_longer_than_patience_lasts_and_that_is_once() {
        List<CountDownLatch> handed = new ArrayList<>();
        // Half a second for each of them would be more than the test may take.
        for (int i = 0; i < 500; i++) {
            CountDownLatch done = background.hand(this::hang);
            background.await(done);
            handed.add(done);
        }

        assertThat(handed).allSatisfy(done -> assertThat(done.getCount()).isEqualTo(1));
    }

    @Test
    void patience_comes_back_when_a_task_is_done_quickly_again() throws Exception {
        background.await(background.hand(this::hang));
        release.countDown();
        CountDownLatch quick = background.hand(() -> {});
        while (!quick.await(1, TimeUnit.MILLISECONDS)) {
            quick = background.hand(() -> {});
        }
        awaitDone(background.hand(() -> {}));

        Thread waiting = Thread.currentThread();
        CountDownLatch done = background.hand(() -> {
            while (waiting.getState() != Thread.State.TIMED_WAITING && release.getCount() == 0) {
                Thread.onSpinWait();
            }
        });
        background.await(done);

        assertThat(done.getCount()).isZero();
    }

    @Test
    void an_interrupt_does_not_end_the_waiting_and_is_kept() {
        Thread.currentThread().interrupt();
        CountDownLatch done = background.hand(() -> {});
        background.await(done);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(done.getCount()).isZero();
    }

    @Test
    void a_full_queue_drops_what_comes_and_neither_blocks_nor_throws() throws Exception {
        AtomicInteger tasks = new AtomicInteger();
        CountDownLatch hanging = new CountDownLatch(1);
        background.hand(() -> {
            hanging.countDown();
            hang();
        });
        awaitDone(hanging);
        CountDownLatch last = new CountDownLatch(0);
        for (int i = 0; i < TelemetryThread.CAPACITY; i++) {
            last = background.hand(tasks::incrementAndGet);
        }
        CountDownLatch dropped = background.hand(tasks::incrementAndGet);
        background.await(dropped);
        release.countDown();
        awaitDone(last);

        assertThat(dropped.getCount()).isZero();
        assertThat(tasks).hasValue(TelemetryThread.CAPACITY);
    }

    @Test
    void a_task_that_throws_costs_itself_alone() throws Exception {
        awaitDone(background.hand(() -> {
            throw new NoClassDefFoundError("some/Exporter");
        }));
        AtomicInteger after = new AtomicInteger();
        awaitDone(background.hand(after::incrementAndGet));

        assertThat(after).hasValue(1);
    }

    @Test
    void the_thread_does_not_keep_a_program_alive() throws Exception {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        awaitDone(background.hand(() -> threads.add(Thread.currentThread())));

        assertThat(threads).singleElement().satisfies(thread -> {
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.getName()).isEqualTo("telemetry-test");
        });
    }
}

package dev.cuecard.tracing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Does in the background, one after another, what may run into a user's span processors and exporters, so that one that
 * hangs holds up this thread and no call.
 *
 * <p>A call may wait for what it handed over: then its span has ids when the stream is made, and has reached the exporter
 * when the result is there, as a test and a program that is about to exit want it. That is a matter of microseconds. For
 * when it is not, there is a limit: calls wait half a second in all, and after that not at all, until a task is done
 * quickly again.
 *
 * <p>The queue is bounded; what finds it full is dropped and logged. The thread is a daemon, is made with the first task and
 * goes when there has been none for a while.
 */
final class TelemetryThread {

    /** As many as the SDK's own batch processor keeps. */
    static final int CAPACITY = 2048;

    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long QUICK = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int IDLE_SECONDS = 5;

    private final ThreadPoolExecutor executor;
    private final TelemetryGuard guard;
    private final AtomicLong patience = new AtomicLong(PATIENCE);

    TelemetryThread(String name, TelemetryGuard guard) {
        this.guard = guard;
        this.executor = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(CAPACITY), task -> {
                    // Without the thread locals of the call that happens to be the first.
                    Thread thread = new Thread(null, task, name, 0, false);
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /**
     * Hands over a task. Does not block.
     *
     * @return to be waited for, if at all, with {@link #await}
     */
    CountDownLatch hand(Runnable task) {
        CountDownLatch done = new CountDownLatch(1);
        long handed = System.nanoTime();
        try {
            executor.execute(() -> {
                guard.run(task);
                if (System.nanoTime() - handed < QUICK) {
                    patience.set(PATIENCE);
                }
                done.countDown();
            });
        } catch (Throwable e) {
            // The queue is full, or the system has no thread to give.
            guard.lost(executor.getQueue().size() + " others wait", e);
            done.countDown();
        }
        return done;
    }

    /** Waits until a task is done, or patience has run out. An interrupt is kept for whoever looks for it. */
    void await(CountDownLatch done) {
        long began = System.nanoTime();
        long limit = patience.get();
        long left = limit;
        boolean interrupted = false;
        boolean over = false;
        while (!over && left > 0) {
            try {
                over = done.await(left, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = limit - (System.nanoTime() - began);
        }
        long waited = System.nanoTime() - began;
        if (waited > QUICK) {
            patience.addAndGet(-waited);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

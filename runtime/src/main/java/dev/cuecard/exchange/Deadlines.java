package dev.cuecard.exchange;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a client's calls: looks at them on a thread of its own when the next of their deadlines may be due.
 *
 * <p>There is one task for all calls, and most calls never touch it: it is made for the earliest deadline that is known, and
 * looks at all of them then. A call whose deadlines are later, as those of a call made meanwhile are, is only put down in a
 * set. A task for each call would wake the thread for most of them, just when the request is to be sent.
 *
 * <p>Safe for use by many threads. The thread is a daemon and goes some seconds after the last call.
 */
final class Deadlines {

    /** Something with deadlines. */
    @FunctionalInterface
    interface Watched {
        /**
         * Looks whether a deadline is missed, and acts on it. Called on the clock's thread, which it must not hold up.
         *
         * @return in how many nanoseconds to look again, at the latest
         */
        long look();
    }

    /** The longest wait, so that neither the thread nor what it refers to stays long after the last call. */
    private static final long PULSE = TimeUnit.SECONDS.toNanos(5);

    /** The shortest wait between two looks at all calls: deadlines of many that are due one after the other share one. */
    private static final long SPACING = TimeUnit.MILLISECONDS.toNanos(2);

    private static final int IDLE_SECONDS = 5;
    private static final long NONE = Long.MAX_VALUE;

    private final Set<Watched> all = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor timer;
    private final long epoch = System.nanoTime();

    /** When the next look is, since the epoch. Forgotten before a look begins, so that none is missed that comes up in it. */
    private volatile long next = NONE;

    private @Nullable Future<?> task;

    Deadlines() {
        timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "cuecard-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /** Looks at something, in so many nanoseconds at the latest, and from then on as it says itself. */
    void add(Watched watched, long nanos) {
        all.add(watched);
        lookWithin(nanos);
    }

    /** Looks at it no more. */
    void remove(Watched watched) {
        all.remove(watched);
    }

    /** Looks at all in so many nanoseconds, at the latest. */
    void lookWithin(long nanos) {
        long at = System.nanoTime() - epoch + Math.min(Math.max(nanos, 0), PULSE);
        if (at < next) {
            schedule(at);
        }
    }

    private synchronized void schedule(long at) {
        if (at >= next) {
            return;
        }
        Future<?> later = task;
        if (later != null) {
            later.cancel(false);
        }
        // Known before the task is there: it may begin at once, and forgets it.
        next = at;
        try {
            task = timer.schedule(this::look, at - (System.nanoTime() - epoch), TimeUnit.NANOSECONDS);
        } catch (Throwable e) {
            // The system has no thread to give, and may have one for the next call.
            next = NONE;
            throw e;
        }
    }

    private void look() {
        next = NONE;
        long nearest = NONE;
        for (Watched watched : all) {
            try {
                nearest = Math.min(nearest, watched.look());
            } catch (Throwable e) {
                // No call may keep the others from being looked at.
                Thread current = Thread.currentThread();
                current.getUncaughtExceptionHandler().uncaughtException(current, e);
            }
        }
        if (!all.isEmpty()) {
            lookWithin(Math.max(nearest, SPACING));
        }
    }
}

package dev.cuecard.exchange;

import dev.cuecard.call.Timeouts;
import dev.cuecard.stream.Deadline;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a call's deadlines.
 *
 * <p>One timer task a call looks, when the next deadline may be due, at what the call has been doing since; reading a
 * chunk costs two writes of a field and never touches the timer.
 */
final class Watch {

    /** What is told of a missed deadline. Called on the timer's thread. */
    interface Listener {
        void expired(Deadline deadline, String message);
    }

    private enum Stage {
        /** Made, and nobody reads. */
        UNREAD,
        /** An attempt is under way that has brought no chunk. */
        ATTEMPT,
        /** Between two attempts. */
        PAUSE,
        /** Chunks are coming. */
        STREAM,
        /** Ended. */
        OVER
    }

    private static final long NOT_READING = 0;

    /** How long a thread whose attempt was cancelled may take to come back from it. */
    private static final long WAY_BACK = TimeUnit.SECONDS.toNanos(1);

    private final ScheduledThreadPoolExecutor timer;
    private final Timeouts timeouts;
    private final Listener listener;
    private final long created = System.nanoTime();

    private volatile Stage stage = Stage.UNREAD;
    private volatile long stageStarted = created;
    private volatile long readStarted = NOT_READING;
    private volatile @Nullable Attempt<?> attempt;
    private volatile @Nullable Future<?> next;
    private volatile String who;
    private volatile boolean replaceable;

    /** Which of the tasks counts: one that was made before the last change makes none after it. */
    private volatile int round;

    Watch(ScheduledThreadPoolExecutor timer, Timeouts timeouts, String who, Listener listener) {
        this.timer = timer;
        this.timeouts = timeouts;
        this.who = who;
        this.listener = listener;
    }

    void start() {
        schedule(Math.min(nanos(timeouts.firstChunk()), remainingNanos()));
    }

    /**
     * An attempt is made.
     *
     * @param started the attempt
     * @param mayBeReplaced whether a missed first chunk ends the attempt alone: the call has other models to turn to
     */
    void attempting(Attempt<?> started, boolean mayBeReplaced) {
        who = started.model();
        replaceable = mayBeReplaced;
        // Whoever sees the attempt sees when it began.
        stageStarted = System.nanoTime();
        attempt = started;
        enter(Stage.ATTEMPT);
        // The task that waits was made for a later deadline: connecting is most often the nearest.
        long nearest = Math.min(nanos(timeouts.connect()), nanos(timeouts.firstChunk()));
        reschedule(Math.min(nearest, remainingNanos()));
    }

    void pausing() {
        attempt = null;
        enter(Stage.PAUSE);
    }

    void streaming() {
        enter(Stage.STREAM);
        reschedule(Math.min(nanos(timeouts.idle()), remainingNanos()));
    }

    void over() {
        change(Stage.OVER);
        Future<?> waiting = next;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    void readBegins() {
        long now = System.nanoTime();
        readStarted = now == NOT_READING ? 1 : now;
    }

    void readEnds() {
        readStarted = NOT_READING;
    }

    long elapsedNanos() {
        return System.nanoTime() - created;
    }

    /** Whether the call as a whole may take as long as it likes. */
    boolean unlimited() {
        return timeouts.total().isEmpty();
    }

    /** What is left of the total, or a very long time. */
    long remainingNanos() {
        return timeouts.total().map(total -> nanos(total) - elapsedNanos()).orElse(Long.MAX_VALUE);
    }

    /** Once over, a watch stays so: the thread that reads may come here after another has ended the call. */
    private void enter(Stage entered) {
        stageStarted = System.nanoTime();
        change(entered);
    }

    /** What is over stays over, whichever thread says so. */
    private synchronized void change(Stage entered) {
        if (stage != Stage.OVER) {
            stage = entered;
        }
    }

    private synchronized void reschedule(long nanos) {
        round++;
        Future<?> waiting = next;
        if (waiting != null) {
            waiting.cancel(false);
        }
        schedule(nanos);
    }

    private synchronized void scheduleAgain(int after, long nanos) {
        if (after == round) {
            schedule(nanos);
        }
    }

    private void schedule(long nanos) {
        next = timer.schedule(this::check, Math.max(nanos, 0), TimeUnit.NANOSECONDS);
        if (stage == Stage.OVER) {
            over();
        }
    }

    private void check() {
        if (stage == Stage.OVER) {
            return;
        }
        int before = round;
        long left = remainingNanos();
        if (left <= 0) {
            expire(
                    Deadline.TOTAL,
                    "The call to " + who + " took longer than "
                            + timeouts.total().map(Watch::inSeconds).orElse("allowed")
                            + " with all its attempts (Timeouts.total).");
            return;
        }
        long due = switch (stage) {
            case UNREAD, ATTEMPT -> checkFirstChunk();
            case STREAM -> checkIdle();
            case PAUSE -> nanos(timeouts.firstChunk());
            case OVER -> 0;
        };
        if (stage != Stage.OVER) {
            scheduleAgain(before, Math.min(due, left));
        }
    }

    private long checkFirstChunk() {
        Attempt<?> current = attempt;
        long spent = System.nanoTime() - stageStarted;
        long left = nanos(timeouts.firstChunk()) - spent;
        if (left <= 0) {
            boolean unread = stage == Stage.UNREAD;
            String within = inSeconds(timeouts.firstChunk());
            String message = unread
                    ? "Nobody began to read the stream of " + who + " within " + within
                            + " (Timeouts.firstChunk). Read it, collect() it or close it."
                    : "No chunk came from " + who + " within " + within + " of the request (Timeouts.firstChunk).";
            if (replaceable && current != null && current.cancelWaiting(message)) {
                return WAY_BACK;
            }
            expire(Deadline.FIRST_CHUNK, message);
            return left;
        }
        if (current != null && !current.connected()) {
            long toConnect = nanos(timeouts.connect()) - spent;
            if (toConnect <= 0) {
                current.cancelConnecting();
                return left;
            }
            return Math.min(left, toConnect);
        }
        return left;
    }

    private long checkIdle() {
        long idle = nanos(timeouts.idle());
        long started = readStarted;
        Attempt<?> current = attempt;
        if (started == NOT_READING || current == null) {
            // Whoever is slow now is the consumer.
            return idle;
        }
        long now = System.nanoTime();
        long quiet = Math.min(now - started, now - current.lastActivityNanos());
        if (quiet >= idle) {
            expire(
                    Deadline.IDLE,
                    "Nothing came from " + who + " for " + inSeconds(timeouts.idle())
                            + " in mid-stream (Timeouts.idle).");
        }
        return idle - quiet;
    }

    private void expire(Deadline deadline, String message) {
        change(Stage.OVER);
        listener.expired(deadline, message);
    }

    /** A duration that is longer than can be counted is as good as none. */
    private static long nanos(Duration duration) {
        return TimeUnit.NANOSECONDS.convert(duration);
    }

    static String inSeconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}

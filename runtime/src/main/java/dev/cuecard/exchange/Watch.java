package dev.cuecard.exchange;

import dev.cuecard.call.Timeouts;
import dev.cuecard.stream.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a call's deadlines.
 *
 * <p>The client's {@link Deadlines} look, when the next one may be due, at what the call has been doing since; reading a
 * chunk touches no timer.
 */
final class Watch implements Deadlines.Watched {

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

    /** How long a thread whose attempt was cancelled may take to come back from it. */
    private static final long WAY_BACK = TimeUnit.SECONDS.toNanos(1);

    private final Deadlines deadlines;
    private final Timeouts timeouts;
    private final Listener listener;
    private final long created = System.nanoTime();

    private volatile Stage stage = Stage.UNREAD;
    private volatile long stageStarted = created;
    private volatile @Nullable Attempt<?> attempt;
    private volatile String who;
    private volatile boolean replaceable;

    Watch(Deadlines deadlines, Timeouts timeouts, String who, Listener listener) {
        this.deadlines = deadlines;
        this.timeouts = timeouts;
        this.who = who;
        this.listener = listener;
    }

    void start() {
        deadlines.add(this, Math.min(nanos(timeouts.firstChunk()), remainingNanos()));
        if (stage == Stage.OVER) {
            deadlines.remove(this);
        }
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
        // The total was known before.
        deadlines.lookWithin(Math.min(nanos(timeouts.connect()), nanos(timeouts.firstChunk())));
    }

    void pausing() {
        attempt = null;
        enter(Stage.PAUSE);
    }

    void streaming() {
        enter(Stage.STREAM);
        deadlines.lookWithin(nanos(timeouts.idle()));
    }

    void over() {
        change(Stage.OVER);
        deadlines.remove(this);
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

    @Override
    public long look() {
        if (stage == Stage.OVER) {
            return Long.MAX_VALUE;
        }
        long left = remainingNanos();
        if (left <= 0) {
            expire(
                    Deadline.TOTAL,
                    "The call to " + who + " took longer than "
                            + timeouts.total().map(Watch::inSeconds).orElse("allowed")
                            + " with all its attempts (Timeouts.total).");
            return Long.MAX_VALUE;
        }
        long due = switch (stage) {
            case UNREAD, ATTEMPT -> checkFirstChunk();
            case STREAM -> checkIdle();
            case PAUSE -> nanos(timeouts.firstChunk());
            case OVER -> Long.MAX_VALUE;
        };
        return Math.min(due, left);
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
        Attempt<?> current = attempt;
        // Where nobody waits for the server, whoever is slow is the consumer.
        long quiet = current == null ? 0 : current.waitedNanos();
        if (quiet >= idle) {
            expire(
                    Deadline.IDLE,
                    "Nothing came from " + who + " for " + inSeconds(timeouts.idle())
                            + " in mid-stream (Timeouts.idle).");
        }
        return idle - quiet;
    }

    private void expire(Deadline deadline, String message) {
        over();
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

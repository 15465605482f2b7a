package dev.cuecard.exchange;

import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.stream.Chunk;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one call, one after another: those of each model of its {@link Chain}. The reading thread makes them and
 * gives them up; any thread may look at the current one.
 */
final class Attempts<C extends Chunk> {

    /** What comes after an attempt that failed. */
    sealed interface Next {
        /** The same model once more, after a wait. */
        record Again(Duration pause) implements Next {}

        /** Another model, at once. */
        record Other(String from, String to) implements Next {}

        /** The ending. */
        record Nothing(Outcome outcome) implements Next {}
    }

    private final Engine engine;
    private final Chain<C> chain;
    private final Timeouts timeouts;
    private final Retries retries;

    private volatile @Nullable Attempt<C> current;
    private volatile int count;

    // Of the reading thread alone.
    private int made;
    private int madeOfModel;

    Attempts(Engine engine, List<Candidate<C>> candidates, Timeouts timeouts, Retries retries) {
        this.engine = engine;
        this.chain = new Chain<>(candidates);
        this.timeouts = timeouts;
        this.retries = retries;
    }

    @Nullable
    Attempt<C> current() {
        return current;
    }

    /** How many were made, of all models. */
    int count() {
        return count;
    }

    /** Whether the call has more models than one. */
    boolean chained() {
        return chain.size() > 1;
    }

    /** Makes the next attempt, which is not sent yet. */
    Attempt<C> next() throws AttemptFailure {
        Attempt<C> next = new Attempt<>(chain.model(), chain.plan(), engine.transport(), timeouts.connect());
        made++;
        madeOfModel++;
        count = made;
        current = next;
        return next;
    }

    /**
     * Says what comes after the current attempt, and gives it up unless the call ends with it.
     *
     * @param cause why it failed
     * @param outcome the ending that this would mean
     * @param elapsed since the call began
     * @param remainingNanos what is left of the call's time: no wait is begun that would outlast it
     */
    Next after(AttemptFailure cause, Outcome outcome, Duration elapsed, long remainingNanos) {
        Optional<Duration> wait = waitAfter(cause, remainingNanos);
        if (wait.isPresent()) {
            giveUp();
            return new Next.Again(wait.get());
        }
        if (!cause.ofModel()) {
            return new Next.Nothing(outcome);
        }
        String from = chain.model();
        if (chain.moveOn(cause, outcome, made, elapsed)) {
            giveUp();
            madeOfModel = 0;
            return new Next.Other(from, chain.model());
        }
        return new Next.Nothing(chain.outcome());
    }

    private Optional<Duration> waitAfter(AttemptFailure cause, long remainingNanos) {
        return cause.retryable() && madeOfModel <= retries.max()
                ? engine.backoff()
                        .before(madeOfModel, cause.retryAfter())
                        .filter(pause -> pause.toNanos() < remainingNanos)
                : Optional.empty();
    }

    private void giveUp() {
        Attempt<C> failed = current;
        if (failed != null) {
            current = null;
            failed.release(false);
        }
    }

    /** The ending of the call, together with what became of the other models. Called by whoever ends it. */
    Outcome withSetbacks(Outcome outcome) {
        return chain.withSetbacks(outcome);
    }
}

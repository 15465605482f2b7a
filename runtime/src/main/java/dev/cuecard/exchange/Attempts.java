package dev.cuecard.exchange;

import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.stream.Chunk;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one call, one after another. The reading thread makes them and gives them up; any thread may look at the
 * current one.
 */
final class Attempts<C extends Chunk> {

    private final Engine engine;
    private final Supplier<CallPlan<C>> planner;
    private final Timeouts timeouts;
    private final Retries retries;

    private volatile @Nullable Attempt<C> current;
    private volatile int count;

    // Of the reading thread alone.
    private @Nullable CallPlan<C> plan;
    private int made;

    Attempts(Engine engine, Supplier<CallPlan<C>> planner, Timeouts timeouts, Retries retries) {
        this.engine = engine;
        this.planner = planner;
        this.timeouts = timeouts;
        this.retries = retries;
    }

    @Nullable
    Attempt<C> current() {
        return current;
    }

    /** How many were made. */
    int count() {
        return count;
    }

    /** Makes the next attempt, which is not sent yet. */
    Attempt<C> next() throws AttemptFailure {
        Attempt<C> next = new Attempt<>(plan(), engine.transport(), timeouts.connect());
        made++;
        count = made;
        current = next;
        return next;
    }

    private CallPlan<C> plan() throws AttemptFailure {
        CallPlan<C> resolved = plan;
        if (resolved == null) {
            try {
                resolved = planner.get();
            } catch (ConfigurationException e) {
                throw AttemptFailure.of("the call is not set up right", Outcome.misconfigured(e), false);
            }
            plan = resolved;
        }
        return resolved;
    }

    /**
     * Gives the current attempt up, if another one may be made.
     *
     * @param cause why the current one failed
     * @param remainingNanos what is left of the call's time: no wait is begun that would outlast it
     * @return how long to wait before the next, or empty where there is to be none
     */
    Optional<Duration> giveUp(AttemptFailure cause, long remainingNanos) {
        if (!cause.retryable() || made > retries.max()) {
            return Optional.empty();
        }
        Optional<Duration> wait =
                engine.backoff().before(made, cause.retryAfter()).filter(pause -> pause.toNanos() < remainingNanos);
        Attempt<C> failed = current;
        if (wait.isPresent() && failed != null) {
            current = null;
            failed.release(false);
        }
        return wait;
    }
}

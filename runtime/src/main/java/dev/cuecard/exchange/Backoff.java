package dev.cuecard.exchange;

import dev.cuecard.call.Retries;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** How long to wait before another attempt: what the provider asks for, else exponential with full jitter. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST_OWN = Duration.ofSeconds(8);

    private final DoubleSupplier random;

    /**
     * Makes a rule.
     *
     * @param random from 0 to 1
     */
    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    /**
     * Returns the wait, or empty where the provider asks for more patience than anybody has.
     *
     * @param attempts how many attempts were made
     * @param asked what the provider asked for
     */
    Optional<Duration> before(int attempts, Optional<Duration> asked) {
        if (asked.isPresent()) {
            return asked.filter(wait -> wait.compareTo(Retries.LONGEST_WAIT) <= 0)
                    .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
        }
        long ceiling = FIRST.toNanos() << Math.min(attempts - 1, 10);
        return Optional.of(Duration.ofNanos((long) (random.getAsDouble() * Math.min(ceiling, LONGEST_OWN.toNanos()))));
    }
}

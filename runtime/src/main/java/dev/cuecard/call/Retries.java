package dev.cuecard.call;

import java.time.Duration;

/**
 * How often a model is asked again after a failure that another attempt may mend: when it cannot be connected to, when the
 * connection is lost, after 408, 409, 429 and 5xx, and after an error event before any content. Never once a chunk has
 * reached the caller.
 *
 * @param max the most attempts after the first, 0 or more
 */
public record Retries(int max) {

    /** The longest wait between two attempts, of Cuecard's own choice or on the provider's request. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /**
     * Makes a policy.
     *
     * @throws IllegalArgumentException if {@code max} is negative
     */
    public Retries {
        if (max < 0) {
            throw new IllegalArgumentException("Retries.of(" + max + "): the number of retries cannot be negative");
        }
    }

    /**
     * Returns the policy of a client that is not told otherwise: 2.
     *
     * @return the default
     */
    public static Retries defaults() {
        return new Retries(2);
    }

    /**
     * Returns the policy of one attempt.
     *
     * @return no retries
     */
    public static Retries none() {
        return new Retries(0);
    }

    /**
     * Returns a policy of several attempts.
     *
     * @param max the most attempts after the first, 0 or more
     * @return the policy
     */
    public static Retries of(int max) {
        return new Retries(max);
    }
}

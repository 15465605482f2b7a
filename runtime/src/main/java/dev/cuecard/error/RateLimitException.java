package dev.cuecard.error;

import dev.cuecard.stream.StreamResult;
import java.time.Duration;
import java.util.Optional;

/** Too many requests, or the quota is used up: HTTP 429. */
public final class RateLimitException extends ApiException {

    private static final long serialVersionUID = 1L;

    RateLimitException(String message, ApiError error, StreamResult partial) {
        super(message, error, partial);
    }

    /**
     * Returns how long the provider asked to wait.
     *
     * @return the wait, counted from the answer, if it named one
     */
    public Optional<Duration> retryAfter() {
        return error().retryAfter();
    }
}

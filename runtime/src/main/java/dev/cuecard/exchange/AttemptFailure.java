package dev.cuecard.exchange;

import dev.cuecard.error.ApiError;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An attempt did not bring the reply to its end. Whether the call ends with it is for the {@link Exchange} to say. */
final class AttemptFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable ApiError error;
    private final String hint;
    private final transient Outcome outcome;
    private final boolean retryable;

    private AttemptFailure(String message, @Nullable ApiError error, String hint, Outcome outcome, boolean retryable) {
        // Control flow within the room: nobody sees its stack trace.
        super(message, null, false, false);
        this.error = error;
        this.hint = hint;
        this.outcome = outcome;
        this.retryable = retryable;
    }

    static AttemptFailure of(ApiError error, String hint) {
        return new AttemptFailure(error.describe(), error, hint, Outcome.failed(error, hint), error.retryable());
    }

    static AttemptFailure of(String message, Outcome outcome, boolean retryable) {
        return new AttemptFailure(message, null, "", outcome, retryable);
    }

    /** The ending that this failure means, given whether a chunk has reached the caller. */
    Outcome outcome(boolean afterFirstChunk) {
        return error != null && afterFirstChunk ? Outcome.interruptedBy(error, hint) : outcome;
    }

    /** Whether another attempt may succeed, as long as no chunk has reached the caller. */
    boolean retryable() {
        return retryable;
    }

    /** How long the provider asks to wait. */
    Optional<Duration> retryAfter() {
        return error == null ? Optional.empty() : error.retryAfter();
    }

    /** What a trace says of the reason for another attempt. */
    String reason() {
        return error != null ? String.valueOf(error.status()) : "connection";
    }
}

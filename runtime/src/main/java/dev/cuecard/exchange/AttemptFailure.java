package dev.cuecard.exchange;

import dev.cuecard.error.ApiError;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An attempt did not bring the reply to its end. Whether the call ends with it is for the {@link Exchange} to say. */
final class AttemptFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** What may mend a failure that is no answer of the provider's. */
    enum Remedy {
        /** The same request once more, or else another model. */
        ANOTHER_ATTEMPT,
        /** Another model alone. */
        ANOTHER_MODEL,
        /** Nothing: the failure is not the model's. */
        NONE
    }

    /** What some providers call a bad request although nothing is wrong with it: the key, or the model, is. */
    private static final Set<String> NOT_THE_REQUEST =
            Set.of("invalid_api_key", "authentication_error", "billing_error", "model_not_found");

    private final transient @Nullable ApiError error;
    private final String hint;
    private final String reason;
    private final transient Outcome outcome;
    private final Remedy remedy;

    private AttemptFailure(String reason, @Nullable ApiError error, String hint, Outcome outcome, Remedy remedy) {
        // Control flow within the room: nobody sees its stack trace.
        super(reason, null, false, false);
        this.reason = reason;
        this.error = error;
        this.hint = hint;
        this.outcome = outcome;
        this.remedy = remedy;
    }

    /** The provider answered with an error. */
    static AttemptFailure of(ApiError error, String hint) {
        return new AttemptFailure(
                String.valueOf(error.status()),
                error,
                hint,
                Outcome.failed(error, hint),
                error.retryable() ? Remedy.ANOTHER_ATTEMPT : Remedy.ANOTHER_MODEL);
    }

    /**
     * Something else went wrong.
     *
     * @param reason a word for it
     */
    static AttemptFailure of(String reason, Outcome outcome, Remedy remedy) {
        return new AttemptFailure(reason, null, "", outcome, remedy);
    }

    /** The ending that this failure means, given whether a chunk was received. */
    Outcome outcome(boolean afterFirstChunk) {
        return error != null && afterFirstChunk ? Outcome.interruptedBy(error, hint) : outcome;
    }

    /** Whether another attempt may succeed, as long as no chunk has reached the caller. */
    boolean retryable() {
        return remedy == Remedy.ANOTHER_ATTEMPT;
    }

    /** Whether the failure is one of the model that was asked, and not of the call. */
    boolean ofModel() {
        return remedy != Remedy.NONE;
    }

    /** Whether the provider finds fault with the request, so that others will find it too. */
    boolean ofRequest() {
        return error != null
                && (error.status() == 400 || error.status() == 413 || error.status() == 422)
                && !error.refusesKey()
                && !NOT_THE_REQUEST.contains(error.code())
                && !NOT_THE_REQUEST.contains(error.type());
    }

    /** How long the provider asks to wait. */
    Optional<Duration> retryAfter() {
        return error == null ? Optional.empty() : error.retryAfter();
    }

    /** What a trace says of the reason for another attempt, or for another model. */
    String reason() {
        return reason;
    }
}

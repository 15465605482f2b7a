package dev.cuecard.exchange;

import dev.cuecard.error.ApiError;
import dev.cuecard.error.ApiException;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.error.PromptException;
import dev.cuecard.provider.ChunkDecoder.TurnCompletion;
import dev.cuecard.stream.Deadline;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.MalformedChunkException;
import dev.cuecard.stream.RefusalException;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A way to end that has been decided on but not carried out: once the partial result is known, it is made into an
 * {@link Ending} and the exception that goes with it.
 */
@FunctionalInterface
interface Outcome {

    /** The longest piece of unreadable text that an exception keeps. */
    int MALFORMED_EXCERPT = 10_000;

    /**
     * Sets the ending of the snapshot.
     *
     * @return the exception that the stream ends with, or null where it ends well
     */
    @Nullable
    PromptException settle(Snapshot partial);

    static Outcome completed(TurnCompletion turn) {
        return partial -> {
            partial.completeTurn(turn);
            partial.end(new Ending.Completed());
            return null;
        };
    }

    static Outcome aborted() {
        return partial -> {
            partial.end(new Ending.Aborted());
            return null;
        };
    }

    static Outcome refused(String model, String words) {
        return partial -> {
            partial.end(new Ending.Refused(words));
            String said = words.isEmpty() ? "" : ": " + words;
            return new RefusalException(
                    partial.remarked("The model " + model + " declined to answer" + said), words, partial);
        };
    }

    static Outcome timedOut(Deadline deadline, String message) {
        return partial -> {
            partial.end(new Ending.TimedOut(deadline));
            return new StreamTimeoutException(partial.remarked(message), deadline, partial, null);
        };
    }

    static Outcome interrupted(String message, Throwable cause) {
        return partial -> {
            partial.end(new Ending.Interrupted(cause));
            return new StreamInterruptedException(partial.remarked(message), partial, cause);
        };
    }

    /** Errors too: whatever a provider's code throws, nobody may be left waiting for a call that has no reader any more. */
    static Outcome unexpected(Throwable cause) {
        return interrupted(
                "The stream broke off because of a fault in a provider's code, in an interceptor of the HTTP client or in"
                        + " Cuecard: " + cause,
                cause);
    }

    /** An error event after the first chunk. */
    static Outcome interruptedBy(ApiError error, String hint) {
        return partial -> {
            ApiException cause = ApiException.of(error, hint, partial);
            partial.end(new Ending.Interrupted(cause));
            return new StreamInterruptedException(
                    partial.remarked("The stream broke off with an error: " + cause.getMessage()), partial, cause);
        };
    }

    static Outcome malformed(String message, String json, @Nullable Throwable cause) {
        return partial -> {
            MalformedChunkException exception =
                    new MalformedChunkException(partial.remarked(message), excerpt(json), partial, cause);
            partial.end(new Ending.Interrupted(cause != null ? cause : exception));
            return exception;
        };
    }

    /** The beginning of a text that could not be read, as much of it as an exception keeps. */
    static String excerpt(String json) {
        return json.length() > MALFORMED_EXCERPT ? json.substring(0, MALFORMED_EXCERPT) + "…" : json;
    }

    static Outcome failed(ApiError error, String hint) {
        return partial -> {
            ApiException exception =
                    ApiException.of(error, partial.remarked(hint).strip(), partial);
            partial.end(new Ending.Failed(exception));
            return exception;
        };
    }

    static Outcome misconfigured(ConfigurationException exception) {
        return partial -> {
            String message = String.valueOf(exception.getMessage());
            String remarked = partial.remarked(message);
            ConfigurationException thrown =
                    remarked.equals(message) ? exception : new ConfigurationException(remarked, exception);
            partial.end(new Ending.Failed(thrown));
            return thrown;
        };
    }
}

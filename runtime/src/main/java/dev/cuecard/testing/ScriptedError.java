package dev.cuecard.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mock that answers with an error. */
public final class ScriptedError extends MockModel {

    private static final long MILLIS = 1_000;

    private final int status;
    private final String message;
    private final @Nullable Duration retryAfter;

    ScriptedError(int status, String message, @Nullable Duration retryAfter) {
        if (status < 300 || status > 599) {
            throw new IllegalArgumentException("MockModel.answering(" + status
                    + ", …): the status of an error is from 300 to 599; a good answer is scripted with streaming(…)");
        }
        this.status = status;
        this.message = Pieces.checked(message);
        this.retryAfter = retryAfter;
    }

    /**
     * Asks the caller to wait before it tries again, in the headers of the answer. Without it a call waits as it does
     * for a provider that asks for nothing: up to half a second, then up to a second. {@code Duration.ZERO} makes it try
     * again at once.
     *
     * @param wait 0 or more, in whole milliseconds
     * @return the changed mock
     */
    public ScriptedError retryAfter(Duration wait) {
        return new ScriptedError(status, message, notNegative("retryAfter", wait));
    }

    @Override
    List<Script> scripts() {
        return List.of(ticket -> new Answer(
                status, headers(), List.of(Answer.bytes(ticket.writer().error(status, message)))));
    }

    private Map<String, String> headers() {
        if (retryAfter == null) {
            return Map.of();
        }
        long millis = retryAfter.toMillis();
        // Not every provider knows the exact one; the usual one has whole seconds.
        return Map.of(
                "retry-after-ms", String.valueOf(millis),
                "Retry-After", String.valueOf((millis + MILLIS - 1) / MILLIS));
    }
}

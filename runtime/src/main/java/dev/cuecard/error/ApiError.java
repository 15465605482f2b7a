package dev.cuecard.error;

import java.time.Duration;
import java.util.Optional;

/**
 * What a provider said went wrong, whether as an HTTP status with a body or as an event inside a stream.
 *
 * @param provider the provider's name, {@code "openai"} for one
 * @param status the HTTP status; for an error inside a 200 answer the status that its code stands for, else 200
 * @param type the provider's word for the kind of error, empty where it gave none
 * @param code the provider's error code, empty where it gave none
 * @param message the provider's own sentence, empty where it gave none
 * @param requestId the provider's id of the request, empty where it gave none
 * @param body the beginning of the body, without keys
 * @param retryAfter how long the provider asks to wait, if it does
 * @param shouldRetry the provider's own word on whether to try again, if it gave one
 */
public record ApiError(
        String provider,
        int status,
        String type,
        String code,
        String message,
        String requestId,
        String body,
        Optional<Duration> retryAfter,
        Optional<Boolean> shouldRetry) {

    /** The most characters of a body that are kept. */
    public static final int BODY_EXCERPT = 2_000;

    /**
     * Makes an error and cuts its body to an excerpt.
     */
    public ApiError {
        if (body.length() > BODY_EXCERPT) {
            body = body.substring(0, BODY_EXCERPT) + "…";
        }
    }

    /**
     * Tells whether another attempt may succeed: after 408, 409, 429 (unless the quota is used up) and 5xx, unless the
     * provider itself said otherwise.
     *
     * @return true if it may
     */
    public boolean retryable() {
        if (type.equals("insufficient_quota") || code.equals("insufficient_quota")) {
            return false;
        }
        return shouldRetry.orElse(status == 408 || status == 409 || status == 429 || status >= 500);
    }

    /**
     * Tells whether it was the key that was refused. Google says so with status 400 and a code.
     *
     * @return true if another key is needed
     */
    public boolean refusesKey() {
        return status == 401 || status == 403 || code.equals("API_KEY_INVALID");
    }

    /**
     * Puts the error into a sentence.
     *
     * @return provider, status, type, the provider's own words and the request's id, as far as they are known
     */
    public String describe() {
        StringBuilder text = new StringBuilder(provider);
        text.append(status == 200 ? " answered with an error" : " answered HTTP " + status);
        if (!type.isEmpty() || !code.isEmpty()) {
            String both = type.isEmpty() || code.isEmpty() || type.equals(code) ? "" : ", ";
            text.append(" (")
                    .append(type)
                    .append(both)
                    .append(type.equals(code) ? "" : code)
                    .append(')');
        }
        String words = !message.isEmpty() ? message : body.length() > 200 ? body.substring(0, 200) + "…" : body;
        text.append(words.isBlank() ? " without a word of explanation" : ": " + words.strip());
        if (!requestId.isEmpty()) {
            text.append(" [request ").append(requestId).append(']');
        }
        return text.toString();
    }
}

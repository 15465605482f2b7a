package dev.cuecard.error;

import dev.cuecard.stream.StreamResult;

/**
 * A provider answered with an error.
 *
 * <p>Before the first chunk it comes out as it is; an error event after a chunk is a
 * {@link dev.cuecard.stream.StreamInterruptedException} with one of these as its cause.
 *
 * <p>What it carries beyond message and cause does not survive Java serialization.
 */
public class ApiException extends PromptException {

    private static final long serialVersionUID = 1L;

    private final transient ApiError error;
    private final transient StreamResult partial;

    /**
     * Makes an exception.
     *
     * @param message what is wrong and how to mend it; never holds a key
     * @param error what the provider said
     * @param partial what was received before
     */
    protected ApiException(String message, ApiError error, StreamResult partial) {
        super(message, null);
        this.error = error;
        this.partial = partial;
    }

    /**
     * Makes the exception that stands for an error's status.
     *
     * @param error what the provider said
     * @param hint what to do about it, or empty
     * @param partial what was received before
     * @return an exception of the subclass that the status calls for
     */
    public static ApiException of(ApiError error, String hint, StreamResult partial) {
        String message = error.describe() + (hint.isEmpty() ? "" : "\n" + hint);
        int status = error.status();
        if (status == 401 || status == 403) {
            return new AuthenticationException(message, error, partial);
        }
        if (status == 429) {
            return new RateLimitException(message, error, partial);
        }
        if (status == 400 || status == 404 || status == 413 || status == 422) {
            return new BadRequestException(message, error, partial);
        }
        if (status >= 500) {
            return new ServerException(message, error, partial);
        }
        return new ApiException(message, error, partial);
    }

    /**
     * Returns the HTTP status of the answer.
     *
     * @return the status; 200 where an error came in an answer that began well and its code stands for no status
     */
    public int status() {
        return error.status();
    }

    /**
     * Returns the name of the provider that answered.
     *
     * @return the name, {@code "openai"} for one
     */
    public String provider() {
        return error.provider();
    }

    /**
     * Returns the provider's id of the request, to quote to its support.
     *
     * @return the id, or empty where the answer had none
     */
    public String requestId() {
        return error.requestId();
    }

    /**
     * Returns the provider's word for the kind of error.
     *
     * @return {@code "invalid_request_error"} for one, or empty where the answer had none
     */
    public String errorType() {
        return error.type();
    }

    /**
     * Returns the beginning of the answer's body.
     *
     * @return at most {@value ApiError#BODY_EXCERPT} characters, without keys
     */
    public String body() {
        return error.body();
    }

    /**
     * Tells whether another attempt may succeed.
     *
     * @return true if it may
     */
    public boolean retryable() {
        return error.retryable();
    }

    /**
     * Returns everything that the provider said.
     *
     * @return the error
     */
    public ApiError error() {
        return error;
    }

    /**
     * Returns what was received before the error.
     *
     * @return the partial result, empty before the first chunk
     */
    public StreamResult partial() {
        return partial;
    }
}

package dev.cuecard.provider;

import java.util.Objects;
import java.util.function.Function;

/**
 * An answer that is an error, for a provider to read.
 *
 * @param status the HTTP status
 * @param headers gives a header's value by its name in any case, empty where the answer has no such header
 * @param body the beginning of the body as text, without keys
 */
public record ErrorResponse(int status, Function<String, String> headers, String body) {

    /** Makes a response. */
    public ErrorResponse {
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
    }
}

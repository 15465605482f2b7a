package dev.cuecard.error;

import dev.cuecard.stream.StreamResult;

/** The provider could not use the request: HTTP 400, 404, 413 or 422. */
public final class BadRequestException extends ApiException {

    private static final long serialVersionUID = 1L;

    BadRequestException(String message, ApiError error, StreamResult partial) {
        super(message, error, partial);
    }
}

package dev.cuecard.error;

import dev.cuecard.stream.StreamResult;

/** The provider refused the key: HTTP 401 or 403. */
public final class AuthenticationException extends ApiException {

    private static final long serialVersionUID = 1L;

    AuthenticationException(String message, ApiError error, StreamResult partial) {
        super(message, error, partial);
    }
}

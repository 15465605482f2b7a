package dev.cuecard.error;

import dev.cuecard.stream.StreamResult;

/** The provider failed or is overloaded: HTTP 5xx, 529 among them. */
public final class ServerException extends ApiException {

    private static final long serialVersionUID = 1L;

    ServerException(String message, ApiError error, StreamResult partial) {
        super(message, error, partial);
    }
}

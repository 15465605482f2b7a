package dev.cuecard.http;

import java.io.IOException;

/** No connection was made, so nothing of the request was sent. The message names host and port. */
public final class ConnectFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean timedOut;

    /**
     * Makes an exception.
     *
     * @param message what failed where
     * @param timedOut whether it was the connect timeout
     * @param cause what the system said
     */
    public ConnectFailedException(String message, boolean timedOut, IOException cause) {
        super(message, cause);
        this.timedOut = timedOut;
    }

    /**
     * Tells whether it was the connect timeout that ended the attempt.
     *
     * @return true after a timeout, false after a refusal
     */
    public boolean timedOut() {
        return timedOut;
    }
}

package dev.cuecard.stream;

import org.jspecify.annotations.Nullable;

/** The connection was lost, the stream was cut before its end marker, or an error event came in it. */
public final class StreamInterruptedException extends StreamException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what broke, and how to mend it
     * @param partial what was received
     * @param cause what led to it, or null
     */
    public StreamInterruptedException(String message, StreamResult partial, @Nullable Throwable cause) {
        super(message, partial, cause);
    }
}

package dev.cuecard.stream;

import org.jspecify.annotations.Nullable;

/** A deadline was missed. */
public final class StreamTimeoutException extends StreamException {

    private static final long serialVersionUID = 1L;

    /** The deadline that was missed. */
    private final Deadline deadline;

    /**
     * Makes an exception.
     *
     * @param message which deadline was missed, and how to change it
     * @param deadline the deadline
     * @param partial what was received
     * @param cause what led to it, or null
     */
    public StreamTimeoutException(String message, Deadline deadline, StreamResult partial, @Nullable Throwable cause) {
        super(message, partial, cause);
        this.deadline = deadline;
    }

    /**
     * Returns the deadline that was missed.
     *
     * @return the deadline
     */
    public Deadline deadline() {
        return deadline;
    }
}

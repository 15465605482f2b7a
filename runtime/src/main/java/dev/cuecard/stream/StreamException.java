package dev.cuecard.stream;

import dev.cuecard.error.PromptException;
import org.jspecify.annotations.Nullable;

/**
 * A stream that did not come to its end. What had been received is kept in {@link #partial()}, which does not survive
 * Java serialization.
 */
public abstract sealed class StreamException extends PromptException
        permits StreamInterruptedException, StreamTimeoutException, RefusalException, MalformedChunkException {

    private static final long serialVersionUID = 1L;

    private final transient StreamResult partial;

    /**
     * Makes an exception.
     *
     * @param message what is wrong, where, and how to mend it
     * @param partial what was received
     * @param cause what led to it, or null
     */
    protected StreamException(String message, StreamResult partial, @Nullable Throwable cause) {
        super(message, cause);
        this.partial = partial;
    }

    /**
     * Returns what was received before the stream ended.
     *
     * @return the partial result
     */
    public StreamResult partial() {
        return partial;
    }
}

package dev.cuecard.stream;

import org.jspecify.annotations.Nullable;

/** What the provider sent could not be read. */
public final class MalformedChunkException extends StreamException {

    private static final long serialVersionUID = 1L;

    /** The text that could not be read. */
    private final String json;

    /**
     * Makes an exception.
     *
     * @param message what could not be read, and why
     * @param json the text that could not be read, cut where it is very long
     * @param partial what was received before
     * @param cause what led to it, or null
     */
    public MalformedChunkException(String message, String json, StreamResult partial, @Nullable Throwable cause) {
        super(message, partial, cause);
        this.json = json;
    }

    /**
     * Returns the text that could not be read.
     *
     * @return the text, cut where it is very long
     */
    public String json() {
        return json;
    }
}

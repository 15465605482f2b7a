package dev.cuecard.error;

import org.jspecify.annotations.Nullable;

/** The root of everything that Cuecard throws for what lies outside the caller's code. */
public abstract class PromptException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what is wrong, where, and how to mend it; never holds a key
     * @param cause what led to it, or null
     */
    protected PromptException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package dev.cuecard.error;

import org.jspecify.annotations.Nullable;

/** A setting is missing or unusable: no key, an unknown provider, an option the provider lacks. The message names it. */
public final class ConfigurationException extends PromptException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what is wrong and which setting mends it; never holds a key
     */
    public ConfigurationException(String message) {
        this(message, null);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what is wrong and which setting mends it; never holds a key
     * @param cause what led to it, or null
     */
    public ConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

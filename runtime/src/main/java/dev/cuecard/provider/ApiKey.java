package dev.cuecard.provider;

import java.util.Objects;

/**
 * A key, and where it came from. Only {@link #reveal()} gives it away: no {@code toString}, log or message shows it.
 */
public final class ApiKey {

    private final String value;
    private final String origin;

    /**
     * Makes a key.
     *
     * @param value the key
     * @param origin where it was set, as a reader of a message would look for it
     */
    public ApiKey(String value, String origin) {
        this.value = Objects.requireNonNull(value, "value");
        this.origin = Objects.requireNonNull(origin, "origin");
    }

    /**
     * Returns the key itself, for a request's header and for nothing else.
     *
     * @return the key
     */
    public String reveal() {
        return value;
    }

    /**
     * Returns where the key was set.
     *
     * @return {@code environment variable OPENAI_API_KEY} for one
     */
    public String origin() {
        return origin;
    }

    /**
     * Takes the key out of a text that came from outside, also where it is written as JSON, a URL or HTML writes it, or is
     * cut short at the end of the text or of an excerpt.
     *
     * @param text any text
     * @return the text with {@code [key]} in place of the key; the text itself for a key of less than four characters, which
     *     any word might hold
     */
    public String redact(String text) {
        return value.length() < 4 ? text : KeyWritings.replace(value, text, "[key]");
    }

    @Override
    public String toString() {
        return "ApiKey[" + origin + "]";
    }
}

package dev.cuecard.message;

import java.util.Locale;

/** Who speaks in a turn of a conversation. */
public enum Role {
    /** Instructions that hold for the whole conversation. */
    SYSTEM,
    /** Instructions of the application's developer; OpenAI's newer word for system. */
    DEVELOPER,
    /** The person, or whoever stands in for one. */
    USER,
    /** The model. */
    ASSISTANT,
    /** The outcome of a tool that the model called. */
    TOOL;

    /**
     * Returns the role as wires spell it.
     *
     * @return the name in lower case
     */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

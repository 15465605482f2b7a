package dev.cuecard.provider;

import java.nio.charset.StandardCharsets;

/**
 * An event of an answer's body, cut out but not read.
 */
public final class WireEvent {

    private final String name;
    private final byte[] data;
    private final boolean terminated;

    /**
     * Makes an event.
     *
     * @param name the event's name, empty where it has none
     * @param data its data in UTF-8; not copied, and not to be changed
     * @param terminated false if the body ended before the event did
     */
    public WireEvent(String name, byte[] data, boolean terminated) {
        this.name = name;
        this.data = data;
        this.terminated = terminated;
    }

    /**
     * Returns the event's name.
     *
     * @return the name, empty where it has none
     */
    public String name() {
        return name;
    }

    /**
     * Returns the event's data.
     *
     * @return the bytes themselves, not to be changed
     */
    public byte[] data() {
        return data;
    }

    /**
     * Tells whether the event was closed. What is cut off with the body may be incomplete.
     *
     * @return false if the body ended before the event did
     */
    public boolean terminated() {
        return terminated;
    }

    @Override
    public String toString() {
        return new String(data, StandardCharsets.UTF_8);
    }
}

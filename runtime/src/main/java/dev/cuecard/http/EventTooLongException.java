package dev.cuecard.http;

import java.io.IOException;

/** An event of an answer is longer than the client allows. */
public final class EventTooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    private final long seen;

    EventTooLongException(int limit, long seen) {
        super("an event of the answer is longer than the limit of " + limit + " bytes: " + seen
                + " bytes had come when reading was stopped; PromptClient.builder().maxEventBytes(n) sets the limit");
        this.seen = seen;
    }

    /** How many bytes of the event had come. */
    long seen() {
        return seen;
    }
}

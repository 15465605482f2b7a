package dev.cuecard.http;

import dev.cuecard.provider.WireEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the body of an answer into events, in their order. An event is given as soon as its last byte is there. Used by
 * one thread at a time.
 */
public interface EventReader {

    /** The name of the event in which a page of HTML is given. No server-sent event can have it: their names end with the line. */
    String PAGE = "\npage";

    /**
     * Waits for the next event.
     *
     * <p>Where the body breaks off inside an event, what came of it is given first, marked as not terminated, and the
     * next call throws. Once it has thrown, it throws the same exception again.
     *
     * @return the event, or null at the end of the body
     * @throws EventTooLongException if an event is longer than the limit
     * @throws IOException if the connection is lost, or the call was cancelled
     */
    @Nullable
    WireEvent next() throws IOException;
}

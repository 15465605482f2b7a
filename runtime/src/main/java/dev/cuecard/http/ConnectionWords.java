package dev.cuecard.http;

import java.io.EOFException;
import org.jspecify.annotations.Nullable;

/** What the exception of a connection says. */
public final class ConnectionWords {

    /** What Okio puts before the bytes, in hexadecimal, among which it found no line end. */
    private static final String BYTES = " content=";

    private ConnectionWords() {}

    /**
     * Returns an exception's message, but where it shows the bytes of an answer: nobody reads these, and they may be a key that
     * a server gave back.
     *
     * @param failure the exception
     * @return the message, or null where it has none
     */
    public static @Nullable String of(Throwable failure) {
        String message = failure.getMessage();
        return failure instanceof EOFException && message != null && message.contains(BYTES)
                ? "a line has no end"
                : message;
    }
}

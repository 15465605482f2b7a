package dev.cuecard.http;

import dev.cuecard.provider.WireEvent;
import java.io.IOException;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a body on their way into a reader, without a byte order mark at their beginning. A connection that is
 * lost looks like an end here, so that a reader can first give what it holds; {@link #end()} then throws.
 */
final class ByteFeed {

    private static final ByteString BYTE_ORDER_MARK = ByteString.decodeHex("efbbbf");

    private final BufferedSource source;
    private final Buffer buffer;
    private boolean begun;
    private boolean ended;
    private @Nullable IOException failure;

    ByteFeed(BufferedSource source) {
        this.source = source;
        this.buffer = source.getBuffer();
    }

    /** What has come and was not yet taken. */
    Buffer buffer() {
        return buffer;
    }

    /** Waits until the buffer holds more than it does; false once the body has ended, whatever ended it. */
    boolean more() {
        if (ended) {
            return false;
        }
        try {
            ended = !source.request(buffer.size() + 1);
            if (!begun) {
                begun = true;
                return skipByteOrderMark();
            }
        } catch (IOException e) {
            failure = e;
            ended = true;
        }
        return !ended;
    }

    private boolean skipByteOrderMark() throws IOException {
        if (!ended && buffer.getByte(0) == BYTE_ORDER_MARK.getByte(0) && source.rangeEquals(0, BYTE_ORDER_MARK)) {
            buffer.skip(BYTE_ORDER_MARK.size());
            ended = !source.request(1);
        }
        return !ended;
    }

    /** Waits for a byte that is no white space and skips what is before it; false where none comes any more. */
    boolean skipBlanks() throws IOException {
        while (!buffer.exhausted() || more()) {
            byte next = buffer.getByte(0);
            if (next != ' ' && next != '\t' && next != '\r' && next != '\n') {
                return true;
            }
            buffer.skip(1);
        }
        return false;
    }

    /** Whether the body broke off. */
    boolean cut() {
        return failure != null;
    }

    /** What a reader answers when all is taken: null after a clean end. */
    @Nullable
    WireEvent end() throws IOException {
        if (failure != null) {
            throw failure;
        }
        return null;
    }

    /** Ends the reading because of an event that is too long. */
    EventTooLongException tooLong(int limit, long seen) {
        EventTooLongException tooLong = new EventTooLongException(limit, seen);
        buffer.clear();
        failure = tooLong;
        ended = true;
        return tooLong;
    }
}

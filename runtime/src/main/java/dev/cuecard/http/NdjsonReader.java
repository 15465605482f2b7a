package dev.cuecard.http;

import dev.cuecard.provider.WireEvent;
import java.io.IOException;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON value a line. Blank lines are skipped. The last line needs no line end; an object without one is marked, for a
 * proxy whose own connection was lost may end the body well in the middle of it.
 */
final class NdjsonReader implements EventReader {

    private final ByteFeed feed;
    private final Buffer buffer;
    private final int maxEventBytes;

    NdjsonReader(ByteFeed feed, int maxEventBytes) {
        this.feed = feed;
        this.buffer = feed.buffer();
        this.maxEventBytes = maxEventBytes;
    }

    @Override
    public @Nullable WireEvent next() throws IOException {
        if (!feed.skipBlanks()) {
            return feed.end();
        }
        long scanned = 0;
        while (true) {
            long end = buffer.indexOf((byte) '\n', scanned);
            if (end >= 0) {
                WireEvent event = take(end, true);
                buffer.skip(1);
                return event;
            }
            scanned = buffer.size();
            // One more than the limit may be the CR of a line end that is still to come.
            if (scanned > maxEventBytes + 1L) {
                throw feed.tooLong(maxEventBytes, scanned);
            }
            if (!feed.more()) {
                boolean mayBeCut = feed.cut() || buffer.getByte(0) == '{';
                return take(buffer.size(), !mayBeCut);
            }
        }
    }

    /** Takes a line of so many bytes, of which a CR at the end is none of the event's. */
    private WireEvent take(long length, boolean terminated) throws IOException {
        boolean carriageReturn = buffer.getByte(length - 1) == '\r';
        long data = carriageReturn ? length - 1 : length;
        if (data > maxEventBytes) {
            throw feed.tooLong(maxEventBytes, data);
        }
        WireEvent event = new WireEvent("", buffer.readByteArray(data), terminated);
        buffer.skip(length - data);
        return event;
    }
}

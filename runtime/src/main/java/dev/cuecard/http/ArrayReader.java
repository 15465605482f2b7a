package dev.cuecard.http;

import dev.cuecard.provider.WireEvent;
import java.io.IOException;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a JSON array into its elements, each of which is given as soon as it is closed: so Google's servers stream where the
 * query that asks for server-sent events got lost on the way. What is no JSON is cut somehow, for the decoder to refuse.
 */
final class ArrayReader implements EventReader {

    private final ByteFeed feed;
    private final Buffer buffer;
    private final int maxEventBytes;
    private boolean opened;
    private boolean closed;

    ArrayReader(ByteFeed feed, int maxEventBytes) {
        this.feed = feed;
        this.buffer = feed.buffer();
        this.maxEventBytes = maxEventBytes;
    }

    @Override
    public @Nullable WireEvent next() throws IOException {
        while (!closed && feed.skipBlanks()) {
            byte next = buffer.getByte(0);
            if (next == ']') {
                closed = true;
            } else if (next != ',' && (opened || next != '[')) {
                return element();
            }
            opened = true;
            buffer.skip(1);
        }
        return feed.end();
    }

    private WireEvent element() throws IOException {
        Buffer element = new Buffer();
        int depth = 0;
        boolean quoted = false;
        boolean escaped = false;
        while (!buffer.exhausted() || feed.more()) {
            byte next = buffer.getByte(0);
            if (!quoted && depth == 0 && (next == ',' || next == ']')) {
                return event(element, true);
            }
            element.writeByte(buffer.readByte());
            if (element.size() > maxEventBytes) {
                throw feed.tooLong(maxEventBytes, element.size());
            }
            if (quoted) {
                quoted = escaped || next != '"';
                escaped = !escaped && next == '\\';
            } else if (next == '"') {
                quoted = true;
            } else if (next == '{' || next == '[') {
                depth++;
            } else if ((next == '}' || next == ']') && --depth == 0) {
                return event(element, true);
            }
        }
        return event(element, false);
    }

    private static WireEvent event(Buffer element, boolean terminated) {
        return new WireEvent("", element.readByteArray(), terminated);
    }
}

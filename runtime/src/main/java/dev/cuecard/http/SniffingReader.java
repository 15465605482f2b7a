package dev.cuecard.http;

import dev.cuecard.provider.WireEvent;
import java.io.IOException;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the beginning of what should be a stream of server-sent events. Some servers answer 200 with an error in
 * JSON, with a whole reply to a request that asked for a stream, or, a proxy on the way, with a page of HTML.
 */
final class SniffingReader implements EventReader {

    private final ByteFeed feed;
    private final int maxEventBytes;
    private @Nullable EventReader reader;

    SniffingReader(ByteFeed feed, int maxEventBytes) {
        this.feed = feed;
        this.maxEventBytes = maxEventBytes;
    }

    @Override
    public @Nullable WireEvent next() throws IOException {
        if (reader == null) {
            reader = choose();
        }
        return reader.next();
    }

    private EventReader choose() throws IOException {
        Buffer buffer = feed.buffer();
        boolean indented = false;
        while (!buffer.exhausted() || feed.more()) {
            byte next = buffer.getByte(0);
            if (next == '{' || next == '[') {
                return new WholeReader(feed, maxEventBytes, "");
            }
            if (next == '<') {
                return new WholeReader(feed, maxEventBytes, "html");
            }
            boolean lineEnd = next == '\r' || next == '\n';
            if (!lineEnd && next != ' ' && next != '\t') {
                break;
            }
            indented = !lineEnd;
            buffer.skip(1);
        }
        SseReader events = new SseReader(feed, maxEventBytes);
        if (indented) {
            // No field has a name that begins with a blank.
            events.skipLine();
        }
        return events;
    }
}

package dev.cuecard.http;

import dev.cuecard.provider.WireEvent;
import dev.cuecard.provider.WireRequest.Framing;
import java.io.IOException;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the beginning of a body before it is cut as was asked for. Some servers answer 200 with an error in JSON where a
 * stream of server-sent events should come, with a whole reply, with a JSON array of chunks, or, a proxy on the way, with a
 * page of HTML.
 */
final class SniffingReader implements EventReader {

    private final ByteFeed feed;
    private final Framing framing;
    private final int maxEventBytes;
    private @Nullable EventReader reader;

    SniffingReader(ByteFeed feed, Framing framing, int maxEventBytes) {
        this.feed = feed;
        this.framing = framing;
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
            if (next == '<') {
                return new WholeReader(feed, maxEventBytes, PAGE);
            }
            if (framing == Framing.SSE && next == '{') {
                return new WholeReader(feed, maxEventBytes, "");
            }
            if (framing == Framing.SSE && next == '[') {
                return new ArrayReader(feed, maxEventBytes);
            }
            boolean lineEnd = next == '\r' || next == '\n';
            if (!lineEnd && next != ' ' && next != '\t') {
                break;
            }
            indented = !lineEnd;
            buffer.skip(1);
        }
        return switch (framing) {
            case SSE -> events(indented);
            case NDJSON -> new NdjsonReader(feed, maxEventBytes);
            case JSON -> new WholeReader(feed, maxEventBytes, "");
        };
    }

    private SseReader events(boolean indented) throws IOException {
        SseReader events = new SseReader(feed, maxEventBytes);
        if (indented) {
            // No field has a name that begins with a blank.
            events.skipLine();
        }
        return events;
    }
}

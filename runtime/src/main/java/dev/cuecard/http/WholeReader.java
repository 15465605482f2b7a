package dev.cuecard.http;

import dev.cuecard.provider.WireEvent;
import java.io.IOException;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Reads a body as one event: an answer that is not streamed, or an error in place of a stream. A blank body has none. */
final class WholeReader implements EventReader {

    private final ByteFeed feed;
    private final int maxEventBytes;
    private final String name;

    WholeReader(ByteFeed feed, int maxEventBytes, String name) {
        this.feed = feed;
        this.maxEventBytes = maxEventBytes;
        this.name = name;
    }

    @Override
    public @Nullable WireEvent next() throws IOException {
        if (!feed.skipBlanks()) {
            return feed.end();
        }
        Buffer buffer = feed.buffer();
        boolean open = true;
        while (open) {
            if (buffer.size() > maxEventBytes) {
                throw feed.tooLong(maxEventBytes, buffer.size());
            }
            open = feed.more();
        }
        return new WireEvent(name, buffer.readByteArray(), !feed.cut());
    }
}

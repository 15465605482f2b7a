package dev.cuecard.wire;

import java.io.EOFException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON parser that reads one event after the other: a new one for each event would cost more than the reading. To its
 * Jackson parser the events are one long input of many values.
 *
 * <p>It is lent to one event at a time. Closing it gives it back, if {@link #finish()} found the event's value read to its
 * end; what stopped anywhere else is thrown away, so that nothing of one event can get into the next. Idle ones are shared
 * by all streams: there are as many as there are threads that read at the same moment, and no more than a few.
 */
public final class EventParser implements AutoCloseable {

    /** After so many bytes a new one is made: the names of fields, which a parser keeps, are the server's to choose. */
    private static final long MAX_BYTES = 256 * 1024;

    private static final int PLACES = 16;

    private static final AtomicReferenceArray<@Nullable EventParser> IDLE = new AtomicReferenceArray<>(PLACES);

    /** An event is UTF-8, whatever it looks like; and to look would be to read before there is one. */
    private static final JsonFactory FACTORY = WireJson.FACTORY
            .rebuild()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .build();

    private final Feed feed = new Feed();
    private final Rest rest = new Rest();
    private final JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), feed);
    private boolean finished;

    private EventParser() {}

    /**
     * Lends a parser for an event.
     *
     * @param data the event's bytes, not to be changed until the parser is closed
     */
    public static EventParser of(byte[] data) {
        int place = place();
        EventParser idle = IDLE.get(place);
        EventParser lent = idle != null && IDLE.compareAndSet(place, idle, null) ? idle : new EventParser();
        lent.feed.next(data);
        lent.finished = false;
        return lent;
    }

    /** Threads that read at the same time are to meet different parsers. */
    private static int place() {
        return (int) Thread.currentThread().getId() & (PLACES - 1);
    }

    /** Returns the Jackson parser, to be used until this one is closed. */
    public JsonParser json() {
        return parser;
    }

    /**
     * Leaves the event behind, whose object or array has been read to its end.
     *
     * @return whether nothing but white space follows it
     */
    public boolean finish() {
        JsonToken last = parser.currentToken();
        finished =
                last != null && last.isStructEnd() && parser.streamReadContext().inRoot();
        rest.blank = true;
        parser.releaseBuffered(rest);
        return finished && rest.blank && feed.isBlank();
    }

    @Override
    public void close() {
        if (!finished || feed.given > MAX_BYTES) {
            parser.close();
        } else {
            IDLE.set(place(), this);
        }
    }

    /** Gives where in the event's bytes a place of the parser's lies. */
    static int offset(JsonParser parser, long byteOffset) {
        return (int) (parser.streamReadInputSource() instanceof Feed feed ? byteOffset - feed.start : byteOffset);
    }

    /** The events. To read beyond one is a failure and not an end, at which Jackson would forget where it reads from. */
    private static final class Feed extends InputStream {

        private byte[] data = {};
        private int position;

        /** How many bytes were given, and how many of them before this event. */
        private long given;

        private long start;

        void next(byte[] event) {
            data = event;
            position = EventBytes.startsWithByteOrderMark(event) ? EventBytes.BYTE_ORDER_MARK : 0;
            start = given - position;
        }

        boolean isBlank() {
            return EventBytes.isBlank(data, position);
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws EOFException {
            int count = Math.min(length, data.length - position);
            if (count == 0) {
                throw new EOFException("the JSON breaks off");
            }
            System.arraycopy(data, position, into, offset, count);
            position += count;
            given += count;
            return count;
        }
    }

    /** What a parser had in its buffer behind a value. */
    private static final class Rest extends OutputStream {

        private boolean blank;

        @Override
        public void write(int b) {
            blank &= EventBytes.isBlank((byte) b);
        }
    }
}

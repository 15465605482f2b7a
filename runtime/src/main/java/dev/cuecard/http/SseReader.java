package dev.cuecard.http;

import dev.cuecard.provider.WireEvent;
import java.io.EOFException;
import java.io.IOException;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events, as the HTML standard defines the format, with two liberties: an event that the end of the
 * body cuts off is given and marked, not dropped; and a field {@code error}, which llama.cpp sends, is an event of that
 * name.
 *
 * <p>Bytes stay bytes: a line is looked for in Okio's buffer and its data is copied once, into the event. Only an event
 * of several data lines is put together elsewhere.
 */
final class SseReader implements EventReader {

    private static final ByteString DATA = ByteString.encodeUtf8("data");
    private static final ByteString EVENT = ByteString.encodeUtf8("event");
    private static final ByteString ERROR = ByteString.encodeUtf8("error");

    /** What a line may hold besides its value: the longest name of a field, a colon, a space. */
    private static final int MAX_FIELD_NAME = 7;

    private static final long NO_LINE = -1;

    private final ByteFeed feed;
    private final Buffer buffer;
    private final LineEnds lineEnds;
    private final int maxEventBytes;

    /** The last line ended with a CR; an LF that comes next belongs to it. */
    private boolean skipLineFeed;

    private String name = "";
    private byte @Nullable [] data;
    private @Nullable Buffer lines;

    /** Names repeat from event to event: the last one is kept in both its forms. */
    private ByteString knownName = ByteString.EMPTY;

    private String knownNameText = "";

    SseReader(ByteFeed feed, int maxEventBytes) {
        this.feed = feed;
        this.buffer = feed.buffer();
        this.lineEnds = new LineEnds(buffer);
        this.maxEventBytes = maxEventBytes;
    }

    @Override
    public @Nullable WireEvent next() throws IOException {
        while (true) {
            long length = awaitLine();
            if (length == NO_LINE) {
                return rest();
            }
            if (length > 0) {
                readField(length);
            }
            endLine();
            if (length == 0) {
                if (data != null) {
                    return event(data, true);
                }
                name = "";
            }
        }
    }

    /** Waits for a whole line that is no comment; gives its length without its end. */
    private long awaitLine() throws IOException {
        if (!beginLine()) {
            return NO_LINE;
        }
        byte first = buffer.getByte(0);
        if (first == '\n' || first == '\r') {
            return 0;
        }
        long longest = maxEventBytes - held() + MAX_FIELD_NAME;
        long scanned = 0;
        while (true) {
            long length = lineEnds.find(scanned);
            scanned = buffer.size();
            long seen = length < 0 ? scanned : length;
            if (seen > longest) {
                throw tooLong(held() + seen);
            }
            if (length >= 0) {
                return length;
            }
            if (!feed.more()) {
                return NO_LINE;
            }
        }
    }

    private boolean beginLine() throws IOException {
        while (!buffer.exhausted() || feed.more()) {
            byte first = buffer.getByte(0);
            boolean ofLastLine = skipLineFeed && first == '\n';
            skipLineFeed = false;
            if (ofLastLine) {
                buffer.skip(1);
            } else if (first != ':') {
                return true;
            } else if (!skipLine()) {
                return false;
            }
        }
        return false;
    }

    /** Skips up to the end of a line, keeping nothing of it; false if the body ends first. */
    boolean skipLine() throws IOException {
        long length = lineEnds.find(0);
        while (length < 0) {
            buffer.clear();
            if (!feed.more()) {
                return false;
            }
            length = lineEnds.find(0);
        }
        buffer.skip(length);
        endLine();
        return true;
    }

    private void endLine() throws EOFException {
        skipLineFeed = buffer.readByte() == '\r';
    }

    private void readField(long length) throws IOException {
        if (isField(DATA, length)) {
            addData(skipToValue(DATA, length));
        } else if (isField(EVENT, length)) {
            name = readName(skipToValue(EVENT, length));
        } else if (isField(ERROR, length)) {
            name = "error";
            addData(skipToValue(ERROR, length));
        } else {
            buffer.skip(length);
        }
    }

    private boolean isField(ByteString field, long length) {
        int size = field.size();
        return length >= size && buffer.rangeEquals(0, field) && (length == size || buffer.getByte(size) == ':');
    }

    /** Skips a field's name, its colon and one space; gives the length of the value. */
    private long skipToValue(ByteString field, long length) throws EOFException {
        long start = Math.min(field.size() + 1, length);
        if (start < length && buffer.getByte(start) == ' ') {
            start++;
        }
        buffer.skip(start);
        return length - start;
    }

    private String readName(long length) throws EOFException {
        if (length == knownName.size() && buffer.rangeEquals(0, knownName)) {
            buffer.skip(length);
        } else {
            knownName = buffer.readByteString(length);
            knownNameText = knownName.utf8();
        }
        return knownNameText;
    }

    private void addData(long length) throws IOException {
        long whole = held() + (data == null ? 0 : 1) + length;
        if (whole > maxEventBytes) {
            throw tooLong(whole);
        }
        if (data == null) {
            data = buffer.readByteArray(length);
            return;
        }
        if (lines == null) {
            lines = new Buffer().write(data);
        }
        lines.writeByte('\n').write(buffer, length);
    }

    private long held() {
        if (lines != null) {
            return lines.size();
        }
        return data == null ? 0 : data.length;
    }

    private WireEvent event(byte[] firstLine, boolean terminated) {
        byte[] whole = lines == null ? firstLine : lines.readByteArray();
        WireEvent event = new WireEvent(name, whole, terminated);
        name = "";
        data = null;
        lines = null;
        return event;
    }

    /** What the end of the body left behind. The beginning of a field's name tells nothing and is dropped. */
    private @Nullable WireEvent rest() throws IOException {
        if (buffer.indexOf((byte) ':') >= 0) {
            readField(buffer.size());
        }
        buffer.clear();
        return data == null ? feed.end() : event(data, false);
    }

    private EventTooLongException tooLong(long seen) {
        data = null;
        lines = null;
        return feed.tooLong(maxEventBytes, seen);
    }
}

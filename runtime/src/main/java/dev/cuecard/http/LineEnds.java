package dev.cuecard.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import okio.Buffer;

/**
 * Looks for the first CR or LF in a buffer, eight bytes at a time: of all that is done to a byte of a stream, looking at it
 * is what is done most.
 */
final class LineEnds {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LINE_FEEDS = '\n' * LOW_BITS;
    private static final long CARRIAGE_RETURNS = '\r' * LOW_BITS;

    private final Buffer buffer;
    private final Buffer.UnsafeCursor cursor = new Buffer.UnsafeCursor();

    LineEnds(Buffer buffer) {
        this.buffer = buffer;
    }

    /** Gives the place of the first one, or -1 where there is none from a place on. */
    long find(long from) {
        if (from >= buffer.size()) {
            return -1;
        }
        buffer.readUnsafe(cursor);
        try {
            for (int length = cursor.seek(from); length >= 0; length = cursor.next()) {
                int found = find(cursor.data, cursor.start, cursor.end);
                if (found >= 0) {
                    return cursor.offset + found - cursor.start;
                }
            }
            return -1;
        } finally {
            cursor.close();
        }
    }

    static int find(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long word = (long) WORDS.get(bytes, i);
            long marks = zeroBytes(word ^ LINE_FEEDS) | zeroBytes(word ^ CARRIAGE_RETURNS);
            if (marks != 0) {
                return i + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                return i;
            }
        }
        return -1;
    }

    /** Sets the high bit of the lowest byte that is zero; above it, others may be set that should not. */
    private static long zeroBytes(long word) {
        return (word - LOW_BITS) & ~word & HIGH_BITS;
    }
}

package dev.cuecard.testing;

import dev.cuecard.wire.KeyMask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Takes keys out of a body on its way into a file. A key may come in two pieces, so the few bytes that may be the beginning
 * of one are held back until more is known; whoever reads the stream does not wait for that. Not thread-safe.
 */
final class BodyCleaner {

    /** No key is a longer word. */
    private static final int LONGEST_WORD = 4 * 1024;

    private final KeyRemoval keys;
    private final boolean error;
    private final Sink sink;
    private final Deque<Arrival> open = new ArrayDeque<>();
    private byte[] held = {};

    /**
     * Makes a cleaner.
     *
     * @param keys knows the key
     * @param error whether the body tells of an error: in these, servers quote half of the key that they refused
     * @param sink takes what is clean
     */
    BodyCleaner(KeyRemoval keys, boolean error, Sink sink) {
        this.keys = keys;
        this.error = error;
        this.sink = sink;
    }

    /** Where the clean body goes. */
    interface Sink {

        /** Takes bytes of the body. */
        void body(byte[] bytes) throws IOException;

        /** Takes note that of the bytes some came together; said once they have all been given. */
        void arrival(long micros, long bytes) throws IOException;
    }

    /** Bytes that came together, as far as they are still held back. */
    private static final class Arrival {
        final long micros;
        int left;
        long given;

        Arrival(long micros, int left) {
            this.micros = micros;
            this.left = left;
        }
    }

    /** Takes bytes in that came together. */
    void take(long micros, byte[] bytes) throws IOException {
        open.add(new Arrival(micros, bytes.length));
        byte[] all = bytes;
        if (held.length > 0) {
            all = Arrays.copyOf(held, held.length + bytes.length);
            System.arraycopy(bytes, 0, all, held.length, bytes.length);
        }
        int from = 0;
        for (int end = keys.endOfKey(all, from); end >= 0; end = keys.endOfKey(all, from)) {
            give(Arrays.copyOfRange(all, from, end));
            from = end;
        }
        byte[] rest = Arrays.copyOfRange(all, from, all.length);
        int back = Math.max(keys.begun(rest), error ? lastWord(rest) : 0);
        give(Arrays.copyOf(rest, rest.length - back));
        held = Arrays.copyOfRange(rest, rest.length - back, rest.length);
    }

    /** Gives what was held back: no more comes. */
    void finish() throws IOException {
        byte[] rest = held;
        held = new byte[0];
        give(rest);
    }

    private void give(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return;
        }
        byte[] clean = clean(bytes);
        sink.body(clean);
        boolean changed = clean != bytes;
        int left = bytes.length;
        while (left > 0) {
            Arrival oldest = open.element();
            int taken = Math.min(oldest.left, left);
            oldest.left -= taken;
            left -= taken;
            // What was changed belongs to the last of those that it came with.
            oldest.given += !changed ? taken : left == 0 ? clean.length : 0;
            if (oldest.left == 0) {
                open.remove();
                if (oldest.given > 0) {
                    sink.arrival(oldest.micros, oldest.given);
                }
            }
        }
    }

    private byte[] clean(byte[] bytes) {
        byte[] clean = keys.bytes(bytes);
        if (!error) {
            return clean;
        }
        String text = new String(clean, StandardCharsets.UTF_8);
        String masked = KeyMask.mask(text);
        return masked.equals(text) ? clean : masked.getBytes(StandardCharsets.UTF_8);
    }

    /** The length of the word at the end that may go on. */
    private static int lastWord(byte[] bytes) {
        int start = bytes.length;
        while (start > 0 && isOfWord(bytes[start - 1])) {
            start--;
        }
        int length = bytes.length - start;
        return length > LONGEST_WORD ? 0 : length;
    }

    /** What a key or its stars and dots consist of; whatever is not ASCII may be such a dot. */
    private static boolean isOfWord(byte b) {
        return b < 0
                || (b >= '0' && b <= '9')
                || (b >= 'A' && b <= 'Z')
                || (b >= 'a' && b <= 'z')
                || b == '-'
                || b == '_'
                || b == '*'
                || b == '.';
    }
}

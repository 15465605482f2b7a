package dev.cuecard.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JsonParser;

/**
 * What the events of a stream have in common. Most of them are the last one over again with another text in one place, so
 * once such an event has been parsed and it is known where its texts stand, the next is compared with it byte by byte and
 * only its text is read. Whatever differs anywhere else is for the parser.
 *
 * <p>That the two say the same but for the text needs no guess: a text takes part only if it holds neither quotes, escapes
 * nor control characters, so it ends where it seems to, and a parser that has come to its beginning and goes on behind its end
 * meets the same bytes in both.
 *
 * <p>One serves one stream, in three steps: {@link #begin} with an event to be parsed, {@link #read} and {@link #passOver} at
 * its texts, {@link #keep} if it can stand for others: if one that differs from it in these texts alone means the same but for
 * the text that counts.
 */
public final class EventShape {

    /** The text that counts, and one that does not, such as padding. */
    private static final int MAX_TEXTS = 2;

    /** After so many events in a row that are not like the one before, there is nothing to be won by trying. */
    private static final int MAX_MISSES = 16;

    /** Longer events are not held on to: there are few of them, and many streams. */
    private static final int MAX_BYTES = 16 * 1024;

    private static final int NONE = -1;

    private static final byte[] NOTHING = {};

    /** The event that is being parsed, and the one that was kept. */
    private Places parsed = new Places();

    private Places kept = new Places();

    private boolean anyKept;
    private int misses;

    /** An event, and where its texts stand in it. */
    private static final class Places {

        private byte[] event = NOTHING;
        private final int[] starts = new int[MAX_TEXTS];
        private final int[] ends = new int[MAX_TEXTS];
        private int texts;
        private int counted;
        private boolean unfit;

        void begin(byte[] data, boolean hopeless) {
            boolean tooLong = data.length > MAX_BYTES;
            event = tooLong ? NOTHING : data;
            texts = 0;
            counted = NONE;
            unfit = hopeless || tooLong;
        }

        void note(int from) {
            if (unfit || texts == MAX_TEXTS) {
                unfit = true;
                return;
            }
            boolean quoted = from > 0 && from <= event.length && event[from - 1] == '"';
            int to = quoted ? endOfText(event, from, texts == counted) : NONE;
            unfit = to == NONE || (texts > 0 && from <= ends[texts - 1]);
            starts[texts] = from;
            ends[texts] = to;
            texts++;
        }
    }

    /** Where the text that counts stands in the event that matched last. */
    private int start;

    private int end;

    /** Begins with an event that is going to be parsed. */
    public void begin(byte[] data) {
        parsed.begin(data, misses >= MAX_MISSES);
    }

    /** Notes the value that the parser stands on as the text that counts. There may be one in an event. */
    public void read(JsonParser parser) {
        parsed.unfit |= parsed.counted != NONE;
        parsed.counted = parsed.texts;
        note(parser);
    }

    /** Notes the value that the parser stands on as a text that may be another in each event and says nothing. */
    public void passOver(JsonParser parser) {
        note(parser);
    }

    private void note(JsonParser parser) {
        // Behind the opening quote.
        parsed.note(JsonText.start(parser) + 1);
    }

    /**
     * Keeps the event as what others may be like, in place of the one that was kept before, if its texts are fit for it.
     *
     * @return whether it was kept
     */
    public boolean keep() {
        if (parsed.unfit || parsed.counted == NONE) {
            return false;
        }
        Places before = kept;
        kept = parsed;
        parsed = before;
        anyKept = true;
        return true;
    }

    /** Tells whether an event is like the one that was kept, with a text that is not empty. */
    public boolean matches(byte[] data) {
        if (!anyKept) {
            return false;
        }
        byte[] event = kept.event;
        int ours = 0;
        int theirs = 0;
        for (int i = 0; i < kept.texts; i++) {
            int length = kept.starts[i] - ours;
            int from = theirs + length;
            if (from > data.length || !Arrays.equals(event, ours, kept.starts[i], data, theirs, from)) {
                return missed();
            }
            int to = endOfText(data, from, i == kept.counted);
            if (to == NONE) {
                return missed();
            }
            if (i == kept.counted) {
                start = from;
                end = to;
            }
            ours = kept.ends[i];
            theirs = to;
        }
        if (start == end || !Arrays.equals(event, ours, event.length, data, theirs, data.length)) {
            return missed();
        }
        misses = 0;
        return true;
    }

    private boolean missed() {
        misses++;
        return false;
    }

    /**
     * Reads the text of the event that matched last.
     *
     * @return the text, or "" where it is no UTF-8: that is for the parser to find
     */
    public String text(byte[] data) {
        String text = new String(data, start, end - start, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : "";
    }

    /**
     * Gives where the closing quote of a text stands, if it is the first byte from its beginning that is not plain. Of a text
     * that nobody reads nobody would find that it is no UTF-8, so it has to be ASCII.
     */
    private static int endOfText(byte[] data, int from, boolean mayBeLong) {
        for (int i = from; i < data.length; i++) {
            byte b = data[i];
            if (b == '"') {
                return i;
            }
            // Bytes of longer characters are negative.
            if (b == '\\' || (b < ' ' && !(b < 0 && mayBeLong))) {
                return NONE;
            }
        }
        return NONE;
    }
}

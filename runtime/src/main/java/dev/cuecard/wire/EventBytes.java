package dev.cuecard.wire;

import dev.cuecard.provider.ChunkDecoder.MalformedEventException;
import dev.cuecard.provider.WireEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/** What every decoder does with the bytes of an event, whatever they mean. */
public final class EventBytes {

    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

    /** The length of a byte order mark. */
    static final int BYTE_ORDER_MARK = 3;

    private static final int EXCERPT = 200;

    private EventBytes() {}

    /**
     * Reads bytes; those that are no UTF-8, as a model cut short in a character leaves them, become U+FFFD.
     *
     * @param <T> what is read
     * @param data the bytes
     * @param reader reads them, and may be called twice
     * @return what it read
     * @throws JacksonException if the reader cannot read them so either
     */
    public static <T> T read(byte[] data, Function<byte[], T> reader) {
        try {
            return reader.apply(data);
        } catch (JacksonException e) {
            byte[] mended = new String(data, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            if (Arrays.equals(mended, data)) {
                throw e;
            }
            return reader.apply(mended);
        }
    }

    /** Tells whether an event holds nothing. */
    public static boolean isBlank(byte[] data) {
        return isBlank(data, 0);
    }

    /** Tells whether nothing but white space stands in an event from a place on. */
    static boolean isBlank(byte[] data, int start) {
        return firstWord(data, start) == data.length;
    }

    /** Gives where the first byte stands that is not white space, or the length where there is none. */
    public static int firstWord(byte[] data) {
        return firstWord(data, 0);
    }

    private static int firstWord(byte[] data, int from) {
        int start = from;
        while (start < data.length && isBlank(data[start])) {
            start++;
        }
        return start;
    }

    /** Tells whether an event is OpenAI's end marker, {@code [DONE]}, and nothing else from its first word on. */
    public static boolean isDone(byte[] data, int start) {
        for (int i = 0; i < DONE.length; i++) {
            if (start + i >= data.length || data[start + i] != DONE[i]) {
                return false;
            }
        }
        return isBlank(data, start + DONE.length);
    }

    /** Tells whether an event begins with a byte order mark, as some editors put one before a text. */
    static boolean startsWithByteOrderMark(byte[] data) {
        return data.length >= BYTE_ORDER_MARK
                && data[0] == (byte) 0xEF
                && data[1] == (byte) 0xBB
                && data[2] == (byte) 0xBF;
    }

    /** Tells whether a byte is JSON's white space. */
    public static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    /**
     * Makes the exception for an event that cannot be read.
     *
     * @param provider who sent it
     * @param expected what it should have been, "a chat completion" for one
     * @param event the event
     * @param failure what the parser said
     * @return the exception
     */
    public static MalformedEventException malformed(
            String provider, String expected, WireEvent event, JacksonException failure) {
        JacksonException cause = diagnosis(event.data(), failure);
        String text = event.toString();
        String excerpt = text.length() > EXCERPT ? text.substring(0, EXCERPT) + "…" : text;
        // It quotes the word that it stumbled over.
        String quoted = cause.getOriginalMessage();
        return new MalformedEventException(
                KeyMask.mask(provider + " sent something that cannot be read as " + expected + ": " + quoted
                        + ". It reads: " + excerpt.strip()),
                KeyMask.mask(quoted).equals(quoted) ? cause : null);
    }

    /** A parser that is lent to many events knows less of where one ends than a parser of the event's own. */
    private static JacksonException diagnosis(byte[] data, JacksonException failure) {
        try (JsonParser parser = WireJson.parser(data)) {
            while (parser.nextToken() != null) {
                // What is wrong is told by an exception, or is not the JSON.
            }
            return failure;
        } catch (JacksonException e) {
            return e;
        }
    }
}

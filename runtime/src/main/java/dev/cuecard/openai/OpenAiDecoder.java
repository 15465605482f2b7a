package dev.cuecard.openai;

import dev.cuecard.error.ApiError;
import dev.cuecard.provider.ChunkDecoder;
import dev.cuecard.provider.WireEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads the events of one answer: chunks, the end marker {@code [DONE]}, errors in every form that servers of this
 * protocol send. {@link ChunkReader} does the parsing, this class decides what an event is.
 */
final class OpenAiDecoder implements ChunkDecoder<OpenAiChunk> {

    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};
    private static final int EXCERPT = 200;

    private final String provider;
    private final ErrorReader errors;
    private final ChunkReader reader = new ChunkReader();
    private boolean ended;
    private Optional<ApiError> error = Optional.empty();

    OpenAiDecoder(String provider, ErrorReader errors) {
        this.provider = provider;
        this.errors = errors;
    }

    @Override
    public @Nullable OpenAiChunk decode(WireEvent event) throws MalformedEventException {
        error = Optional.empty();
        byte[] data = event.data();
        int start = firstWord(data);
        if (ended || start == data.length) {
            return null;
        }
        if (isDone(data, start)) {
            ended = true;
            return null;
        }
        boolean named = event.name().equals("error");
        OpenAiChunk chunk;
        try {
            chunk = read(data, false);
        } catch (JacksonException e) {
            if (named) {
                error = Optional.of(errors.readEvent(event.toString()));
                return null;
            }
            if (!event.terminated()) {
                // The connection was lost in the middle of it. That is for the end of the body to tell.
                return null;
            }
            throw malformed(event, e);
        }
        if (named || reader.tellsOfError()) {
            error = Optional.of(errors.readEvent(event.toString()));
            return reader.tellsOfReply() ? chunk : null;
        }
        return reader.isPing() ? null : chunk;
    }

    @Override
    public @Nullable OpenAiChunk decodeWhole(WireEvent event) throws MalformedEventException {
        error = Optional.empty();
        OpenAiChunk chunk;
        try {
            chunk = read(event.data(), true);
        } catch (JacksonException e) {
            throw malformed(event, e);
        }
        if (reader.isErrorBody()) {
            error = Optional.of(errors.readEvent(event.toString()));
            return reader.tellsOfReply() ? chunk : null;
        }
        return chunk;
    }

    /** Reads an event; bytes that are no UTF-8, as a model cut short in a character leaves them, become U+FFFD. */
    private OpenAiChunk read(byte[] data, boolean whole) {
        try {
            return reader.read(data, whole);
        } catch (JacksonException e) {
            byte[] mended = new String(data, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            if (Arrays.equals(mended, data)) {
                throw e;
            }
            return reader.read(mended, whole);
        }
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public boolean finished() {
        return reader.finishSeen();
    }

    @Override
    public Optional<ApiError> error() {
        return error;
    }

    private static int firstWord(byte[] data) {
        int start = 0;
        while (start < data.length && isBlank(data[start])) {
            start++;
        }
        return start;
    }

    private static boolean isDone(byte[] data, int start) {
        if (data.length - start < DONE.length) {
            return false;
        }
        for (int i = 0; i < DONE.length; i++) {
            if (data[start + i] != DONE[i]) {
                return false;
            }
        }
        for (int i = start + DONE.length; i < data.length; i++) {
            if (!isBlank(data[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    private MalformedEventException malformed(WireEvent event, JacksonException cause) {
        String text = event.toString();
        String excerpt = text.length() > EXCERPT ? text.substring(0, EXCERPT) + "…" : text;
        return new MalformedEventException(
                KeyMask.mask(provider + " sent something that cannot be read as a chat completion: "
                        + cause.getOriginalMessage() + ". It reads: " + excerpt.strip()),
                cause);
    }
}

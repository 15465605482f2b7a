package dev.cuecard.google;

import dev.cuecard.error.ApiError;
import dev.cuecard.provider.ChunkDecoder;
import dev.cuecard.provider.WireEvent;
import dev.cuecard.wire.ErrorReader;
import dev.cuecard.wire.EventBytes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads the events of one answer. {@link ParsedEvent} does the parsing, {@link ReplyState} makes chunks of it, this class
 * decides what an event is.
 *
 * <p>This protocol has no end marker: a reply is whole when its body ends after a finish reason.
 */
final class GeminiDecoder implements ChunkDecoder<GeminiChunk> {

    /** Not Google's: servers in between that are used to OpenAI's protocol put it behind the last chunk. */
    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

    private final ErrorReader errors;
    private final ReplyState reply = new ReplyState();
    private Optional<ApiError> error = Optional.empty();

    GeminiDecoder(ErrorReader errors) {
        this.errors = errors;
    }

    @Override
    public @Nullable GeminiChunk decode(WireEvent event) throws MalformedEventException {
        error = Optional.empty();
        byte[] data = event.data();
        int start = EventBytes.firstWord(data);
        if (start == data.length || isDone(data, start)) {
            return null;
        }
        boolean named = event.name().equals("error");
        ParsedEvent parsed;
        try {
            parsed = parse(data);
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
        return chunk(event, parsed, named || parsed.tellsOfError());
    }

    @Override
    public @Nullable GeminiChunk decodeWhole(WireEvent event) throws MalformedEventException {
        error = Optional.empty();
        ParsedEvent parsed;
        try {
            parsed = parse(event.data());
        } catch (JacksonException e) {
            throw malformed(event, e);
        }
        return chunk(event, parsed, parsed.isErrorBody());
    }

    private ParsedEvent parse(byte[] data) {
        return EventBytes.read(data, bytes -> ParsedEvent.read(bytes, reply.id(), reply.model()));
    }

    private @Nullable GeminiChunk chunk(WireEvent event, ParsedEvent parsed, boolean failed) {
        if (failed) {
            error = Optional.of(errors.readEvent(event.toString()));
        }
        return failed && !parsed.tellsOfReply() ? null : reply.add(parsed);
    }

    @Override
    public boolean ended() {
        return false;
    }

    @Override
    public boolean finished() {
        return reply.finished();
    }

    @Override
    public Optional<ApiError> error() {
        return error;
    }

    @Override
    public TurnCompletion turnCompletion() {
        return reply.turnCompletion();
    }

    private static boolean isDone(byte[] data, int start) {
        for (int i = 0; i < DONE.length; i++) {
            if (start + i >= data.length || data[start + i] != DONE[i]) {
                return false;
            }
        }
        for (int i = start + DONE.length; i < data.length; i++) {
            if (!EventBytes.isBlank(data[i])) {
                return false;
            }
        }
        return true;
    }

    private static MalformedEventException malformed(WireEvent event, JacksonException cause) {
        return EventBytes.malformed(GeminiProvider.NAME, "an answer of generateContent", event, cause);
    }
}

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
        // The end marker is not Google's: servers in between that are used to OpenAI's protocol put it behind the last
        // chunk.
        if (start == data.length || EventBytes.isDone(data, start)) {
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

    private static MalformedEventException malformed(WireEvent event, JacksonException cause) {
        return EventBytes.malformed(GeminiProvider.NAME, "an answer of generateContent", event, cause);
    }
}

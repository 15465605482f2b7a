package dev.cuecard.anthropic;

import dev.cuecard.error.ApiError;
import dev.cuecard.provider.ChunkDecoder;
import dev.cuecard.provider.WireEvent;
import dev.cuecard.wire.ErrorReader;
import dev.cuecard.wire.EventBytes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads the events of one answer: chunks, pings, errors. {@link EventReader} does the parsing, {@link Reply} knows what an event
 * adds, this class decides what an event is.
 *
 * @see <a href="https://docs.claude.com/en/docs/build-with-claude/streaming">Anthropic, Streaming Messages</a>
 */
final class AnthropicDecoder implements ChunkDecoder<AnthropicChunk> {

    private final String provider;
    private final ErrorReader errors;
    private final EventReader reader = new EventReader();
    private final Reply reply = new Reply();
    private Optional<ApiError> error = Optional.empty();

    AnthropicDecoder(String provider, ErrorReader errors) {
        this.provider = provider;
        this.errors = errors;
    }

    @Override
    public @Nullable AnthropicChunk decode(WireEvent event) throws MalformedEventException {
        error = Optional.empty();
        if (reply.ended() || EventBytes.isBlank(event.data())) {
            return null;
        }
        boolean named = event.name().equals("error");
        EventFields fields;
        try {
            fields = EventBytes.read(event.data(), reader::read);
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
        String type = type(fields, event.name());
        // Words alone are an error of a gateway's where nothing tells that they are an event.
        boolean failed = named || type.equals("error") || fields.error || (type.isEmpty() && fields.sentence);
        if (failed) {
            error = Optional.of(errors.readEvent(event.toString()));
            return Reply.isPart(type) ? reply.add(fields, type) : null;
        }
        return type.equals("ping") ? null : reply.add(fields, type);
    }

    @Override
    public @Nullable AnthropicChunk decodeWhole(WireEvent event) throws MalformedEventException {
        error = Optional.empty();
        EventFields fields;
        try {
            fields = EventBytes.read(event.data(), reader::read);
        } catch (JacksonException e) {
            throw malformed(event, e);
        }
        String type = type(fields, "");
        boolean part = Reply.isPart(type);
        if (type.equals("error") || fields.error || (!part && fields.sentence)) {
            error = Optional.of(errors.readEvent(event.toString()));
            return part ? reply.add(fields, type) : null;
        }
        return reply.add(fields, type);
    }

    /** Where the data does not say what it is, the name of the event does; a list of blocks is a message's. */
    private static String type(EventFields fields, String name) {
        String type = fields.type.isEmpty() ? name : fields.type;
        return type.isEmpty() && fields.content != null ? "message" : type;
    }

    @Override
    public boolean ended() {
        return reply.ended();
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

    private MalformedEventException malformed(WireEvent event, JacksonException cause) {
        return EventBytes.malformed(provider, "an event of a message", event, cause);
    }
}

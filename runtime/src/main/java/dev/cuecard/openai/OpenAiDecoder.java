package dev.cuecard.openai;

import dev.cuecard.error.ApiError;
import dev.cuecard.provider.ChunkDecoder;
import dev.cuecard.provider.WireEvent;
import dev.cuecard.stream.Choice;
import dev.cuecard.stream.Delta;
import dev.cuecard.wire.ErrorReader;
import dev.cuecard.wire.EventBytes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads the events of one answer: chunks, the end marker {@code [DONE]}, errors in every form that servers of this
 * protocol send. {@link ChunkReader} does the parsing, this class decides what an event is.
 */
final class OpenAiDecoder implements ChunkDecoder<OpenAiChunk> {

    private final String provider;
    private final ErrorReader errors;
    private final ThinkingBack thinkingBack;
    private final ReasoningDetails details;
    private final ChunkReader reader;
    private boolean begun;
    private boolean ended;
    private Optional<ApiError> error = Optional.empty();

    OpenAiDecoder(String provider, ErrorReader errors, ThinkingBack thinkingBack) {
        this.provider = provider;
        this.errors = errors;
        this.thinkingBack = thinkingBack;
        this.details = new ReasoningDetails(thinkingBack == ThinkingBack.DETAILS);
        this.reader = new ChunkReader(details);
    }

    @Override
    public @Nullable OpenAiChunk decode(WireEvent event) throws MalformedEventException {
        error = Optional.empty();
        byte[] data = event.data();
        int start = EventBytes.firstWord(data);
        if (ended || start == data.length) {
            return null;
        }
        if (EventBytes.isDone(data, start)) {
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
            return isPart(chunk) ? chunk : null;
        }
        if (reader.isPing()) {
            return null;
        }
        begun = true;
        return chunk;
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
            return isPart(chunk) ? chunk : null;
        }
        return chunk;
    }

    /** What stands beside an error that comes first is a chunk only if there is something in it: else all can be tried again. */
    private boolean isPart(OpenAiChunk chunk) {
        return reader.tellsOfReply()
                && (begun
                        || chunk.usage().isPresent()
                        || chunk.choices().stream().map(Choice::delta).anyMatch(OpenAiDecoder::saysAnything));
    }

    private static boolean saysAnything(Delta delta) {
        return !delta.content().isEmpty()
                || !delta.reasoning().isEmpty()
                || !delta.refusal().isEmpty()
                || !delta.toolCalls().isEmpty();
    }

    private OpenAiChunk read(byte[] data, boolean whole) {
        return EventBytes.read(data, bytes -> reader.read(bytes, whole));
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

    @Override
    public TurnCompletion turnCompletion() {
        ReasoningDetails.Kept kept = details.toSendBack();
        return (turn, reasoning) -> thinkingBack.complete(turn, provider, reasoning, kept);
    }

    private MalformedEventException malformed(WireEvent event, JacksonException cause) {
        return EventBytes.malformed(provider, "a chat completion", event, cause);
    }
}

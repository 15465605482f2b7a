package dev.cuecard.ollama;

import dev.cuecard.error.ApiError;
import dev.cuecard.provider.ChunkDecoder;
import dev.cuecard.provider.WireEvent;
import dev.cuecard.wire.ErrorReader;
import dev.cuecard.wire.EventBytes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads the lines of one answer: chunks, of which the one that is {@code done} ends the reply, and errors, which may come at
 * any point. A whole answer has the form of a last line. {@link LineReader} does the parsing, this class decides what a line
 * is.
 *
 * @see <a href="https://docs.ollama.com/api/streaming">Ollama API, Streaming</a>
 * @see <a href="https://docs.ollama.com/api/errors">Ollama API, Errors</a>
 */
final class OllamaDecoder implements ChunkDecoder<OllamaChunk> {

    private final ErrorReader errors;
    private final LineReader reader = new LineReader();
    private boolean ended;
    private Optional<ApiError> error = Optional.empty();

    OllamaDecoder(ErrorReader errors) {
        this.errors = errors;
    }

    @Override
    public @Nullable OllamaChunk decode(WireEvent event) throws MalformedEventException {
        error = Optional.empty();
        byte[] data = event.data();
        if (ended || EventBytes.isBlank(data)) {
            return null;
        }
        OllamaChunk chunk;
        try {
            chunk = EventBytes.read(data, reader::read);
        } catch (JacksonException e) {
            if (!event.terminated()) {
                // The connection was lost in the middle of it. That is for the end of the body to tell.
                return null;
            }
            throw EventBytes.malformed(OllamaProvider.NAME, "a line of a chat", event, e);
        }
        if (reader.tellsOfError()) {
            error = Optional.of(errors.readEvent(event.toString()));
            return reader.tellsOfReply() ? chunk : null;
        }
        ended = chunk.done();
        return chunk;
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public boolean finished() {
        return ended || reader.finishSeen();
    }

    @Override
    public Optional<ApiError> error() {
        return error;
    }

    @Override
    public TurnCompletion turnCompletion() {
        return Thinking::keep;
    }
}

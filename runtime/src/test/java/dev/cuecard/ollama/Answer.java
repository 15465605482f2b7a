package dev.cuecard.ollama;

import dev.cuecard.error.ApiError;
import dev.cuecard.provider.ChunkDecoder;
import dev.cuecard.provider.ChunkDecoder.MalformedEventException;
import dev.cuecard.provider.WireEvent;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.ToolCallDelta;
import dev.cuecard.stream.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a decoder makes of an answer, put together in the plainest way. */
final class Answer {

    final List<OllamaChunk> chunks = new ArrayList<>();
    final StringBuilder text = new StringBuilder();
    final StringBuilder reasoning = new StringBuilder();
    final List<ToolCallDelta> calls = new ArrayList<>();
    int textChunks;
    String model = "";
    Optional<FinishReason> finishReason = Optional.empty();
    Optional<Usage> usage = Optional.empty();
    Optional<ApiError> error = Optional.empty();
    boolean ended;
    boolean finished;

    static ChunkDecoder<OllamaChunk> decoder() {
        return Ollama.provider().decoder();
    }

    static WireEvent event(String line) {
        return new WireEvent("", line.getBytes(StandardCharsets.UTF_8), true);
    }

    static Answer lines(String... lines) throws MalformedEventException {
        ChunkDecoder<OllamaChunk> decoder = decoder();
        Answer answer = new Answer();
        for (String line : lines) {
            answer.add(decoder.decode(event(line)), decoder);
        }
        return answer;
    }

    /** Cuts a body at its line ends, the last line being whole without one. */
    static Answer stream(byte[] body) throws MalformedEventException {
        return lines(new String(body, StandardCharsets.UTF_8).lines().toArray(String[]::new));
    }

    static Answer whole(byte[] body) throws MalformedEventException {
        ChunkDecoder<OllamaChunk> decoder = decoder();
        Answer answer = new Answer();
        answer.add(decoder.decodeWhole(new WireEvent("", body, true)), decoder);
        return answer;
    }

    private void add(@Nullable OllamaChunk chunk, ChunkDecoder<OllamaChunk> decoder) {
        error = error.or(decoder::error);
        ended = decoder.ended();
        finished = decoder.finished();
        if (chunk == null) {
            return;
        }
        chunks.add(chunk);
        textChunks += chunk.content().isEmpty() ? 0 : 1;
        text.append(chunk.content());
        reasoning.append(chunk.delta().reasoning());
        calls.addAll(chunk.delta().toolCalls());
        model = model.isEmpty() ? chunk.model() : model;
        finishReason = chunk.choice().finishReason().or(() -> finishReason);
        usage = chunk.usage().or(() -> usage);
    }
}

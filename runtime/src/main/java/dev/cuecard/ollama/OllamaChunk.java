package dev.cuecard.ollama;

import dev.cuecard.provider.WireChunk;
import dev.cuecard.stream.Choice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A chunk of Ollama's chat protocol: a line of its stream. A whole answer is one chunk too.
 *
 * <p>There is one choice, of index 0. Each tool call comes whole, and Ollama's word for the end of a reply that calls tools
 * is {@code stop}: the kind of its finish reason says {@code TOOL_CALLS} all the same. Ollama gives replies no id, so that
 * {@link #id()} is always empty. The tokens counted stand in the last chunk; there is no total, and thinking counts as any
 * other output.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class OllamaChunk extends WireChunk<OllamaChatChunk> {

    private final boolean done;
    private final Metrics metrics;

    OllamaChunk(byte[] data, String model, List<Choice> choices, boolean done, Metrics metrics) {
        super(data, "", model, choices, metrics.usage());
        this.done = done;
        this.metrics = metrics;
    }

    @Override
    protected OllamaChatChunk read(byte[] bytes) {
        return OllamaChatChunkReader.read(bytes);
    }

    @Override
    protected String label() {
        return done ? "done" : "";
    }

    /**
     * Tells whether this is the last chunk of the reply.
     *
     * @return true in the last chunk, which has the finish reason and what the reply took
     */
    public boolean done() {
        return done;
    }

    /**
     * Returns how long the server took for the whole reply.
     *
     * @return the time, in the last chunk
     */
    public Optional<Duration> totalDuration() {
        return Metrics.duration(metrics.totalDuration());
    }

    /**
     * Returns how long the server took to load the model.
     *
     * @return the time, in the last chunk
     */
    public Optional<Duration> loadDuration() {
        return Metrics.duration(metrics.loadDuration());
    }

    /**
     * Returns the number of tokens of the prompt.
     *
     * @return the count, in the last chunk
     */
    public OptionalLong promptEvalCount() {
        return metrics.promptEvalCount();
    }

    /**
     * Returns how many tokens of the prompt the server had read before, for an earlier request.
     *
     * @return the count, in the last chunk; empty where the server is too old to tell
     */
    public OptionalLong promptEvalCachedCount() {
        return metrics.promptEvalCachedCount();
    }

    /**
     * Returns how long the server took to read the prompt, as far as it had not read it before.
     *
     * @return the time, in the last chunk
     */
    public Optional<Duration> promptEvalDuration() {
        return Metrics.duration(metrics.promptEvalDuration());
    }

    /**
     * Returns the number of tokens of the reply, thinking included.
     *
     * @return the count, in the last chunk
     */
    public OptionalLong evalCount() {
        return metrics.evalCount();
    }

    /**
     * Returns how long the server took to write the reply.
     *
     * @return the time, in the last chunk
     */
    public Optional<Duration> evalDuration() {
        return Metrics.duration(metrics.evalDuration());
    }
}

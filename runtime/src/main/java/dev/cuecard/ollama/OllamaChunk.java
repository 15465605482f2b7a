package dev.cuecard.ollama;

import dev.cuecard.stream.Choice;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.Delta;
import dev.cuecard.stream.Usage;
import dev.cuecard.wire.ChunkText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A chunk of Ollama's chat protocol: a line of its stream. A whole answer is one chunk too.
 *
 * <p>There is one choice, of index 0. Each tool call comes whole, and Ollama's word for the end of a reply that calls tools
 * is {@code stop}: the kind of its finish reason says {@code TOOL_CALLS} all the same. Ollama gives replies no id, so that
 * {@link #id()} is always empty.
 *
 * <p>Immutable. {@link #json()} and {@link #chunk()} are made when first asked for, from any thread: two threads that
 * ask at once may make the same value twice, which nobody can tell.
 */
public final class OllamaChunk implements Chunk {

    private final byte[] data;
    private final String model;
    private final List<Choice> choices;
    private final boolean done;
    private final Metrics metrics;
    private final Optional<Usage> usage;
    private @Nullable String json;
    private @Nullable OllamaChatChunk typed;

    OllamaChunk(byte[] data, String model, List<Choice> choices, boolean done, Metrics metrics) {
        this.data = data;
        this.model = model;
        this.choices = choices;
        this.done = done;
        this.metrics = metrics;
        this.usage = metrics.usage();
    }

    @Override
    public String content() {
        return delta().content();
    }

    @Override
    public Delta delta() {
        return choice().delta();
    }

    @Override
    public Choice choice() {
        return choices.isEmpty() ? Choice.EMPTY : choices.get(0);
    }

    @Override
    public List<Choice> choices() {
        return choices;
    }

    @Override
    public OllamaChatChunk chunk() {
        OllamaChatChunk made = typed;
        if (made == null) {
            made = OllamaChatChunkReader.read(data);
            typed = made;
        }
        return made;
    }

    @Override
    public String json() {
        String made = json;
        if (made == null) {
            made = new String(data, StandardCharsets.UTF_8);
            json = made;
        }
        return made;
    }

    /**
     * Returns the tokens counted, which stand in the last chunk. Ollama tells no total, and counts thinking as any other
     * output.
     */
    @Override
    public Optional<Usage> usage() {
        return usage;
    }

    /** Returns an empty text: Ollama gives replies no id. */
    @Override
    public String id() {
        return "";
    }

    @Override
    public String model() {
        return model;
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

    @Override
    public String toString() {
        return ChunkText.of(this, done ? "done" : "");
    }
}

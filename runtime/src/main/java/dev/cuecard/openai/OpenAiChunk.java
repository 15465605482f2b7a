package dev.cuecard.openai;

import dev.cuecard.stream.Choice;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.Delta;
import dev.cuecard.stream.Usage;
import dev.cuecard.wire.ChunkText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A chunk of OpenAI's Chat Completions protocol. A whole answer is one chunk too: its message stands in place of the
 * delta.
 *
 * <p>Immutable. {@link #json()} and {@link #chunk()} are made when first asked for, from any thread: two threads that
 * ask at once may make the same value twice, which nobody can tell.
 */
public final class OpenAiChunk implements Chunk {

    private final byte[] data;
    private final boolean whole;
    private final String id;
    private final String model;
    private final String systemFingerprint;
    private final List<Choice> choices;
    private final Optional<Usage> usage;
    private @Nullable String json;
    private @Nullable ChatCompletionChunk typed;

    OpenAiChunk(
            byte[] data,
            boolean whole,
            String id,
            String model,
            String systemFingerprint,
            List<Choice> choices,
            Optional<Usage> usage) {
        this.data = data;
        this.whole = whole;
        this.id = id;
        this.model = model;
        this.systemFingerprint = systemFingerprint;
        this.choices = choices;
        this.usage = usage;
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
    public ChatCompletionChunk chunk() {
        ChatCompletionChunk made = typed;
        if (made == null) {
            made = ChatCompletionChunkReader.read(data, whole);
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

    @Override
    public Optional<Usage> usage() {
        return usage;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String model() {
        return model;
    }

    /**
     * Returns the fingerprint of the system that the model ran on.
     *
     * @return the fingerprint, empty where the chunk has none
     */
    public String systemFingerprint() {
        return systemFingerprint;
    }

    /**
     * Returns the log probabilities of the first listed choice's tokens, which come where the request asked for them
     * with the extra field {@code logprobs}.
     *
     * @return the probabilities, if the chunk has any
     */
    public Optional<ChatCompletionChunk.Logprobs> logprobs() {
        List<ChatCompletionChunk.Choice> all = chunk().choices();
        return all.isEmpty() ? Optional.empty() : all.get(0).logprobs();
    }

    @Override
    public String toString() {
        return ChunkText.of(this, "");
    }
}

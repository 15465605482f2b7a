package dev.cuecard.google;

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
 * A chunk of the Gemini API's {@code streamGenerateContent}. A whole answer, which has the same form, is one chunk too.
 *
 * <p>A call of a tool whose arguments come piece by piece stands in the chunk that ends it, as a whole; its pieces are in
 * {@link #chunk()}, as are images, code that the model ran and other parts that are neither text nor calls. A prompt that was
 * blocked is a choice with a refusal.
 *
 * <p>Immutable. {@link #json()} and {@link #chunk()} are made when first asked for, from any thread: two threads that
 * ask at once may make the same value twice, which nobody can tell.
 */
public final class GeminiChunk implements Chunk {

    private final byte[] data;
    private final String id;
    private final String model;
    private final List<Choice> choices;
    private final Optional<Usage> usage;
    private @Nullable String json;
    private @Nullable GenerateContentChunk typed;

    GeminiChunk(byte[] data, String id, String model, List<Choice> choices, Optional<Usage> usage) {
        this.data = data;
        this.id = id;
        this.model = model;
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
    public GenerateContentChunk chunk() {
        GenerateContentChunk made = typed;
        if (made == null) {
            made = GenerateContentChunkReader.read(data);
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
     * Returns the tokens counted so far. The counts are of the whole reply, not of the chunk: the last one counts. Tokens
     * of thinking are not among those of the output.
     *
     * @return the usage, in most chunks
     */
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
     * Returns how harmful the first listed candidate was found to be; where the chunk lists none, how harmful the prompt
     * was.
     *
     * @return a rating a category, empty where the chunk has none
     */
    public List<GenerateContentChunk.SafetyRating> safetyRatings() {
        GenerateContentChunk all = chunk();
        if (!all.candidates().isEmpty()) {
            return all.candidates().get(0).safetyRatings();
        }
        return all.promptFeedback()
                .map(GenerateContentChunk.PromptFeedback::safetyRatings)
                .orElse(List.of());
    }

    @Override
    public String toString() {
        return ChunkText.of(this, "");
    }
}

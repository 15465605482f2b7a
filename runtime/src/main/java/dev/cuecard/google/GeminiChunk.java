package dev.cuecard.google;

import dev.cuecard.provider.WireChunk;
import dev.cuecard.stream.Choice;
import dev.cuecard.stream.Usage;
import java.util.List;
import java.util.Optional;

/**
 * A chunk of the Gemini API's {@code streamGenerateContent}. A whole answer, which has the same form, is one chunk too.
 *
 * <p>A call of a tool whose arguments come piece by piece stands in the chunk that ends it, as a whole; its pieces are in
 * {@link #chunk()}, as are images, code that the model ran and other parts that are neither text nor calls. A prompt that was
 * blocked is a choice with a refusal. Most chunks have a {@link #usage()}: its counts are of the whole reply so far, tokens
 * of thinking are not among those of the output.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class GeminiChunk extends WireChunk<GenerateContentChunk> {

    GeminiChunk(byte[] data, String id, String model, List<Choice> choices, Optional<Usage> usage) {
        super(data, id, model, choices, usage);
    }

    @Override
    protected GenerateContentChunk read(byte[] bytes) {
        return GenerateContentChunkReader.read(bytes);
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
}

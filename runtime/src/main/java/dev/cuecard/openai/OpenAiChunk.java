package dev.cuecard.openai;

import dev.cuecard.provider.WireChunk;
import dev.cuecard.stream.Choice;
import dev.cuecard.stream.Delta;
import dev.cuecard.stream.Usage;
import java.util.List;
import java.util.Optional;

/**
 * A chunk of OpenAI's Chat Completions protocol. A whole answer is one chunk too: its message stands in place of the
 * delta.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class OpenAiChunk extends WireChunk<ChatCompletionChunk> {

    private final boolean whole;
    private final String systemFingerprint;

    OpenAiChunk(
            byte[] data,
            boolean whole,
            String id,
            String model,
            String systemFingerprint,
            List<Choice> choices,
            Optional<Usage> usage) {
        super(data, id, model, choices, usage);
        this.whole = whole;
        this.systemFingerprint = systemFingerprint;
    }

    /** Makes a chunk of another event, which is like this one's but for its text. */
    OpenAiChunk with(byte[] data, String content) {
        Choice choice = choice();
        Delta delta = choice.delta();
        Delta other = new Delta(delta.role(), content, delta.reasoning(), delta.refusal(), delta.toolCalls());
        return new OpenAiChunk(
                data,
                whole,
                id(),
                model(),
                systemFingerprint,
                List.of(new Choice(choice.index(), other, choice.finishReason())),
                usage());
    }

    @Override
    protected ChatCompletionChunk read(byte[] bytes) {
        return ChatCompletionChunkReader.read(bytes, whole);
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
}

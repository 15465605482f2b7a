package dev.cuecard.anthropic;

import dev.cuecard.provider.WireChunk;
import dev.cuecard.stream.Choice;
import dev.cuecard.stream.Usage;
import java.util.List;
import java.util.Optional;

/**
 * An event of Anthropic's Messages protocol. A whole answer is one chunk too. An event that adds nothing to the reply, such as
 * the end of a block, lists no choice.
 *
 * <p>Id and model are in the first event alone. {@link #usage()} of the last event that counts is what the whole reply took:
 * the counts of the first event with the later ones laid over them.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class AnthropicChunk extends WireChunk<MessageStreamEvent> {

    private final String eventType;

    AnthropicChunk(
            byte[] data, String eventType, String id, String model, List<Choice> choices, Optional<Usage> usage) {
        super(data, id, model, choices, usage);
        this.eventType = eventType;
    }

    @Override
    protected MessageStreamEvent read(byte[] bytes) {
        return MessageStreamEventReader.read(bytes, eventType);
    }

    @Override
    protected String label() {
        return eventType;
    }

    /**
     * Returns the kind of event, in the wire's word.
     *
     * @return {@code content_block_delta} for one; {@code message} for a whole answer, empty where the wire does not say
     */
    public String eventType() {
        return eventType;
    }
}

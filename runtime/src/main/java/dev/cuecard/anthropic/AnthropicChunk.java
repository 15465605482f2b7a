package dev.cuecard.anthropic;

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
 * An event of Anthropic's Messages protocol. A whole answer is one chunk too. An event that adds nothing to the reply, such as
 * the end of a block, lists no choice.
 *
 * <p>Id and model are in the first event alone. {@link #usage()} of the last event that counts is what the whole reply took:
 * the counts of the first event with the later ones laid over them.
 *
 * <p>Immutable. {@link #json()} and {@link #chunk()} are made when first asked for, from any thread: two threads that
 * ask at once may make the same value twice, which nobody can tell.
 */
public final class AnthropicChunk implements Chunk {

    private final byte[] data;
    private final String eventType;
    private final String id;
    private final String model;
    private final List<Choice> choices;
    private final Optional<Usage> usage;
    private @Nullable String json;
    private @Nullable MessageStreamEvent typed;

    AnthropicChunk(
            byte[] data, String eventType, String id, String model, List<Choice> choices, Optional<Usage> usage) {
        this.data = data;
        this.eventType = eventType;
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
    public MessageStreamEvent chunk() {
        MessageStreamEvent made = typed;
        if (made == null) {
            made = MessageStreamEventReader.read(data, eventType);
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
     * Returns the kind of event, in the wire's word.
     *
     * @return {@code content_block_delta} for one; {@code message} for a whole answer, empty where the wire does not say
     */
    public String eventType() {
        return eventType;
    }

    @Override
    public String toString() {
        return ChunkText.of(this, eventType);
    }
}

package dev.cuecard.provider;

import dev.cuecard.stream.Choice;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.Delta;
import dev.cuecard.stream.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A chunk that keeps the bytes it was read from: what every caller needs is read at once, the rest when it is asked for.
 *
 * <p>Immutable. {@link #json()} and {@link #chunk()} are made when first asked for, from any thread: two threads that ask at
 * once may make the same value twice, which nobody can tell.
 *
 * @param <T> the provider's typed raw chunk, itself immutable
 */
public abstract class WireChunk<T> implements Chunk {

    private final byte[] data;
    private final String id;
    private final String model;
    private final List<Choice> choices;
    private final Optional<Usage> usage;
    private @Nullable String json;
    private @Nullable T typed;

    /**
     * Makes a chunk.
     *
     * @param data the event's data in UTF-8; not copied, and not to be changed
     * @param id the provider's id of the reply, or empty
     * @param model the model that writes the reply, or empty
     * @param choices what it adds to the choices; immutable, may be empty
     * @param usage the tokens counted so far, where it tells
     */
    protected WireChunk(byte[] data, String id, String model, List<Choice> choices, Optional<Usage> usage) {
        this.data = Objects.requireNonNull(data, "data");
        this.id = Objects.requireNonNull(id, "id");
        this.model = Objects.requireNonNull(model, "model");
        this.choices = Objects.requireNonNull(choices, "choices");
        this.usage = Objects.requireNonNull(usage, "usage");
    }

    /**
     * Reads the typed chunk. Called when somebody asks for it first.
     *
     * @param bytes the event's data, not to be changed
     * @return the typed chunk, never null
     */
    protected abstract T read(byte[] bytes);

    /**
     * Says in a word or two what kind of chunk it is, for {@link #toString()}.
     *
     * @return the words; empty unless overridden
     */
    protected String label() {
        return "";
    }

    @Override
    public final String content() {
        return delta().content();
    }

    @Override
    public final Delta delta() {
        return choice().delta();
    }

    @Override
    public final Choice choice() {
        return choices.isEmpty() ? Choice.EMPTY : choices.get(0);
    }

    @Override
    public final List<Choice> choices() {
        return choices;
    }

    @Override
    public final T chunk() {
        T made = typed;
        if (made == null) {
            made = read(data);
            typed = made;
        }
        return made;
    }

    @Override
    public final String json() {
        String made = json;
        if (made == null) {
            made = new String(data, StandardCharsets.UTF_8);
            json = made;
        }
        return made;
    }

    @Override
    public final Optional<Usage> usage() {
        return usage;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String model() {
        return model;
    }

    /** Shows the choices and the usage, as far as the chunk has them. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(getClass().getSimpleName()).append('[');
        if (!label().isEmpty()) {
            text.append(label()).append(", ");
        }
        for (Choice choice : choices) {
            show(text, choices.size() > 1 ? choice.index() + ": " : "", choice);
        }
        usage.ifPresent(counted -> text.append(counted).append(", "));
        if (!model.isEmpty()) {
            text.append("model ").append(model).append(", ");
        }
        if (text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 2);
        }
        return text.append(']').toString();
    }

    private static void show(StringBuilder text, String number, Choice choice) {
        Delta delta = choice.delta();
        text.append(number).append('"').append(delta.content()).append("\", ");
        if (!delta.reasoning().isEmpty()) {
            text.append("reasoning \"").append(delta.reasoning()).append("\", ");
        }
        if (!delta.refusal().isEmpty()) {
            text.append("refusal \"").append(delta.refusal()).append("\", ");
        }
        if (!delta.toolCalls().isEmpty()) {
            text.append(delta.toolCalls()).append(", ");
        }
        choice.finishReason()
                .ifPresent(reason ->
                        text.append("finish reason ").append(reason.raw()).append(", "));
    }
}

package dev.cuecard.call;

import dev.cuecard.stream.Chunk;
import java.util.Objects;

/**
 * A model of a provider, and the type of chunk that its caller holds. Made by the provider's class, {@code
 * OpenAi.model("gpt-4o")}, or of its name alone by {@link #of}.
 *
 * @param <C> the provider's chunk, or {@link Chunk} itself
 * @param provider the provider's name, {@code "openai"} for one
 * @param name the model's name as the provider knows it; where it holds {@code ${env:NAME}} or {@code
 *     ${env:NAME:default}}, the environment variable is put in its place when a call is made
 * @param chunkType the class of its chunks, or {@link Chunk} where the caller takes those of any provider
 */
public record Model<C extends Chunk>(String provider, String name, Class<C> chunkType) {

    /**
     * Makes a model.
     *
     * @throws IllegalArgumentException if the provider or the name is blank
     */
    public Model {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(chunkType, "chunkType");
        if (provider.isBlank()) {
            throw new IllegalArgumentException("The provider of a model is blank; it is a name like \"openai\"");
        }
        if (name.isBlank()) {
            throw new IllegalArgumentException("The name of a model of '" + provider + "' is blank");
        }
    }

    /**
     * Makes a model of whichever provider its name says. Which chunks it streams is known only when a client makes the call,
     * so that its caller holds no more than {@link Chunk}: {@code prompt.on(Model.of("openai:gpt-4o")).stream()} is a
     * {@code ChunkStream<Chunk>}.
     *
     * @param model {@code provider:name}; the provider ends at the first colon
     * @return the model
     * @throws IllegalArgumentException if the text has another form
     */
    public static Model<Chunk> of(String model) {
        int colon = Objects.requireNonNull(model, "model").indexOf(':');
        if (colon < 0
                || model.substring(0, colon).isBlank()
                || model.substring(colon + 1).isBlank()) {
            throw new IllegalArgumentException(
                    "The model '" + model + "' has not the form provider:name, like \"openai:gpt-4o\"");
        }
        return new Model<>(
                model.substring(0, colon).strip(), model.substring(colon + 1).strip(), Chunk.class);
    }

    /** Returns {@code provider:name}, the form that {@code @Prompt(model = …)} takes. */
    @Override
    public String toString() {
        return provider + ":" + name;
    }
}

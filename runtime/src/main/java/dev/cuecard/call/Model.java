package dev.cuecard.call;

import dev.cuecard.stream.Chunk;
import java.util.Objects;

/**
 * A model of a provider, and the type of chunk that it streams. Made by the provider's class: {@code
 * OpenAi.model("gpt-4o")}.
 *
 * @param <C> the provider's chunk
 * @param provider the provider's name, {@code "openai"} for one
 * @param name the model's name as the provider knows it; where it holds {@code ${env:NAME}} or {@code
 *     ${env:NAME:default}}, the environment variable is put in its place when a call is made
 * @param chunkType the class of its chunks
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

    /** Returns {@code provider:name}, the form that {@code @Prompt(model = …)} takes. */
    @Override
    public String toString() {
        return provider + ":" + name;
    }
}

package dev.cuecard.provider;

/**
 * What a provider can do for a model.
 *
 * @param streaming replies arrive piece by piece; without it a stream is one plain call, handed over as one chunk
 * @param tools the model can call tools
 * @param images a user's message can hold images
 * @param reasoning the model's thinking can be had
 * @param structuredOutput replies can be held to a JSON schema
 */
public record Capabilities(
        boolean streaming, boolean tools, boolean images, boolean reasoning, boolean structuredOutput) {}

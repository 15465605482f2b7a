package dev.cuecard.openai;

import dev.cuecard.call.Model;

/** Makes models that are asked over OpenAI's Chat Completions protocol. */
public final class OpenAi {

    private OpenAi() {}

    /**
     * Makes a model of OpenAI's.
     *
     * @param name the model's name, {@code "gpt-4o-mini"} for one
     * @return the model
     */
    public static Model<OpenAiChunk> model(String name) {
        return model("openai", name);
    }

    /**
     * Makes a model of a server that speaks OpenAI's protocol.
     *
     * @param provider the server's name, {@code "groq"} for one, or a name given to the client's builder
     * @param name the model's name as the server knows it
     * @return the model
     */
    public static Model<OpenAiChunk> model(String provider, String name) {
        return new Model<>(provider, name, OpenAiChunk.class);
    }
}

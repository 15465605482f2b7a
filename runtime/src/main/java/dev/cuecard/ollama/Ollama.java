package dev.cuecard.ollama;

import dev.cuecard.call.Model;
import dev.cuecard.provider.Provider;

/**
 * Makes models that are asked over Ollama's own chat protocol.
 *
 * <p>A local Ollama takes no key. Where the server asks for one, as {@code https://ollama.com} does, give it with
 * {@code PromptClient.builder().apiKey("ollama", …)}; it is sent as a bearer token.
 *
 * <p>What Ollama does beyond the common options is asked for with extra fields: {@code think}, {@code format}, {@code tools},
 * {@code keep_alive}, and {@code options}, whose members are joined with those that the common options set.
 */
public final class Ollama {

    private static final Provider<OllamaChunk> PROVIDER = new OllamaProvider();

    private Ollama() {}

    /**
     * Makes a model of Ollama's.
     *
     * @param name the model's name with its tag, if any: {@code "llama3.2"} or {@code "qwen3:4b"}
     * @return the model
     */
    public static Model<OllamaChunk> model(String name) {
        return PROVIDER.model(name);
    }

    /**
     * Returns the provider, known to every client as {@code ollama}.
     *
     * <p>Its base URL is that of {@code OLLAMA_HOST}, which may be what Ollama itself takes there: {@code myhost},
     * {@code 10.0.0.7:8080}, {@code :11434}, {@code [::1]:11434} or a URL. Where nothing else is said, the scheme is http and
     * the port 11434; an address to listen on, {@code 0.0.0.0}, means this machine.
     *
     * <p>A model's name does not tell what it can do, so {@code capabilities} names what the server can: whether the model
     * calls tools, sees images or thinks is for who chose it to know.
     *
     * @return the provider
     */
    public static Provider<OllamaChunk> provider() {
        return PROVIDER;
    }
}

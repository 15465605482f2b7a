package dev.cuecard;

import dev.cuecard.anthropic.Anthropic;
import dev.cuecard.call.Model;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.google.Gemini;
import dev.cuecard.ollama.Ollama;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.provider.Provider;
import dev.cuecard.stream.Chunk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The providers that a client knows, by name. */
final class Catalogue {

    private final Map<String, Provider<?>> providers = new TreeMap<>();

    Catalogue(Collection<Provider<?>> known) {
        known.forEach(provider -> providers.put(provider.name(), provider));
    }

    /** The providers that every client knows: the one place that names them. */
    static List<Provider<?>> builtIn() {
        List<Provider<?>> known = new ArrayList<>(OpenAi.providers());
        known.add(Anthropic.provider());
        known.add(Gemini.provider());
        known.add(Ollama.provider());
        return known;
    }

    static Provider<?> openAiCompatible(String name, String baseUrl, String keyVariable) {
        return OpenAi.compatible(name, baseUrl, keyVariable);
    }

    Collection<Provider<?>> all() {
        return List.copyOf(providers.values());
    }

    /** Finds the provider of a model, and makes sure that it streams chunks that the caller can hold. */
    @SuppressWarnings("unchecked") // The chunk types are compared first.
    <C extends Chunk> Provider<? extends C> provider(Model<C> model) {
        Provider<?> found = providers.get(model.provider());
        if (found == null) {
            throw new ConfigurationException("The provider '" + model.provider() + "' of the model " + model
                    + " is unknown to this client. It knows " + names()
                    + ".\nAdd a server that speaks OpenAI's protocol with PromptClient.builder().openAiCompatible(…), or any"
                    + " other with provider(…).");
        }
        if (!model.chunkType().isAssignableFrom(found.chunkType())) {
            throw new ConfigurationException("The provider '" + model.provider() + "' of this client streams "
                    + found.chunkType().getSimpleName() + ", and the prompt was compiled for "
                    + model.chunkType().getSimpleName() + ".");
        }
        return (Provider<? extends C>) found;
    }

    void require(String name, String setting) {
        if (!providers.containsKey(name)) {
            throw new ConfigurationException("PromptClient.builder()." + setting + "(\"" + name
                    + "\", …) names a provider that the client does not know. It knows " + names() + ".");
        }
    }

    @Override
    public String toString() {
        return names();
    }

    private String names() {
        return String.join(", ", providers.keySet());
    }
}

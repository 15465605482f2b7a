package dev.cuecard.openai;

import dev.cuecard.call.Model;
import dev.cuecard.provider.Provider;
import dev.cuecard.provider.Settings;
import java.util.List;
import java.util.Objects;

/** Makes models that are asked over OpenAI's Chat Completions protocol, and knows the servers that speak it. */
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

    /**
     * Returns OpenAI and the other servers that are known by name: {@code azure}, {@code deepseek}, {@code groq},
     * {@code mistral}, {@code openrouter}, {@code together}, {@code xai}, {@code vllm}, {@code lmstudio} and
     * {@code llamacpp}.
     *
     * <p>Each takes its key from {@code NAME_API_KEY} and its base URL from {@code NAME_BASE_URL}, where {@code azure} is
     * {@code AZURE_OPENAI}. Azure's base URL has no default, it has the form
     * {@code https://RESOURCE.openai.azure.com/openai/v1}; the models are the names of its deployments.
     *
     * @return the servers, OpenAI first
     */
    public static List<Provider<OpenAiChunk>> providers() {
        return List.copyOf(Servers.all());
    }

    /**
     * Describes another server that speaks OpenAI's protocol. It is asked in the words that most such servers
     * understand; what it alone understands goes into a call's extra fields.
     *
     * @param name the name to know it by in {@code name:model}: lower-case letters, digits and hyphens
     * @param baseUrl the URL before {@code /chat/completions}
     * @param keyVariable the environment variable that holds its key, or empty if it takes none
     * @return the server
     * @throws IllegalArgumentException if the name has another form
     */
    public static Provider<OpenAiChunk> compatible(String name, String baseUrl, String keyVariable) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(keyVariable, "keyVariable");
        if (name.isEmpty() || !name.chars().allMatch(OpenAi::isOfName)) {
            throw new IllegalArgumentException("The name of an OpenAI-compatible server is '" + name
                    + "'; it consists of lower-case letters, digits and hyphens, like \"my-server\"");
        }
        boolean keyed = !keyVariable.isEmpty();
        Settings settings = new Settings(keyed ? List.of(keyVariable) : List.of(), keyed, "", baseUrl);
        return OpenAiProvider.of(name, settings, Dialect.COMMON);
    }

    private static boolean isOfName(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }
}

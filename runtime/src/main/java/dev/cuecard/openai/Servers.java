package dev.cuecard.openai;

import dev.cuecard.provider.Settings;
import java.util.List;
import java.util.Locale;

/**
 * The servers that are known by name. Each URL is the one that the server's own documentation gives to users of OpenAI's
 * libraries.
 */
final class Servers {

    private Servers() {}

    static List<OpenAiProvider> all() {
        return List.of(
                OpenAiProvider.of("openai", hosted("openai", "https://api.openai.com/v1"), Dialect.OPENAI),
                OpenAiProvider.of("azure", settings("AZURE_OPENAI", true, ""), Dialect.AZURE),
                preset("deepseek", "https://api.deepseek.com", Dialect.DEEPSEEK),
                preset("groq", "https://api.groq.com/openai/v1", Dialect.GROQ),
                preset("mistral", "https://api.mistral.ai/v1", Dialect.MISTRAL),
                preset("openrouter", "https://openrouter.ai/api/v1", Dialect.OPENROUTER),
                preset("together", "https://api.together.xyz/v1", Dialect.COMMON),
                preset("xai", "https://api.x.ai/v1", Dialect.NEWER),
                local("vllm", "http://localhost:8000/v1"),
                local("lmstudio", "http://localhost:1234/v1"),
                local("llamacpp", "http://localhost:8080/v1"));
    }

    private static OpenAiProvider preset(String name, String baseUrl, Dialect dialect) {
        return OpenAiProvider.of(name, hosted(name, baseUrl), dialect);
    }

    /** A server on the user's own machine takes a key only where its owner set one. */
    private static OpenAiProvider local(String name, String baseUrl) {
        return OpenAiProvider.of(name, settings(name.toUpperCase(Locale.ROOT), false, baseUrl), Dialect.COMMON);
    }

    private static Settings hosted(String name, String baseUrl) {
        return settings(name.toUpperCase(Locale.ROOT), true, baseUrl);
    }

    private static Settings settings(String prefix, boolean keyRequired, String baseUrl) {
        return new Settings(List.of(prefix + "_API_KEY"), keyRequired, prefix + "_BASE_URL", baseUrl);
    }
}

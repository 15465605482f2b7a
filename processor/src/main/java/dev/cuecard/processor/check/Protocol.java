package dev.cuecard.processor.check;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The wire protocols, the runtime's classes for each, and the providers that speak it. */
public enum Protocol {
    OPENAI(
            "dev.cuecard.openai",
            "OpenAi",
            List.of(
                    "openai",
                    "azure",
                    "deepseek",
                    "groq",
                    "mistral",
                    "openrouter",
                    "together",
                    "xai",
                    "vllm",
                    "lmstudio",
                    "llamacpp")),
    ANTHROPIC("dev.cuecard.anthropic", "Anthropic", List.of("anthropic")),
    GEMINI("dev.cuecard.google", "Gemini", List.of("google")),
    OLLAMA("dev.cuecard.ollama", "Ollama", List.of("ollama"));

    /** How model names that tell their maker begin, and who that is. */
    private static final Map<String, String> MAKERS = Map.of(
            "gpt-", "openai",
            "chatgpt-", "openai",
            "o1", "openai",
            "o3", "openai",
            "o4", "openai",
            "claude-", "anthropic",
            "gemini-", "google");

    private final String packageName;
    private final String factory;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> providers;

    Protocol(String packageName, String factory, List<String> providers) {
        this.packageName = packageName;
        this.factory = factory;
        this.providers = providers;
    }

    /**
     * Tells why this protocol has no way to say a seed, as the runtime does when a program sets one.
     *
     * @return a sentence that names the provider, or empty if it can be said
     */
    Optional<String> refusesSeed(long seed, String provider) {
        if (this == ANTHROPIC) {
            return Optional.of("The models of '" + provider + "' take no seed.");
        }
        if (this == GEMINI && seed != (int) seed) {
            return Optional.of("The seed is " + seed + ", and '" + provider + "' takes 32 bits.");
        }
        return Optional.empty();
    }

    /** Returns the package of its classes. */
    public String packageName() {
        return packageName;
    }

    /** Returns the simple name of the class that makes models. */
    public String factory() {
        return factory;
    }

    /** Returns the simple name of its chunk. */
    public String chunk() {
        return factory + "Chunk";
    }

    /** Returns the qualified name of its chunk. */
    public String chunkClass() {
        return packageName + "." + chunk();
    }

    /** Returns the provider that is meant where none is named. */
    public String defaultProvider() {
        return providers.get(0);
    }

    static Optional<Protocol> of(String provider) {
        return Arrays.stream(values())
                .filter(protocol -> protocol.providers.contains(provider))
                .findFirst();
    }

    /** Returns the provider that a bare model name tells. */
    static Optional<String> makerOf(String model) {
        return MAKERS.entrySet().stream()
                .filter(entry -> model.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Returns the providers of some protocols. */
    static List<String> providers(Predicate<Protocol> which) {
        return Arrays.stream(values())
                .filter(which)
                .flatMap(protocol -> protocol.providers.stream())
                .toList();
    }
}

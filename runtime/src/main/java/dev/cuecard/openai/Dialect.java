package dev.cuecard.openai;

/**
 * What servers of this protocol say in different words, or not at all.
 *
 * @param maxTokens the request's field for the most tokens of the reply
 * @param seed the request's field for the seed
 * @param usageOnRequest whether a stream's usage is asked for with {@code stream_options}; a server that refuses fields
 *     it does not know, and sends the usage unasked, is not asked
 * @param developerRole whether there is a role {@code developer}; elsewhere it is {@code system}
 * @param speakerNames whether a message may carry its speaker's name; a server that refuses the field is not sent it
 * @param thinkingBack in which form the server wants the thinking back where a tool was called
 * @param keyHeader the header that carries the key
 */
record Dialect(
        String maxTokens,
        String seed,
        boolean usageOnRequest,
        boolean developerRole,
        boolean speakerNames,
        ThinkingBack thinkingBack,
        String keyHeader) {

    private static final String BEARER = "Authorization";

    /** OpenAI's own. */
    static final Dialect OPENAI =
            new Dialect("max_completion_tokens", "seed", true, true, true, ThinkingBack.NONE, BEARER);

    /** Azure's; {@link AzureUrl} says where it is found. */
    static final Dialect AZURE =
            new Dialect("max_completion_tokens", "seed", true, true, true, ThinkingBack.NONE, "api-key");

    /** Of servers that know the newer field for the limit, and say that the older one will go. */
    static final Dialect NEWER =
            new Dialect("max_completion_tokens", "seed", true, false, true, ThinkingBack.NONE, BEARER);

    /**
     * Groq's.
     *
     * @see <a href="https://console.groq.com/docs/openai">Groq, OpenAI Compatibility, Currently Unsupported OpenAI
     *     Features</a>
     */
    static final Dialect GROQ =
            new Dialect("max_completion_tokens", "seed", true, false, false, ThinkingBack.NONE, BEARER);

    /** What most servers understand. */
    static final Dialect COMMON = new Dialect("max_tokens", "seed", true, false, true, ThinkingBack.NONE, BEARER);

    /** DeepSeek's: what most servers understand, and the thinking comes back as it went. */
    static final Dialect DEEPSEEK = new Dialect("max_tokens", "seed", true, false, true, ThinkingBack.CONTENT, BEARER);

    /** OpenRouter's: what most servers understand, and the thinking comes back in the details that it came in. */
    static final Dialect OPENROUTER =
            new Dialect("max_tokens", "seed", true, false, true, ThinkingBack.DETAILS, BEARER);

    /** Mistral's, which refuses every field that it does not know. */
    static final Dialect MISTRAL =
            new Dialect("max_tokens", "random_seed", false, false, false, ThinkingBack.NONE, BEARER);

    /** Returns what the key's header holds. */
    String keyHeaderValue(String key) {
        return keyHeader.equals(BEARER) ? "Bearer " + key : key;
    }
}

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
 * @param keyHeader the header that carries the key
 */
record Dialect(
        String maxTokens,
        String seed,
        boolean usageOnRequest,
        boolean developerRole,
        boolean speakerNames,
        String keyHeader) {

    private static final String BEARER = "Authorization";

    /** OpenAI's own. */
    static final Dialect OPENAI = new Dialect("max_completion_tokens", "seed", true, true, true, BEARER);

    /** Azure's; {@link AzureUrl} says where it is found. */
    static final Dialect AZURE = new Dialect("max_completion_tokens", "seed", true, true, true, "api-key");

    /** Of servers that know the newer field for the limit, and say that the older one will go. */
    static final Dialect NEWER = new Dialect("max_completion_tokens", "seed", true, false, true, BEARER);

    /**
     * Groq's.
     *
     * @see <a href="https://console.groq.com/docs/openai">Groq, OpenAI Compatibility, Currently Unsupported OpenAI
     *     Features</a>
     */
    static final Dialect GROQ = new Dialect("max_completion_tokens", "seed", true, false, false, BEARER);

    /** What most servers understand. */
    static final Dialect COMMON = new Dialect("max_tokens", "seed", true, false, true, BEARER);

    /** Mistral's, which refuses every field that it does not know. */
    static final Dialect MISTRAL = new Dialect("max_tokens", "random_seed", false, false, false, BEARER);

    /** Returns what the key's header holds. */
    String keyHeaderValue(String key) {
        return keyHeader.equals(BEARER) ? "Bearer " + key : key;
    }
}

package dev.cuecard.stream;

/**
 * Why the model stopped.
 *
 * @param kind the reason in Cuecard's words, the same for every provider
 * @param raw the provider's own word
 */
public record FinishReason(Kind kind, String raw) {

    /** The reasons that callers tell apart. */
    public enum Kind {
        /** The reply is whole, or a stop sequence was met. */
        STOP,
        /** The limit of tokens was reached. */
        LENGTH,
        /** The model wants tools called. */
        TOOL_CALLS,
        /** A safety filter cut the reply. */
        CONTENT_FILTER,
        /** The model declined. */
        REFUSAL,
        /** A word that Cuecard does not know; see {@link FinishReason#raw()}. */
        OTHER
    }
}

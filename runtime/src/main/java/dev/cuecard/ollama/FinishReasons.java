package dev.cuecard.ollama;

import dev.cuecard.error.ConfigurationException;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.FinishReason.Kind;
import java.util.Optional;

/**
 * The words with which Ollama says why a reply ended. It has none for a reply that calls tools: that one, too, ends with
 * {@code stop}.
 *
 * @see <a href="https://docs.ollama.com/api/chat">Ollama API, Generate a chat message, done_reason</a>
 */
final class FinishReasons {

    private static final Optional<FinishReason> STOP = Optional.of(new FinishReason(Kind.STOP, "stop"));
    private static final Optional<FinishReason> CALLS = Optional.of(new FinishReason(Kind.TOOL_CALLS, "stop"));
    private static final Optional<FinishReason> LENGTH = Optional.of(new FinishReason(Kind.LENGTH, "length"));

    private FinishReasons() {}

    /**
     * Gives the reason that a word stands for; "" is none.
     *
     * @param raw the word
     * @param toolsCalled whether the reply called tools
     */
    static Optional<FinishReason> of(String raw, boolean toolsCalled) {
        return switch (raw) {
            case "" -> Optional.empty();
            case "stop" -> toolsCalled ? CALLS : STOP;
            case "length" -> LENGTH;
            // "load" and "unload" answer requests that ask for no reply.
            default -> Optional.of(new FinishReason(Kind.OTHER, raw));
        };
    }

    /**
     * Gives Ollama's word for a kind of reason, for scripted replies.
     *
     * @throws ConfigurationException if there is none
     */
    static String wireName(Kind kind) {
        return switch (kind) {
            case STOP, TOOL_CALLS -> "stop";
            case LENGTH -> "length";
            case OTHER -> "load";
            case REFUSAL ->
                throw new ConfigurationException("ollama has no way to say that a model refuses: its models decline in"
                        + " plain text. Script the words with MockModel.streaming(…).");
            case CONTENT_FILTER ->
                throw new ConfigurationException("ollama has no content filter and no word for one. Script a reply that"
                        + " ends with STOP or LENGTH.");
        };
    }
}

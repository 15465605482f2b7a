package dev.cuecard.openai;

import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.FinishReason.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The words with which this protocol's servers say why a reply ended.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat-streaming/streaming">OpenAI API reference</a>
 */
final class FinishReasons {

    private static final Map<String, Optional<FinishReason>> KNOWN = new HashMap<>();

    static {
        know(Kind.STOP, "stop");
        know(Kind.STOP, "eos"); // Together
        know(Kind.LENGTH, "length");
        know(Kind.LENGTH, "model_length"); // Mistral: the model's own limit
        know(Kind.TOOL_CALLS, "tool_calls");
        know(Kind.TOOL_CALLS, "function_call"); // the API before tools
        know(Kind.CONTENT_FILTER, "content_filter");
        know(Kind.REFUSAL, "refusal");
    }

    private FinishReasons() {}

    private static void know(Kind kind, String raw) {
        KNOWN.put(raw, Optional.of(new FinishReason(kind, raw)));
    }

    /** Gives the reason that a word stands for; "" is none. */
    static Optional<FinishReason> of(String raw) {
        if (raw.isEmpty()) {
            return Optional.empty();
        }
        Optional<FinishReason> known = KNOWN.get(raw);
        return known != null ? known : Optional.of(new FinishReason(Kind.OTHER, raw));
    }

    /** Gives OpenAI's word for a kind of reason. */
    static String wireName(Kind kind) {
        return switch (kind) {
            case STOP -> "stop";
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
            case CONTENT_FILTER -> "content_filter";
            case REFUSAL -> "refusal";
            case OTHER -> "other";
        };
    }
}

package dev.cuecard.anthropic;

import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.FinishReason.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The words with which this protocol's servers say why a reply ended.
 *
 * @see <a href="https://docs.claude.com/en/api/handling-stop-reasons">Anthropic, Handling stop reasons</a>
 */
final class FinishReasons {

    private static final Map<String, Optional<FinishReason>> KNOWN = new HashMap<>();

    static {
        know(Kind.STOP, "end_turn");
        know(Kind.STOP, "stop_sequence");
        know(Kind.LENGTH, "max_tokens");
        know(Kind.LENGTH, "model_context_window_exceeded");
        know(Kind.TOOL_CALLS, "tool_use");
        know(Kind.REFUSAL, "refusal");
        know(Kind.CONTENT_FILTER, "content_filter"); // not Anthropic's own: servers that stand in for it
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

    /** Gives the word for a kind of reason. */
    static String wireName(Kind kind) {
        return switch (kind) {
            case STOP -> "end_turn";
            case LENGTH -> "max_tokens";
            case TOOL_CALLS -> "tool_use";
            case CONTENT_FILTER -> "content_filter";
            case REFUSAL -> "refusal";
            case OTHER -> "pause_turn";
        };
    }
}

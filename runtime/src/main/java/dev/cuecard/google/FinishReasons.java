package dev.cuecard.google;

import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.FinishReason.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The words with which Google says why a candidate ended.
 *
 * @see <a href="https://ai.google.dev/api/generate-content#FinishReason">Gemini API reference, FinishReason</a>
 * @see <a href="https://cloud.google.com/vertex-ai/generative-ai/docs/reference/rest/v1/GenerateContentResponse">Vertex AI
 *     reference, GenerateContentResponse</a>
 */
final class FinishReasons {

    private static final Map<String, Optional<FinishReason>> KNOWN = new HashMap<>();

    static {
        know(Kind.STOP, "STOP", "1");
        know(Kind.LENGTH, "MAX_TOKENS", "2");
        know(Kind.CONTENT_FILTER, "SAFETY", "3");
        know(Kind.CONTENT_FILTER, "RECITATION", "4");
        know(Kind.CONTENT_FILTER, "BLOCKLIST", "7");
        know(Kind.CONTENT_FILTER, "PROHIBITED_CONTENT", "8");
        know(Kind.CONTENT_FILTER, "SPII");
        know(Kind.CONTENT_FILTER, "IMAGE_SAFETY");
        know(Kind.CONTENT_FILTER, "IMAGE_PROHIBITED_CONTENT");
        know(Kind.CONTENT_FILTER, "IMAGE_RECITATION");
        know(Kind.CONTENT_FILTER, "MODEL_ARMOR");
        KNOWN.put("FINISH_REASON_UNSPECIFIED", Optional.empty());
        KNOWN.put("0", Optional.empty());
    }

    private FinishReasons() {}

    /**
     * Some clients ask for the numbers of the words. The Gemini API and Vertex AI number them alike up to 5 and, from there
     * on, differently; 7 and 8 are stops for the content's sake in both, what the others mean cannot be told.
     */
    private static void know(Kind kind, String... spellings) {
        for (String raw : spellings) {
            KNOWN.put(raw, Optional.of(new FinishReason(kind, raw)));
        }
    }

    /**
     * Gives the reason that a word stands for.
     *
     * @param raw the word, or its number; "" is no reason
     * @param called whether the candidate called a function: Google says STOP then as well
     */
    static Optional<FinishReason> of(String raw, boolean called) {
        if (raw.isEmpty()) {
            return Optional.empty();
        }
        Optional<FinishReason> known = KNOWN.get(raw);
        if (known == null) {
            return Optional.of(new FinishReason(Kind.OTHER, raw));
        }
        boolean stopped = known.isPresent() && known.get().kind() == Kind.STOP;
        return stopped && called ? Optional.of(new FinishReason(Kind.TOOL_CALLS, raw)) : known;
    }

    /** Gives Google's word for a kind of reason; there is none for a refusal, which is told as a block of the prompt. */
    static String wireName(Kind kind) {
        return switch (kind) {
            case STOP, TOOL_CALLS -> "STOP";
            case LENGTH -> "MAX_TOKENS";
            case CONTENT_FILTER, REFUSAL -> "SAFETY";
            case OTHER -> "OTHER";
        };
    }
}

package dev.cuecard.google;

/**
 * The words with which Google says why it blocked a prompt.
 *
 * @see <a href="https://ai.google.dev/api/generate-content#BlockReason">Gemini API reference, BlockReason</a>
 */
final class BlockReasons {

    private BlockReasons() {}

    /** Gives the word for a word or its number, which up to 4 is the same on Vertex AI; "" where nothing was blocked. */
    static String word(String raw) {
        return switch (raw) {
            case "0", "BLOCK_REASON_UNSPECIFIED", "BLOCKED_REASON_UNSPECIFIED" -> "";
            case "1" -> "SAFETY";
            case "2" -> "OTHER";
            case "3" -> "BLOCKLIST";
            case "4" -> "PROHIBITED_CONTENT";
            default -> raw;
        };
    }
}

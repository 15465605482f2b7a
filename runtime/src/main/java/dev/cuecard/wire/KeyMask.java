package dev.cuecard.wire;

/**
 * Takes out of a server's words what looks like a key. Servers quote the key they refused, half of it behind stars, and
 * half a key is still more than a log should hold.
 */
public final class KeyMask {

    private static final String MASK = "[key]";
    private static final String[] PREFIXES = {"sk-", "sk_", "gsk_", "xai-", "AIza", "AQ."};

    /** Shorter words with a key's beginning may be names of models. */
    private static final int SHORTEST_KEY = 16;

    private KeyMask() {}

    /** Gives the text with {@code [key]} in place of each word that begins like a key or is half hidden. */
    public static String mask(String text) {
        StringBuilder masked = null;
        int copied = 0;
        int start = 0;
        while (start < text.length()) {
            int end = wordEnd(text, start);
            if (isKey(text.substring(start, end))) {
                masked = masked == null ? new StringBuilder(text.length()) : masked;
                masked.append(text, copied, start).append(MASK);
                copied = end;
            }
            start = end + 1;
        }
        return masked == null
                ? text
                : masked.append(text, copied, text.length()).toString();
    }

    private static int wordEnd(String text, int start) {
        int end = start;
        int length = lengthOfWordCharacter(text, end);
        while (length > 0) {
            end += length;
            length = lengthOfWordCharacter(text, end);
        }
        // The full stop of a sentence is not the key's.
        while (end > start && text.charAt(end - 1) == '.') {
            end--;
        }
        return end;
    }

    /** How long a character of a word is that stands here, plain or as JSON and URLs may write it; 0 where none does. */
    private static int lengthOfWordCharacter(String text, int at) {
        if (at < text.length() && isOfWord(text.charAt(at))) {
            return 1;
        }
        int digits = text.startsWith("\\u00", at) ? at + 4 : text.startsWith("%", at) ? at + 1 : text.length();
        boolean escaped = digits + 2 <= text.length()
                && Character.digit(text.charAt(digits), 16) >= 0
                && Character.digit(text.charAt(digits + 1), 16) >= 0
                && isOfWord((char) Integer.parseInt(text, digits, digits + 2, 16));
        return escaped ? digits + 2 - at : 0;
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '*' || c == '.' || c == '…' || c == '•';
    }

    private static boolean isKey(String word) {
        if (word.contains("***") || word.contains("•••")) {
            return true;
        }
        boolean cut = word.contains("...") || word.contains("…");
        for (String prefix : PREFIXES) {
            if (word.startsWith(prefix) && (cut || word.length() >= SHORTEST_KEY)) {
                return true;
            }
        }
        return false;
    }
}

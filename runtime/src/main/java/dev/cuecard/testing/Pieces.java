package dev.cuecard.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** Cuts the text of a script into what its chunks carry. */
final class Pieces {

    private Pieces() {}

    /** Cuts before the white space between words, as most tokenizers do. */
    static List<String> words(String text) {
        String whole = checked(text);
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 1; i < whole.length(); i++) {
            if (Character.isWhitespace(whole.charAt(i)) && !Character.isWhitespace(whole.charAt(i - 1))) {
                words.add(whole.substring(start, i));
                start = i;
            }
        }
        if (start < whole.length()) {
            words.add(whole.substring(start));
        }
        return words;
    }

    static List<String> ofLength(int chars, String text) {
        if (chars < 1) {
            throw new IllegalArgumentException("chunkSize(" + chars + "): a chunk has 1 character or more");
        }
        List<String> pieces = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int end = start + Math.min(chars, text.length() - start);
            if (end < text.length() && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end))) {
                end++;
            }
            pieces.add(text.substring(start, end));
            start = end;
        }
        return pieces;
    }

    static List<String> checked(List<String> pieces) {
        for (String piece : pieces) {
            if (checked(piece).isEmpty()) {
                throw new IllegalArgumentException(
                        "MockModel.chunks(…) has an empty piece: providers send no chunk for no text");
            }
        }
        return pieces;
    }

    /** Half a surrogate pair has no form in UTF-8, so no provider can send one. */
    static String checked(String text) {
        int broken = 0;
        while (broken < text.length()) {
            int point = text.codePointAt(broken);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                throw new IllegalArgumentException("The text of a mock has half a surrogate pair at index " + broken
                        + ": cut it between characters, as chunkSize does");
            }
            broken += Character.charCount(point);
        }
        return text;
    }

    static long countWords(String text) {
        return new StringTokenizer(text).countTokens();
    }
}

package dev.cuecard.provider;

import java.util.Arrays;

/**
 * Finds a key in a text from outside, whichever way it is written there: as it is, as JSON, URLs and HTML write its
 * characters, one inside the other, and cut short where an excerpt ends or where a quote begins.
 *
 * <p>A character may be read in more ways than one, as {@code %25} is a percent sign or three characters: the places that are
 * reached are followed side by side. Nothing is looked at further ahead than the key is long, so that a text of nothing but
 * escapes takes no longer than another.
 */
final class KeyWritings {

    /** Of a key that is cut short less than this tells nothing, and may be the beginning of another word. */
    private static final int SHORTEST_CUT = 8;

    /** The backslashes before a character of JSON inside JSON inside JSON, and likewise the percent signs of a URL. */
    private static final int DEEPEST = 7;

    private static final int LONGEST_ESCAPE = 12;

    private static final String[] ENTITIES = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
    private static final String NAMED = "&<>\"'";

    private final String key;
    private final String text;

    private KeyWritings(String key, String text) {
        this.key = key;
        this.text = text;
    }

    /** Puts a mask in place of every writing of a key. */
    static String replace(String key, String text, String mask) {
        KeyWritings writings = new KeyWritings(key, text);
        StringBuilder clean = null;
        int copied = 0;
        int at = 0;
        while (at < text.length()) {
            int end = writings.endOfKey(at);
            if (end < 0) {
                at++;
                continue;
            }
            clean = clean == null ? new StringBuilder(text.length()) : clean;
            clean.append(text, copied, at).append(mask);
            copied = end;
            at = end;
        }
        return clean == null ? text : clean.append(text, copied, text.length()).toString();
    }

    /** Where the key ends that begins here; -1 where none does. */
    private int endOfKey(int start) {
        int end = beginsQuote(start) ? endOfTail(start) : -1;
        char first = text.charAt(start);
        if (end >= 0 || (first != key.charAt(0) && first != '\\' && first != '%' && first != '&')) {
            return end;
        }
        if (text.startsWith(key, start)) {
            return start + key.length();
        }
        Places places = new Places();
        places.add(start);
        int cut = -1;
        for (int i = 0; i < key.length(); i++) {
            cut = i < SHORTEST_CUT ? cut : Math.max(cut, cutOf(places));
            Places next = new Places();
            for (int p = 0; p < places.count; p++) {
                read(places.at[p], key.charAt(i), i > 0, next);
            }
            if (next.count == 0) {
                return cut;
            }
            places = next;
        }
        return places.furthest();
    }

    /** Adds the places behind a character that stands here, in each of its writings. */
    private void read(int start, char wanted, boolean escapable, Places ends) {
        int at = start;
        while (true) {
            if (isAt(at, wanted)) {
                ends.add(at + 1);
            }
            if (isAt(at, '\\') && isAt(at + 1, 'u') && number(at + 2, at + 6, 16) == wanted) {
                ends.add(at + 6);
            }
            if (!escapable || !isAt(at, '\\') || at - start == DEEPEST) {
                break;
            }
            at++;
        }
        if (isAt(start, '%')) {
            readOfUrl(start, wanted, ends);
        } else if (isAt(start, '&')) {
            readOfHtml(start, wanted, ends);
        }
    }

    /** The percent sign of an escape may be escaped itself. */
    private void readOfUrl(int start, char wanted, Places ends) {
        int digits = start + 1;
        for (int depth = 0; depth < DEEPEST; depth++) {
            if (number(digits, digits + 2, 16) == wanted) {
                ends.add(digits + 2);
            }
            if (!text.startsWith("25", digits)) {
                return;
            }
            digits += 2;
        }
    }

    private void readOfHtml(int start, char wanted, Places ends) {
        int named = NAMED.indexOf(wanted);
        if (named >= 0 && text.startsWith(ENTITIES[named], start)) {
            ends.add(start + ENTITIES[named].length());
        }
        int end = start + 1;
        while (end < text.length() && end - start < LONGEST_ESCAPE && text.charAt(end) != ';') {
            end++;
        }
        if (isAt(start + 1, '#') && isAt(end, ';')) {
            boolean hex = isAt(start + 2, 'x') || isAt(start + 2, 'X');
            if (number(hex ? start + 3 : start + 2, end, hex ? 16 : 10) == wanted) {
                ends.add(end + 1);
            }
        }
    }

    private int number(int start, int end, int radix) {
        if (start >= end || end > text.length()) {
            return -1;
        }
        int number = 0;
        for (int i = start; i < end; i++) {
            int digit = Character.digit(text.charAt(i), radix);
            if (digit < 0 || number > Character.MAX_VALUE) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number;
    }

    /** Whether a quote begins here, or behind the number that was made of its beginning. */
    private boolean beginsQuote(int start) {
        int before = start - 1;
        while (before >= 0 && start - before < LONGEST_ESCAPE && Character.isDigit(text.charAt(before))) {
            before--;
        }
        return before < 0 || text.charAt(before) == '"';
    }

    /** A parser that takes a beginning for a number, or for a header's name, quotes the rest alone. */
    private int endOfTail(int start) {
        for (int i = 1; i + SHORTEST_CUT <= key.length(); i++) {
            if (text.regionMatches(start, key, i, key.length() - i)) {
                return start + key.length() - i;
            }
        }
        return -1;
    }

    /** The place among these where the text was cut, be it by us or by a parser that quotes a word of it; -1 where none is. */
    private int cutOf(Places places) {
        for (int p = 0; p < places.count; p++) {
            if (isCut(places.at[p])) {
                return places.at[p];
            }
        }
        return -1;
    }

    private boolean isCut(int at) {
        if (at >= text.length() || text.charAt(at) == '\'' || isEllipsis(at)) {
            return true;
        }
        char next = text.charAt(at);
        if (next != '\\' && next != '%' && next != '&') {
            return false;
        }
        // Of an escape the beginning is left.
        int longest = Math.min(at + LONGEST_ESCAPE, text.length());
        for (int i = at + 1; i < longest; i++) {
            if (isEllipsis(i)) {
                return true;
            }
        }
        return longest == text.length();
    }

    private boolean isEllipsis(int at) {
        return text.charAt(at) == '…' || text.startsWith("...", at);
    }

    private boolean isAt(int at, char wanted) {
        return at < text.length() && text.charAt(at) == wanted;
    }

    /** A few places in the text, each once. */
    private static final class Places {
        private int[] at = new int[4];
        private int count;

        void add(int place) {
            for (int i = 0; i < count; i++) {
                if (at[i] == place) {
                    return;
                }
            }
            if (count == at.length) {
                at = Arrays.copyOf(at, 2 * count);
            }
            at[count++] = place;
        }

        int furthest() {
            int furthest = at[0];
            for (int i = 1; i < count; i++) {
                furthest = Math.max(furthest, at[i]);
            }
            return furthest;
        }
    }
}

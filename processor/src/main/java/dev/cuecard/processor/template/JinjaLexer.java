package dev.cuecard.processor.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a Jinja template into plain text and tags, and the tags into words. It goes on only as far as it is asked to, so
 * that a text full of faults is not read to its end.
 */
final class JinjaLexer {

    private static final List<String> LONG_SYMBOLS = List.of("==", "!=", "<=", ">=", "**", "//", "&&", "||");
    private static final List<String> DELIMITERS = List.of("}}", "%}", "{{", "{%", "{#");
    private static final Pattern END_OF_RAW = Pattern.compile("\\{%-?\\s*+endraw\\s*+-?%}");

    private final String text;
    private final int base;
    private int position;
    private boolean trims;

    /** Reads a text whose first character has the offset {@code base}. */
    JinjaLexer(String text, int base) {
        this.text = text;
        this.base = base;
    }

    /** A piece of the template. */
    sealed interface Token {}

    /** Plain text, as it is written between tags that may have trimmed it. */
    record Plain(String text, int offset) implements Token {}

    /**
     * A tag.
     *
     * @param opening how it begins; a comment is a tag only if nothing closes it
     * @param words what it says; the last is the end
     * @param fault what is wrong with its delimiters
     */
    record Tag(String opening, List<Word> words, @Nullable SyntaxFault fault) implements Token {}

    /** The kinds of words. */
    enum Kind {
        NAME,
        TEXT,
        /** A quote that nothing closes. */
        QUOTE,
        NUMBER,
        SYMBOL,
        END
    }

    /** A word of a tag, as it is written; that of the end is empty. */
    record Word(Kind kind, String text, int offset) {}

    /** Returns the next piece, null at the end. */
    @Nullable
    Token next() {
        while (position < text.length()) {
            int tag = tagAt(position);
            if (tag > position) {
                Plain plain = plain(position, tag);
                position = tag;
                trims = false;
                if (!plain.text().isEmpty()) {
                    return plain;
                }
                continue;
            }
            trims = false;
            if (text.charAt(tag + 1) == '#') {
                if (!skipComment(tag)) {
                    position = text.length();
                    return new Tag("{#", List.of(), unclosed("{#", "#}", tag));
                }
            } else {
                return tag(tag);
            }
        }
        return null;
    }

    /** Passes over text that is none of the template's, up to the tag that ends it, if there is one. */
    void skipRaw() {
        Matcher end = END_OF_RAW.matcher(text);
        if (end.find(position)) {
            position = end.end();
        }
    }

    private int tagAt(int from) {
        int at = text.indexOf('{', from);
        while (at >= 0 && !isOpening(at)) {
            at = text.indexOf('{', at + 1);
        }
        return at < 0 ? text.length() : at;
    }

    private boolean isOpening(int at) {
        return text.startsWith("{{", at) || text.startsWith("{%", at) || text.startsWith("{#", at);
    }

    /** What a tag trims is the text right next to it, up to the next tag. */
    private Plain plain(int from, int to) {
        int start = from;
        while (trims && start < to && isLayout(start)) {
            start++;
        }
        int end = to;
        if (text.startsWith("-", to + 2)) {
            while (end > start && isLayout(end - 1)) {
                end--;
            }
        }
        return new Plain(text.substring(start, end), base + start);
    }

    private boolean isLayout(int at) {
        char c = text.charAt(at);
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private boolean skipComment(int opening) {
        int start = opening + (text.startsWith("-", opening + 2) ? 3 : 2);
        int end = text.indexOf("#}", start);
        if (end < 0) {
            return false;
        }
        trims = end > start && text.charAt(end - 1) == '-';
        position = end + 2;
        return true;
    }

    private Tag tag(int start) {
        boolean isStatement = text.charAt(start + 1) == '%';
        String opening = isStatement ? "{%" : "{{";
        String closing = isStatement ? "%}" : "}}";
        String wrong = isStatement ? "}}" : "%}";
        position = start + (text.startsWith("-", start + 2) ? 3 : 2);
        List<Word> words = new ArrayList<>();
        SyntaxFault fault = null;
        for (skipSpace(); ; skipSpace()) {
            if (position == text.length() || isOpening(position)) {
                words.add(new Word(Kind.END, "", base + position));
                fault = unclosed(opening, closing, start);
                break;
            }
            boolean isTrimming = text.charAt(position) == '-' && text.startsWith(closing, position + 1);
            if (isTrimming || text.startsWith(closing, position)) {
                words.add(new Word(Kind.END, "", base + position));
                position += isTrimming ? 3 : 2;
                trims = isTrimming;
                break;
            }
            if (text.startsWith(wrong, position)) {
                words.add(new Word(Kind.END, "", base + position));
                fault = JinjaSentences.wrongClosing(opening, closing, wrong, base + position);
                position += 2;
                break;
            }
            words.add(word());
        }
        return new Tag(opening, words, fault);
    }

    private SyntaxFault unclosed(String opening, String closing, int start) {
        return JinjaSentences.unclosedTag(opening, closing, base + start);
    }

    private void skipSpace() {
        while (position < text.length()
                && (Character.isWhitespace(text.charAt(position)) || Character.isSpaceChar(text.charAt(position)))) {
            position++;
        }
    }

    private Word word() {
        int start = position;
        char c = text.charAt(start);
        if (c == '"' || c == '\'') {
            int end = textEnd(start, c);
            if (end > 0) {
                return word(Kind.TEXT, start, end);
            }
            Word quote = word(Kind.QUOTE, start, start + 1);
            while (position < text.length() && DELIMITERS.stream().noneMatch(d -> text.startsWith(d, position))) {
                position++;
            }
            return quote;
        }
        if (isDigit(start)) {
            return word(Kind.NUMBER, start, numberEnd(start));
        }
        if (Character.isJavaIdentifierStart(text.codePointAt(start))) {
            return word(Kind.NAME, start, nameEnd(start));
        }
        for (String symbol : LONG_SYMBOLS) {
            if (text.startsWith(symbol, start)) {
                return word(Kind.SYMBOL, start, start + symbol.length());
            }
        }
        return word(Kind.SYMBOL, start, start + Character.charCount(text.codePointAt(start)));
    }

    private Word word(Kind kind, int start, int end) {
        position = end;
        return new Word(kind, text.substring(start, end), base + start);
    }

    /** Returns where a text in quotes ends, -1 if it does not. */
    private int textEnd(int start, char quote) {
        for (int at = start + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == quote) {
                return at + 1;
            }
            if (c == '\\') {
                at++;
            }
        }
        return -1;
    }

    private boolean isDigit(int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    /** Takes letters right behind the digits along: 1e5 is one word, though no number. */
    private int numberEnd(int start) {
        int at = digitsEnd(start);
        if (at < text.length() && text.charAt(at) == '.' && isDigit(at + 1)) {
            at = digitsEnd(at + 1);
        }
        return nameEnd(at);
    }

    private int digitsEnd(int start) {
        int at = start;
        while (isDigit(at)) {
            at++;
        }
        return at;
    }

    private int nameEnd(int start) {
        int at = start;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (!Character.isJavaIdentifierPart(c) || Character.isIdentifierIgnorable(c)) {
                break;
            }
            at += Character.charCount(c);
        }
        return at;
    }
}

package dev.cuecard.processor.template;

import org.jspecify.annotations.Nullable;

/**
 * Cuts text in the Mustache syntax into plain text and tags, one after the other as it is asked, so that its reader may
 * stop early. A tag of a section or a comment that stands alone on its line takes the line with it.
 */
final class MustacheLexer {

    /** What a tag that inserts a value begins with: nothing. */
    static final char VALUE = ' ';

    private static final String SIGILS = "#^/!>=&<";

    private final String text;
    private int position;
    private @Nullable Tag pending;

    MustacheLexer(String text) {
        this.text = text;
    }

    /** A piece of the text. */
    sealed interface Token {}

    /** Plain text. */
    record Plain(int start, int end) implements Token {}

    /**
     * A tag.
     *
     * @param sigil what it begins with: one of {@code # ^ / ! > = & <}, a third brace, or {@link #VALUE}
     * @param start where its braces begin
     * @param sigilStart where its sigil was written, or what follows the braces if it has none
     * @param contentStart where its content begins, without blanks
     * @param contentEnd where its content ends, without blanks
     * @param closed whether it is closed; the content of one that is not is the name that it begins with
     */
    record Tag(char sigil, int start, int sigilStart, int contentStart, int contentEnd, boolean closed)
            implements Token {}

    /** Returns the next piece, or null at the end. */
    @Nullable
    Token next() {
        Tag tag = pending;
        if (tag != null) {
            pending = null;
            return tag;
        }
        int start = position;
        int braces = text.indexOf("{{", start);
        if (braces < 0) {
            position = text.length();
            return start < position ? new Plain(start, position) : null;
        }
        tag = tag(braces);
        int end = braces;
        if (tag.closed() && "#^/!".indexOf(tag.sigil()) >= 0) {
            int lineStart = blanksBefore(braces);
            int lineEnd = Lines.skipBlanks(text, position, text.length());
            if (isLineStart(lineStart) && isLineEnd(lineEnd)) {
                end = lineStart;
                position = Lines.next(text, lineEnd);
            }
        }
        if (start < end) {
            pending = tag;
            return new Plain(start, end);
        }
        return tag;
    }

    /** Reads a tag and goes behind it. */
    private Tag tag(int start) {
        boolean isTriple = text.startsWith("{{{", start);
        int inner = start + (isTriple ? 3 : 2);
        int sigilStart = skipSpace(inner);
        char sigil = isTriple ? '{' : VALUE;
        int contentStart = sigilStart;
        if (!isTriple && sigilStart < text.length() && SIGILS.indexOf(text.charAt(sigilStart)) >= 0) {
            sigil = text.charAt(sigilStart);
            contentStart = skipSpace(sigilStart + 1);
        }
        int close = switch (sigil) {
            case '!' -> text.indexOf("}}", sigilStart + 1);
            case '=' -> delimitersEnd(sigilStart + 1);
            default -> contentEnd(contentStart);
        };
        String closing = isTriple ? "}}}" : "}}";
        if (close >= 0 && text.startsWith(closing, close)) {
            position = close + closing.length();
            return new Tag(sigil, start, sigilStart, contentStart, spaceBefore(contentStart, close), true);
        }
        if (sigil == '!') {
            position = text.length();
            return new Tag(sigil, start, sigilStart, contentStart, contentStart, false);
        }
        if (contentStart >= Lines.end(text, inner)) {
            // Lines behind braces that hold nothing are no part of a tag: a role may follow.
            contentStart = sigilStart < Lines.end(text, inner) && !isTriple && sigil != VALUE ? sigilStart + 1 : inner;
        }
        int nameEnd = contentStart;
        while (nameEnd < text.length() && isNamePart(text.charAt(nameEnd))) {
            nameEnd++;
        }
        position = close < 0 ? nameEnd : close + 2;
        return new Tag(sigil, start, sigilStart, contentStart, nameEnd, false);
    }

    /** Returns where a tag's content ends; -1 where another tag, or the end of the text, comes first. */
    private int contentEnd(int from) {
        for (int at = from; at + 1 < text.length(); at++) {
            if (text.startsWith("}}", at)) {
                return at;
            }
            if (text.startsWith("{{", at)) {
                return -1;
            }
        }
        return -1;
    }

    /** New delimiters may be braces too, so that only the second equals sign tells where they end. */
    private int delimitersEnd(int from) {
        int second = text.indexOf("=}}", from);
        return second >= 0 && second < Lines.end(text, from) ? second + 1 : contentEnd(from);
    }

    private boolean isLineStart(int at) {
        return at == 0 || Lines.isLineEnd(text.charAt(at - 1));
    }

    private boolean isLineEnd(int at) {
        return at == text.length() || Lines.isLineEnd(text.charAt(at));
    }

    private int blanksBefore(int from) {
        int at = from;
        while (at > 0 && Lines.isBlank(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private int skipSpace(int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private int spaceBefore(int start, int end) {
        int at = end;
        while (at > start && Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static boolean isNamePart(char c) {
        return c == '.' || Character.isJavaIdentifierPart(c);
    }
}

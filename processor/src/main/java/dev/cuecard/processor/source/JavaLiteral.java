package dev.cuecard.processor.source;

import java.util.Arrays;

/**
 * A string literal or text block, decoded as the compiler does it, each decoded character with the place in the source
 * that it came from.
 */
final class JavaLiteral {

    private final Characters decoded;
    private final int end;

    private JavaLiteral(Characters decoded, int end) {
        this.decoded = decoded;
        this.end = end;
    }

    /**
     * Decodes the literal that begins at an offset.
     *
     * @throws IllegalArgumentException if there is no whole literal
     */
    static JavaLiteral at(String source, int start) {
        UnicodeEscapes in = new UnicodeEscapes(source, start);
        if (in.read() != '"') {
            throw new IllegalArgumentException("no literal at " + start);
        }
        boolean block = in.startsWith("\"\"");
        Characters raw = block ? rawTextBlock(in) : rawString(in);
        return new JavaLiteral(unescape(block ? stripIndent(raw) : raw), in.position());
    }

    String text() {
        return decoded.text();
    }

    /** Returns where a decoded character came from; for the text's end, where its closing quote is. */
    int origin(int offset) {
        return decoded.origin(offset);
    }

    /** Returns the offset behind the closing quote. */
    int end() {
        return end;
    }

    private static Characters rawString(UnicodeEscapes in) {
        Characters raw = new Characters();
        while (true) {
            int at = in.position();
            char c = in.read();
            if (c == '"') {
                raw.end(at);
                return raw;
            }
            raw.add(c, at);
            if (c == '\\') {
                int next = in.position();
                raw.add(in.read(), next);
            }
        }
    }

    private static Characters rawTextBlock(UnicodeEscapes in) {
        in.skip(2);
        for (char c = in.read(); c != '\n'; ) {
            if (c == '\r') {
                in.skipIf('\n');
                break;
            }
            c = in.read();
        }
        Characters raw = new Characters();
        while (true) {
            int at = in.position();
            if (in.startsWith("\"\"\"")) {
                in.skip(3);
                raw.end(at);
                return raw;
            }
            char c = in.read();
            if (c == '\r') {
                in.skipIf('\n');
                raw.add('\n', at);
            } else {
                raw.add(c, at);
                if (c == '\\' && in.peek() != '\r') {
                    int next = in.position();
                    raw.add(in.read(), next);
                }
            }
        }
    }

    /** Takes away what {@link String#stripIndent()} takes away, and remembers where the rest came from. */
    private static Characters stripIndent(Characters raw) {
        String text = raw.text();
        int indent = Integer.MAX_VALUE;
        for (int start = 0; start <= text.length(); start = lineEnd(text, start) + 1) {
            int end = lineEnd(text, start);
            int first = firstVisible(text, start, end);
            if (first < end || end == text.length()) {
                indent = Math.min(indent, first - start);
            }
        }
        Characters stripped = new Characters();
        for (int start = 0; start <= text.length(); start = lineEnd(text, start) + 1) {
            int end = lineEnd(text, start);
            int last = end;
            while (last > start && Character.isWhitespace(text.charAt(last - 1))) {
                last--;
            }
            for (int i = Math.min(start + indent, last); i < last; i++) {
                stripped.add(text.charAt(i), raw.origin(i));
            }
            if (end < text.length()) {
                stripped.add('\n', raw.origin(end));
            }
        }
        stripped.end(raw.origin(text.length()));
        return stripped;
    }

    private static int lineEnd(String text, int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }

    private static int firstVisible(String text, int start, int end) {
        int first = start;
        while (first < end && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        return first;
    }

    private static Characters unescape(Characters raw) {
        String text = raw.text();
        Characters out = new Characters();
        for (int i = 0; i < text.length(); i++) {
            int origin = raw.origin(i);
            char c = text.charAt(i);
            if (c != '\\') {
                out.add(c, origin);
                continue;
            }
            char escaped = text.charAt(++i);
            if (escaped >= '0' && escaped <= '7') {
                int longest = escaped <= '3' ? 3 : 2;
                int last = i;
                while (last + 1 < text.length() && last + 1 - i < longest && isOctal(text.charAt(last + 1))) {
                    last++;
                }
                out.add((char) Integer.parseInt(text.substring(i, last + 1), 8), origin);
                i = last;
            } else if (escaped != '\n') {
                out.add(unescaped(escaped), origin);
            }
        }
        out.end(raw.origin(text.length()));
        return out;
    }

    private static boolean isOctal(char c) {
        return c >= '0' && c <= '7';
    }

    private static char unescaped(char escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 's' -> ' ';
            default -> escaped;
        };
    }

    /** Characters, each with its place in the source. */
    private static final class Characters {

        private final StringBuilder text = new StringBuilder();
        private int[] origins = new int[64];

        void add(char c, int origin) {
            end(origin);
            text.append(c);
        }

        /** Says where the text ends. */
        void end(int origin) {
            if (text.length() == origins.length) {
                origins = Arrays.copyOf(origins, origins.length * 2);
            }
            origins[text.length()] = origin;
        }

        int origin(int offset) {
            return origins[offset];
        }

        String text() {
            return text.toString();
        }
    }
}

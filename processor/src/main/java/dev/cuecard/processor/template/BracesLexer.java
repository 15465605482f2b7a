package dev.cuecard.processor.template;

import dev.cuecard.processor.template.Template.Member;
import dev.cuecard.processor.template.Template.Path;
import dev.cuecard.processor.template.Template.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Cuts text in the braces syntax into plain pieces and placeholders. A brace opens a placeholder only when an identifier
 * path and perhaps a spec follow, up to the closing brace; all else is plain, JSON above all.
 */
final class BracesLexer {

    private final String text;
    private final int end;
    private int position;

    BracesLexer(String text, int start, int end) {
        this.text = text;
        this.position = start;
        this.end = end;
    }

    /** A piece of the text. */
    sealed interface Token {}

    /** Plain text; {@code escaped} is the placeholder that it would be with one pair of braces less. */
    record Plain(String text, int offset, @Nullable Placeholder escaped) implements Token {}

    /** A name in a placeholder. */
    record Name(String text, int offset) {}

    /** A placeholder: the names of its path, and its spec if it has one. */
    record Placeholder(List<Name> path, @Nullable Name spec, int end) implements Token {}

    /** Returns the path of a placeholder, given where its characters were written. */
    static Path path(Placeholder placeholder, IntUnaryOperator origin) {
        List<Name> names = placeholder.path();
        Name root = names.get(0);
        List<Step> steps = new ArrayList<>();
        for (Name name : names.subList(1, names.size())) {
            steps.add(new Member(name.text(), origin.applyAsInt(name.offset())));
        }
        return new Path(new Template.Name(root.text(), origin.applyAsInt(root.offset())), steps);
    }

    List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        int plain = position;
        while (position < end) {
            if (text.charAt(position) != '{') {
                position++;
                continue;
            }
            int at = position;
            Placeholder escaped = at + 1 < end && text.charAt(at + 1) == '{' ? placeholder(at + 1) : null;
            if (escaped != null && escaped.end() < end && text.charAt(escaped.end()) == '}') {
                addPlain(plain, at, tokens);
                tokens.add(new Plain(text.substring(at + 1, escaped.end()), at + 1, escaped));
                position = escaped.end() + 1;
                plain = position;
                continue;
            }
            Placeholder placeholder = placeholder(at);
            if (placeholder == null) {
                position++;
                continue;
            }
            addPlain(plain, at, tokens);
            tokens.add(placeholder);
            position = placeholder.end();
            plain = position;
        }
        addPlain(plain, end, tokens);
        return tokens;
    }

    private void addPlain(int from, int to, List<Token> tokens) {
        if (from < to) {
            tokens.add(new Plain(text.substring(from, to), from, null));
        }
    }

    private @Nullable Placeholder placeholder(int brace) {
        List<Name> path = new ArrayList<>();
        int at = brace;
        do {
            int start = at + 1;
            at = identifierEnd(start);
            if (at == start) {
                return null;
            }
            path.add(new Name(text.substring(start, at), start));
        } while (at < end && text.charAt(at) == '.');
        Name spec = null;
        if (at < end && text.charAt(at) == ':') {
            int start = at + 1;
            at = wordEnd(start);
            if (at == start) {
                return null;
            }
            spec = new Name(text.substring(start, at), start);
        }
        return at < end && text.charAt(at) == '}' ? new Placeholder(path, spec, at + 1) : null;
    }

    private int identifierEnd(int start) {
        int at = start;
        while (at < end) {
            int c = text.codePointAt(at);
            boolean fits = at == start
                    ? Character.isJavaIdentifierStart(c)
                    : Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
            if (!fits) {
                break;
            }
            at += Character.charCount(c);
        }
        return Math.min(at, end);
    }

    private int wordEnd(int start) {
        int at = start;
        while (at < end && Character.isLetter(text.charAt(at))) {
            at++;
        }
        return at;
    }
}

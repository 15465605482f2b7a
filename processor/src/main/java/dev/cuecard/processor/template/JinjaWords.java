package dev.cuecard.processor.template;

import dev.cuecard.processor.template.JinjaLexer.Kind;
import dev.cuecard.processor.template.JinjaLexer.Word;
import dev.cuecard.processor.template.Template.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks over the words of one tag. It remembers the first path there, for a fault that comes later to name. */
final class JinjaWords {

    private final List<Word> words;
    private int at;
    private @Nullable Path named;

    /** Walks over words of which the last is the end. */
    JinjaWords(List<Word> words) {
        this.words = words;
    }

    Word next() {
        return words.get(at);
    }

    /** Returns the next word and goes behind it; never behind the end. */
    Word take() {
        Word word = next();
        if (word.kind() != Kind.END) {
            at++;
        }
        return word;
    }

    /** Returns whether a name or a symbol is next; texts are never meant, as those are written in quotes. */
    boolean isNext(String text) {
        return next().text().equals(text);
    }

    /** Returns whether two names or symbols are next. */
    boolean isNext(String first, String second) {
        return isNext(first) && words.get(at + 1).text().equals(second);
    }

    /** Goes behind a name or a symbol if it is next. */
    boolean takes(String text) {
        boolean isNext = isNext(text);
        if (isNext) {
            at++;
        }
        return isNext;
    }

    /** Goes behind the next of these words; to the end if there is none. */
    void skipPast(String text) {
        while (next().kind() != Kind.END && !takes(text)) {
            at++;
        }
    }

    void end() throws Unreadable {
        if (next().kind() != Kind.END) {
            throw new Unreadable(JinjaSentences.unexpected(next()));
        }
    }

    /** Keeps the first path of the tag; a longer form of it replaces it. */
    void remember(Path path) {
        if (named == null || named.root().equals(path.root())) {
            named = path;
        }
    }

    @Nullable
    Path named() {
        return named;
    }
}

package dev.cuecard.processor.prompty;

import java.util.OptionalInt;

/**
 * The syntax of a file's template.
 *
 * @param syntax which one
 * @param strict whether the author asks for strictness; a compiler that knows every input is strict anyhow
 * @param offset where the syntax is named, nothing if it is the one that holds unless another is named
 */
public record PromptyFormat(Syntax syntax, boolean strict, OptionalInt offset) {

    /** What holds where a file says nothing. */
    static final PromptyFormat UNSAID = new PromptyFormat(Syntax.JINJA2, false, OptionalInt.empty());

    /** The syntaxes that a file can name. */
    public enum Syntax {
        JINJA2,
        MUSTACHE
    }
}

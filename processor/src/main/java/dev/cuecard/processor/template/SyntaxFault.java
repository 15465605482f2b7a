package dev.cuecard.processor.template;

import java.util.List;
import java.util.Optional;

/**
 * Something that is no template.
 *
 * @param kind what kind of fault it is
 * @param offset where it was written
 * @param sentence what is wrong
 * @param details how to mend it
 * @param named the path it names all the same: its input is in use
 */
public record SyntaxFault(Kind kind, int offset, String sentence, List<String> details, Optional<Template.Path> named) {

    public SyntaxFault {
        details = List.copyOf(details);
    }

    /** A fault that names no path. */
    public SyntaxFault(Kind kind, int offset, String sentence, List<String> details) {
        this(kind, offset, sentence, details, Optional.empty());
    }

    /** The kinds of faults. */
    public enum Kind {
        /** A tag or an expression that cannot be read. */
        SYNTAX,
        /** A line that is nearly a role. */
        ROLE,
        /** A file to include that is not there, or that includes itself. */
        INCLUDE
    }
}

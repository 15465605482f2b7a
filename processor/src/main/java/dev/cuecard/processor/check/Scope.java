package dev.cuecard.processor.check;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The names that a template has given to values at one of its places, and what is known there. Immutable: what is inside
 * a loop or a section has a scope of its own.
 */
final class Scope {

    static final Scope OUTERMOST = new Scope(null, null, false, Known.NOTHING);

    private final @Nullable Scope outer;
    private final @Nullable Variable variable;
    private final boolean isContext;
    private final Known known;

    private Scope(@Nullable Scope outer, @Nullable Variable variable, boolean isContext, Known known) {
        this.outer = outer;
        this.variable = variable;
        this.isContext = isContext;
        this.known = known;
    }

    /** Returns the scope inside a loop. */
    Scope with(Variable element) {
        return new Scope(this, element, false, known);
    }

    /** Returns the scope inside a section of Mustache. */
    Scope in(Variable context) {
        return new Scope(this, context, true, known);
    }

    /** Returns the same scope where more is known. */
    Scope knowing(Known more) {
        return new Scope(outer, variable, isContext, known.and(more));
    }

    Known known() {
        return known;
    }

    /** Returns the scope around the innermost variable, if there is one. */
    Optional<Scope> outer() {
        return Optional.ofNullable(outer);
    }

    /** Returns the innermost variable. */
    Optional<Variable> variable() {
        return Optional.ofNullable(variable);
    }

    /** Returns whether the innermost variable is a context, and no loop's variable. */
    boolean isContext() {
        return isContext;
    }
}

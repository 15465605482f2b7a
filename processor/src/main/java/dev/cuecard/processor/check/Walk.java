package dev.cuecard.processor.check;

import dev.cuecard.processor.check.PathCheck.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;

/** A path on the way: what was walked, what is there, and what is known of it. */
final class Walk {

    final Need need;
    final Scope scope;
    final Access.Root root;
    final List<Access.Step> steps = new ArrayList<>();
    final StringBuilder written;
    final StringBuilder key;
    TypeMirror type;
    Presence presence;

    Walk(Need need, Scope scope, Access.Root root, String written, String key, TypeMirror type, Presence presence) {
        this.need = need;
        this.scope = scope;
        this.root = root;
        this.written = new StringBuilder(written);
        this.key = new StringBuilder(key);
        this.type = type;
        this.presence = presence;
    }

    String path() {
        return written.toString();
    }

    boolean isKnown() {
        return scope.known().isPresent(key.toString());
    }

    /** Takes what an {@code Optional} holds, or says that a value may be absent. */
    static Optional<Walk> settled(Walk walk, boolean isNullable, int offset, TypeFacts facts, PathProblems problems) {
        Optional<TypeMirror> held = facts.held(walk.type);
        if (held.isEmpty() && !isNullable) {
            return Optional.of(walk);
        }
        boolean known = walk.isKnown();
        if (!known && walk.need == Need.VALUE) {
            problems.possiblyAbsent(walk.steps.isEmpty(), walk.path(), offset);
            return Optional.empty();
        }
        if (held.isPresent()) {
            walk.steps.add(new Access.Unwrap(known ? Presence.ALWAYS : Presence.MAYBE, walk.path()));
            walk.type = facts.bound(held.get());
        } else if (!known) {
            walk.steps.add(new Access.Unsure(walk.path()));
        }
        walk.presence = !known || walk.presence == Presence.MAYBE
                ? Presence.MAYBE
                : held.isPresent() ? Presence.ALWAYS : walk.presence;
        return Optional.of(walk);
    }
}

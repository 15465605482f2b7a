package dev.cuecard.processor.check;

import java.util.HashSet;
import java.util.Set;

/**
 * What is known at a place of a template: which values are there. Values are named by their paths; one that is there says
 * so of all that its path goes through.
 *
 * @param present the paths of the values that are there
 */
record Known(Set<String> present) {

    static final Known NOTHING = new Known(Set.of());

    Known {
        present = Set.copyOf(present);
    }

    boolean isPresent(String path) {
        return present.contains(path);
    }

    /** Returns what is known where either this or the other holds: what both say. */
    Known or(Known other) {
        Set<String> both = new HashSet<>(present);
        both.retainAll(other.present);
        return new Known(both);
    }

    /** Returns what is known where both this and the other hold. */
    Known and(Known other) {
        if (other.present.isEmpty()) {
            return this;
        }
        Set<String> either = new HashSet<>(present);
        either.addAll(other.present);
        return new Known(either);
    }
}

package dev.cuecard.processor.check;

import dev.cuecard.processor.read.Property;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;

/**
 * How a path gets at its value.
 *
 * @param root what it begins with
 * @param steps the steps from there
 * @param type the value's type
 * @param presence whether the value may be missing
 * @param path the path as it is written
 */
public record Access(Root root, List<Step> steps, TypeMirror type, Presence presence, String path) implements Term {

    public Access {
        steps = List.copyOf(steps);
    }

    /** What a path begins with. */
    public sealed interface Root {}

    /**
     * An input or a default method.
     *
     * @param property the property
     */
    public record Of(Property property) implements Root {}

    /**
     * A variable of the template.
     *
     * @param variable the variable
     */
    public record Local(Variable variable) implements Root {}

    /**
     * What the entry of a map holds.
     *
     * @param variable the entry
     */
    public record Held(Variable variable) implements Root {}

    /**
     * A counter of a loop.
     *
     * @param variable the loop's variable
     * @param counter which counter
     */
    public record Counted(Variable variable, Counter counter) implements Root {}

    /** The counters of a loop. */
    public enum Counter {
        INDEX,
        INDEX0,
        FIRST,
        LAST,
        LENGTH
    }

    /** A step of a path. */
    public sealed interface Step {
        /** Returns whether there may be nothing behind it. */
        Presence presence();

        /** Returns the path up to this step. */
        String path();
    }

    /**
     * Calls a method without parameters.
     *
     * @param method the method
     * @param presence whether it may return null
     * @param path the path up to here
     */
    public record Call(ExecutableElement method, Presence presence, String path) implements Step {}

    /**
     * Looks a name up in a map that must have it.
     *
     * @param key the name
     * @param path the path up to here
     */
    public record Entry(String key, String path) implements Step {
        @Override
        public Presence presence() {
            return Presence.ALWAYS;
        }
    }

    /**
     * Looks a key up in a map that may lack it.
     *
     * @param key the key
     * @param path the path up to here
     */
    public record Lookup(Term key, String path) implements Step {
        @Override
        public Presence presence() {
            return Presence.MAYBE;
        }
    }

    /**
     * Takes an element of a list or an array that may have fewer.
     *
     * @param index the index, from 0
     * @param path the path up to here
     */
    public record At(Term index, String path) implements Step {
        @Override
        public Presence presence() {
            return Presence.MAYBE;
        }
    }

    /**
     * Takes what an {@code Optional} holds.
     *
     * @param presence whether it is known to hold something
     * @param path the path up to here
     */
    public record Unwrap(Presence presence, String path) implements Step {}

    /**
     * Says that what the path begins with may be null.
     *
     * @param path the path up to here
     */
    public record Unsure(String path) implements Step {
        @Override
        public Presence presence() {
            return Presence.MAYBE;
        }
    }
}

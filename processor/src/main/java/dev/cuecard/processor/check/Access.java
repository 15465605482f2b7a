package dev.cuecard.processor.check;

import dev.cuecard.processor.read.Property;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;

/**
 * How a path gets at its value.
 *
 * @param root the input or default method that it begins with
 * @param steps the steps from there
 * @param type the value's type
 * @param path the path as it is written
 */
public record Access(Property root, List<Step> steps, TypeMirror type, String path) {

    public Access {
        steps = List.copyOf(steps);
    }

    /** A step of a path. */
    public sealed interface Step {
        /** Returns the path up to this step. */
        String path();
    }

    /**
     * Calls a method without parameters.
     *
     * @param method the method
     * @param path the path up to here
     */
    public record Call(ExecutableElement method, String path) implements Step {}

    /**
     * Looks a key up in a map.
     *
     * @param key the key
     * @param path the path up to here
     */
    public record Entry(String key, String path) implements Step {}
}

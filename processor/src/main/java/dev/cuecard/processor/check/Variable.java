package dev.cuecard.processor.check;

import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A name that a template gives to a value: the element of a loop, or the context of a section. It is told from others of
 * the same name by its number.
 *
 * @param number its number in the template
 * @param name its name
 * @param type the value's type; for an entry of a map, the key's
 * @param isPresent whether it is never null: what an input of its own holds was checked when it was taken in
 * @param held for an entry of a map, the type of what the map holds for the key; null for other variables
 */
public record Variable(
        int number,
        String name,
        TypeMirror type,
        boolean isPresent,
        @Nullable TypeMirror held) {

    /** Two variables are the same if their numbers are: types have no equality of their own. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Variable that && number == that.number;
    }

    @Override
    public int hashCode() {
        return number;
    }

    /** Returns whether it stands for an entry of a map. */
    public boolean isEntry() {
        return held != null;
    }
}

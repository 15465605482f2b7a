package dev.cuecard.processor.check;

import java.util.List;
import java.util.Map;
import javax.lang.model.type.TypeMirror;

/** A value in the typed tree. */
public sealed interface Term
        permits Access,
                Term.Constant,
                Term.Edited,
                Term.Joined,
                Term.Lines,
                Term.Length,
                Term.Fallback,
                Term.FirstTrue,
                Term.Json,
                Term.Truth {

    /** Returns the value's type. */
    TypeMirror type();

    /** Returns whether the value may be missing. */
    default Presence presence() {
        return Presence.ALWAYS;
    }

    /**
     * A constant of the template.
     *
     * @param value a {@code String}, {@code Long}, {@code Double} or {@code Boolean}
     * @param type its type
     */
    record Constant(Object value, TypeMirror type) implements Term {}

    /** What is done to a text. */
    enum Edit {
        UPPER,
        LOWER,
        TRIM,
        REPLACE
    }

    /**
     * A text made of another.
     *
     * @param edit what is done to it
     * @param of the value whose text is taken
     * @param arguments what else it takes
     * @param type the type {@code String}
     */
    record Edited(Edit edit, Term of, List<Term> arguments, TypeMirror type) implements Term {

        public Edited {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * The texts of elements, joined.
     *
     * @param elements the elements
     * @param separator what stands between them
     * @param form how an element becomes text
     * @param type the type {@code String}
     */
    record Joined(Term elements, Term separator, TextForm form, TypeMirror type) implements Term {}

    /**
     * The elements of a value, joined by constants.
     *
     * @param value where they come from
     * @param separators what stands between them; one for each level of nesting, the outer first
     * @param form how an element becomes text
     * @param type the type {@code String}
     */
    record Lines(Access value, List<String> separators, TextForm form, TypeMirror type) implements Term {

        public Lines {
            separators = List.copyOf(separators);
        }
    }

    /**
     * How many characters or elements a value has.
     *
     * @param of the value
     * @param type the type {@code int}
     */
    record Length(Term of, TypeMirror type) implements Term {}

    /**
     * A value, or another one where it is missing.
     *
     * @param value the value
     * @param otherwise what stands for it
     * @param type the type of both, or {@code String} where they differ: their texts are meant then
     */
    record Fallback(Term value, Term otherwise, TypeMirror type) implements Term {
        @Override
        public Presence presence() {
            return otherwise.presence();
        }
    }

    /**
     * The text of the first value that counts as true, or of the last.
     *
     * @param tests the values before the last, each as a condition
     * @param values all values
     * @param type the type {@code String}
     */
    record FirstTrue(List<Condition> tests, List<Term> values, TypeMirror type) implements Term {

        public FirstTrue {
            tests = List.copyOf(tests);
            values = List.copyOf(values);
        }
    }

    /**
     * A value as JSON text.
     *
     * @param of the value
     * @param shape how it is written
     * @param records the members of the records that lie in it, by their types as text
     * @param type the type {@code String}
     */
    record Json(Term of, JsonShape shape, Map<String, JsonShape.Members> records, TypeMirror type) implements Term {

        public Json {
            records = Map.copyOf(records);
        }
    }

    /**
     * Whether a condition holds.
     *
     * @param condition the condition
     * @param type the type {@code boolean}
     */
    record Truth(Condition condition, TypeMirror type) implements Term {}
}

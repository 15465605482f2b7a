package dev.cuecard.processor.check;

import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;

/** How values of a type are written as JSON. Records are written member by member; what lies inside may be one again. */
public sealed interface JsonShape {

    /** What holds no record: the runtime can tell by the value how it is written. */
    record Plain() implements JsonShape {}

    /**
     * A record, whose members are kept apart: one may hold others of its own type.
     *
     * @param key its type as text
     */
    record OfRecord(String key) implements JsonShape {}

    /**
     * A list, a set, another iterable or an array.
     *
     * @param element the shape of its elements
     * @param isArray whether it is an array
     */
    record OfElements(JsonShape element, boolean isArray) implements JsonShape {}

    /**
     * A map.
     *
     * @param value the shape of what it holds
     */
    record OfMap(JsonShape value) implements JsonShape {}

    /**
     * An {@code Optional}.
     *
     * @param value the shape of what it holds
     */
    record OfOptional(JsonShape value) implements JsonShape {}

    /**
     * The members of a record.
     *
     * @param type the record, with the type arguments that it has there
     * @param members the members in the order of their declaration
     */
    record Members(TypeMirror type, List<Member> members) {

        public Members {
            members = List.copyOf(members);
        }
    }

    /**
     * A member of a record.
     *
     * @param name its name
     * @param method the method that gives its value
     * @param shape how that is written
     */
    record Member(String name, ExecutableElement method, JsonShape shape) {}
}

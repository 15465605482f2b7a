package dev.cuecard.processor.read;

import dev.cuecard.processor.source.Place;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;

/**
 * An input of a prompt.
 *
 * @param name its name in templates and in the builder
 * @param method the method
 * @param type the method's type
 * @param optional what an {@code Optional} input holds, empty for other inputs
 * @param nullable the annotation that allows null
 * @param defaultText what {@code @Default} says
 * @param place where problems with it are reported: its method, or the interface if the method is inherited
 */
public record Input(
        String name,
        ExecutableElement method,
        TypeMirror type,
        Optional<TypeMirror> optional,
        Optional<AnnotationMirror> nullable,
        Optional<WrittenText> defaultText,
        Place place)
        implements Property {

    @Override
    public boolean isNullable() {
        return nullable.isPresent();
    }

    /** Returns the type of the value itself: what an {@code Optional} input holds. */
    public TypeMirror valueType() {
        return optional.orElse(type);
    }

    /** Returns whether a builder may leave it out. */
    public boolean mayBeLeftOut() {
        return optional.isPresent() || nullable.isPresent() || defaultText.isPresent();
    }

    /** Returns the same input with a default. */
    Input withDefault(WrittenText text) {
        return new Input(name, method, type, optional, nullable, Optional.of(text), place);
    }
}

package dev.cuecard.processor.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/**
 * Where something is written: on an element, in one of its annotations, in a value there, or at an offset of the text
 * that the value is or names. It says what is meant; the {@link Locator} finds the line and the column.
 *
 * @param element the interface or method
 * @param annotation the annotation, if it is in one
 * @param attribute the annotation's attribute, empty if none is meant
 * @param index the element of an array value, -1 if none is meant
 * @param offset the place in the value's text or in the file's, -1 if none is meant
 * @param file the file that holds the text, if the value only names it
 */
public record Place(
        Element element,
        @Nullable AnnotationMirror annotation,
        String attribute,
        int index,
        int offset,
        @Nullable TemplateFile file) {

    /** The element itself. */
    public static Place of(Element element) {
        return new Place(element, null, "", -1, -1, null);
    }

    /** An annotation of the element. */
    public static Place of(Element element, AnnotationMirror annotation) {
        return new Place(element, annotation, "", -1, -1, null);
    }

    /** A value of this annotation. */
    public Place value(String name) {
        return new Place(element, annotation, name, -1, -1, file);
    }

    /** An element of this array value. */
    public Place item(int position) {
        return new Place(element, annotation, attribute, position, -1, file);
    }

    /** An offset of this value's text, or of the file it names. */
    public Place at(int position) {
        return new Place(element, annotation, attribute, index, position, file);
    }

    /** The file that this value names. */
    public Place in(TemplateFile named) {
        return new Place(element, annotation, attribute, index, -1, named);
    }

    /** Returns the value as the compiler's model has it. */
    Optional<AnnotationValue> annotationValue() {
        if (annotation == null || attribute.isEmpty()) {
            return Optional.empty();
        }
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
                annotation.getElementValues().entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(attribute)) {
                return Optional.of(itemOf(entry.getValue()));
            }
        }
        return Optional.empty();
    }

    private AnnotationValue itemOf(AnnotationValue value) {
        return index >= 0
                        && value.getValue() instanceof List<?> items
                        && index < items.size()
                        && items.get(index) instanceof AnnotationValue item
                ? item
                : value;
    }
}

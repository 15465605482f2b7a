package dev.cuecard.processor.read;

import dev.cuecard.processor.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** An annotation's values as they are written, each with its place. */
public final class PromptAnnotation {

    private final @Nullable Map<? extends ExecutableElement, ? extends AnnotationValue> values;
    private final Place place;

    private PromptAnnotation(Element element, AnnotationMirror mirror) {
        this.values = valuesOf(mirror);
        this.place = Place.of(element, mirror);
    }

    /** Returns nothing where a value is of another type than its attribute: some compilers cannot even list it. */
    private static @Nullable Map<? extends ExecutableElement, ? extends AnnotationValue> valuesOf(
            AnnotationMirror mirror) {
        try {
            return mirror.getElementValues();
        } catch (RuntimeException e) {
            // The compiler tells its user what is wrong there; nothing can be added to it.
            return null;
        }
    }

    /** Finds an annotation on an element. */
    static Optional<PromptAnnotation> on(Element element, String qualifiedName) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (((TypeElement) mirror.getAnnotationType().asElement())
                    .getQualifiedName()
                    .contentEquals(qualifiedName)) {
                return Optional.of(new PromptAnnotation(element, mirror));
            }
        }
        return Optional.empty();
    }

    /** Returns where the annotation stands. */
    public Place place() {
        return place;
    }

    /** Returns where a value stands. */
    public Place place(String name) {
        return place.value(name);
    }

    /** Returns a text, if it is written. */
    public Optional<WrittenText> text(String name) {
        return value(name)
                .filter(value -> value.getValue() instanceof String)
                .map(value -> new WrittenText((String) value.getValue(), place.value(name)));
    }

    /** Returns a number, if it is written. */
    public Optional<Number> number(String name) {
        return value(name).filter(value -> value.getValue() instanceof Number).map(value -> (Number) value.getValue());
    }

    /** Returns the name of an enum constant, if it is written. */
    public Optional<String> constant(String name) {
        return value(name)
                .filter(value -> value.getValue() instanceof VariableElement)
                .map(value ->
                        ((VariableElement) value.getValue()).getSimpleName().toString());
    }

    /** Returns the texts of an array. */
    public List<WrittenText> texts(String name) {
        List<WrittenText> texts = new ArrayList<>();
        if (value(name).map(AnnotationValue::getValue).orElse(null) instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i) instanceof AnnotationValue item && item.getValue() instanceof String text) {
                    texts.add(new WrittenText(text, place.value(name).item(i)));
                }
            }
        }
        return texts;
    }

    /** Returns whether a value refers to something that does not exist, or not yet. */
    boolean isUnresolved() {
        return values == null || values.values().stream().anyMatch(PromptAnnotation::isUnresolved);
    }

    /** Compilers show a value they could not make out as this word, without the quotes a text would have. */
    private static boolean isUnresolved(AnnotationValue value) {
        if (value.getValue() instanceof List<?> items) {
            return items.stream().anyMatch(item -> item instanceof AnnotationValue each && isUnresolved(each));
        }
        return value.getValue() == null || value.toString().equals("<error>");
    }

    private Optional<AnnotationValue> value(String name) {
        if (values == null) {
            return Optional.empty();
        }
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry : values.entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(name)) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }
}

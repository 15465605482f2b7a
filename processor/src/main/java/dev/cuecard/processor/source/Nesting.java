package dev.cuecard.processor.source;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** The types around an element. */
public final class Nesting {

    private Nesting() {}

    /** Returns the types that an element is in, itself if it is one, from the outermost inward. */
    public static List<TypeElement> of(Element element) {
        List<TypeElement> types = new ArrayList<>();
        for (@Nullable Element each = element;
                each != null && each.getKind() != ElementKind.PACKAGE;
                each = each.getEnclosingElement()) {
            if (each instanceof TypeElement type) {
                types.add(0, type);
            }
        }
        return types;
    }

    /** Returns the type that an element is in, or that it is. */
    public static TypeElement innermost(Element element) {
        List<TypeElement> types = of(element);
        return types.get(types.size() - 1);
    }
}

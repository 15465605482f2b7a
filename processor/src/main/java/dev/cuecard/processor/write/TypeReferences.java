package dev.cuecard.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * How the generated class names types. The class inherits the nested types of the interface and of its base class, so a
 * simple name that one of those has is written in full wherever it means another type.
 */
final class TypeReferences {

    private final Elements elements;
    private final Set<String> inherited = new HashSet<>();

    TypeReferences(Elements elements, TypeElement prompt) {
        this.elements = elements;
        addNested(prompt);
        TypeElement base = elements.getTypeElement("dev.cuecard.TypedPrompt");
        if (base != null) {
            addNested(base);
        }
    }

    private void addNested(TypeElement type) {
        for (TypeElement nested : ElementFilter.typesIn(elements.getAllMembers(type))) {
            inherited.add(nested.getSimpleName().toString());
        }
    }

    /** Returns a class by its name. */
    ClassName type(String packageName, String simpleName, String... nested) {
        return reachable(ClassName.get(packageName, simpleName, nested));
    }

    /** Returns a class of {@code java.lang}. */
    ClassName lang(String simpleName) {
        return type("java.lang", simpleName);
    }

    /** Returns a generic class with its arguments. */
    ParameterizedTypeName generic(ClassName type, TypeName... arguments) {
        return ParameterizedTypeName.get(type, arguments);
    }

    /** Returns the box of a primitive type, or the type itself. */
    TypeName boxed(TypeName type) {
        return type.isPrimitive() ? reachable(type.box()) : type;
    }

    /** Returns a type of the interface's. */
    TypeName of(TypeMirror type) {
        return reachable(TypeName.get(type));
    }

    /** Returns a class of the interface's. */
    ClassName of(TypeElement type) {
        return reachable(ClassName.get(type));
    }

    /**
     * Returns an annotation as part of a type, where the annotation may stand there and the type's name leaves room for
     * it.
     */
    TypeName annotated(TypeName type, AnnotationMirror annotation) {
        boolean inFull = (type instanceof ClassName name && name.packageName().isEmpty() && isShadowed(name))
                || (type instanceof ParameterizedTypeName generic && isShadowed(generic.rawType()));
        return inFull || type.isPrimitive() || !mayStand(annotation, ElementType.TYPE_USE)
                ? type
                : type.annotated(spec(annotation));
    }

    /** Returns whether an annotation may stand on such a thing, and not as part of its type. */
    boolean isDeclaration(AnnotationMirror annotation, ElementType on) {
        return !mayStand(annotation, ElementType.TYPE_USE) && mayStand(annotation, on);
    }

    AnnotationSpec spec(AnnotationMirror annotation) {
        return AnnotationSpec.builder(
                        of((TypeElement) annotation.getAnnotationType().asElement()))
                .build();
    }

    private static boolean mayStand(AnnotationMirror annotation, ElementType on) {
        Target target = annotation.getAnnotationType().asElement().getAnnotation(Target.class);
        return target == null
                ? on != ElementType.TYPE_USE
                : List.of(target.value()).contains(on);
    }

    private ClassName reachable(ClassName name) {
        // As one long simple name of no package it is neither imported nor shortened.
        return isShadowed(name) ? ClassName.get("", name.canonicalName()) : name;
    }

    private boolean isShadowed(ClassName name) {
        return inherited.contains(name.topLevelClassName().simpleName())
                || (name.packageName().isEmpty() && name.simpleName().indexOf('.') >= 0);
    }

    private TypeName reachable(TypeName type) {
        if (type instanceof ClassName name) {
            return reachable(name);
        }
        if (type instanceof ArrayTypeName array) {
            return ArrayTypeName.of(reachable(array.componentType()));
        }
        if (type instanceof WildcardTypeName wildcard) {
            return wildcard.lowerBounds().isEmpty()
                    ? WildcardTypeName.subtypeOf(
                            reachable(wildcard.upperBounds().get(0)))
                    : WildcardTypeName.supertypeOf(
                            reachable(wildcard.lowerBounds().get(0)));
        }
        if (type instanceof ParameterizedTypeName generic && generic.enclosingType() == null) {
            return ParameterizedTypeName.get(
                    reachable(generic.rawType()),
                    generic.typeArguments().stream().map(this::reachable).toArray(TypeName[]::new));
        }
        return type;
    }
}

package dev.cuecard.processor.read;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/** What can be seen of a type at first sight. */
public final class TypeShapes {

    private TypeShapes() {}

    /** Returns whether a type is this class, whatever its type arguments. */
    public static boolean is(TypeMirror type, String qualifiedName) {
        return type.getKind() == TypeKind.DECLARED
                && ((TypeElement) ((DeclaredType) type).asElement())
                        .getQualifiedName()
                        .contentEquals(qualifiedName);
    }

    /** Returns whether a type is {@code boolean} or {@code Boolean}. */
    public static boolean isBoolean(TypeMirror type) {
        return type.getKind() == TypeKind.BOOLEAN || is(type, "java.lang.Boolean");
    }

    /** Returns what an {@code Optional} holds. */
    public static Optional<TypeMirror> optionalOf(TypeMirror type) {
        List<? extends TypeMirror> arguments =
                is(type, "java.util.Optional") ? ((DeclaredType) type).getTypeArguments() : List.of();
        return arguments.stream().findFirst().map(argument -> (TypeMirror) argument);
    }

    /** Returns the annotation, of whatever package, that lets a method return null. */
    public static Optional<AnnotationMirror> nullable(ExecutableElement method) {
        return Stream.of((AnnotatedConstruct) method, method.getReturnType())
                .flatMap(TypeShapes::nullableOn)
                .findFirst();
    }

    /** Returns whether an element or a type bears the annotation itself. */
    public static boolean isNullable(Element element, TypeMirror type) {
        return Stream.of((AnnotatedConstruct) element, type)
                .anyMatch(each -> nullableOn(each).findFirst().isPresent());
    }

    private static Stream<AnnotationMirror> nullableOn(AnnotatedConstruct construct) {
        return construct.getAnnotationMirrors().stream()
                .filter(mirror ->
                        mirror.getAnnotationType().asElement().getSimpleName().contentEquals("Nullable"))
                .map(mirror -> (AnnotationMirror) mirror);
    }

    /** Returns whether a type, or one in it, does not exist, or not yet. */
    public static boolean isUnresolved(@Nullable TypeMirror type) {
        if (type == null) {
            return false;
        }
        return switch (type.getKind()) {
            case ERROR -> true;
            case ARRAY -> isUnresolved(((ArrayType) type).getComponentType());
            case DECLARED -> ((DeclaredType) type).getTypeArguments().stream().anyMatch(TypeShapes::isUnresolved);
            case WILDCARD ->
                isUnresolved(((WildcardType) type).getExtendsBound())
                        || isUnresolved(((WildcardType) type).getSuperBound());
            default -> false;
        };
    }
}

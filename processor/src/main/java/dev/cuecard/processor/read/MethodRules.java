package dev.cuecard.processor.read;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.source.Nesting;
import dev.cuecard.processor.source.Place;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** What a method of a prompt's interface must not be. */
final class MethodRules {

    /** What {@code TypedPrompt}, the generated class and {@code Object} call their own. */
    private static final Set<String> OWNED = Set.of(
            "info",
            "render",
            "stream",
            "streamAsync",
            "call",
            "callAsync",
            "on",
            "builder",
            "toBuilder",
            "toString",
            "hashCode",
            "equals",
            "clone",
            "finalize",
            "getClass",
            "notify",
            "notifyAll",
            "wait");

    private final ProcessingEnvironment environment;
    private final TypeElement type;

    MethodRules(ProcessingEnvironment environment, TypeElement type) {
        this.environment = environment;
        this.type = type;
    }

    /** Returns where problems with a method are reported: in the interface at hand, for it may lie in a class file. */
    Place placeOf(ExecutableElement method) {
        return Place.of(Nesting.innermost(method).equals(type) ? method : type);
    }

    /** Returns why an abstract method is not an input. */
    Optional<Problem> problem(ExecutableElement method) {
        if (method.getParameters().isEmpty()
                && OWNED.contains(method.getSimpleName().toString())) {
            return Optional.of(nameTaken(method));
        }
        if (!method.getParameters().isEmpty()) {
            return Optional.of(notAnInput(method, "has parameters"));
        }
        if (!method.getTypeParameters().isEmpty()) {
            return Optional.of(notAnInput(method, "is generic"));
        }
        if (method.getReturnType().getKind() == TypeKind.VOID) {
            return Optional.of(notAnInput(method, "returns nothing"));
        }
        if (throwsChecked(method)) {
            return Optional.of(notAnInput(method, "throws a checked exception"));
        }
        return Optional.empty();
    }

    private Problem notAnInput(ExecutableElement method, String reason) {
        return problem(
                method,
                called(method) + " " + reason + ", so it cannot be an input.",
                "An input is an abstract method without parameters that returns a value; other methods must be default"
                        + " or static.");
    }

    /** Returns why a default method cannot stand beside what the generated class has. */
    Optional<Problem> clash(ExecutableElement method, int inputs) {
        String name = method.getSimpleName().toString();
        int parameters = method.getParameters().size();
        boolean clashes = (parameters == 0 && OWNED.contains(name))
                || (name.equals("of") && parameters == inputs)
                || (name.equals("on") && takes(method, "dev.cuecard.call.Model"))
                || (name.equals("with")
                        && (takes(method, "dev.cuecard.PromptClient")
                                || takes(method, "dev.cuecard.call.CallOptions")));
        return clashes ? Optional.of(nameTaken(method)) : Optional.empty();
    }

    private Problem nameTaken(ExecutableElement method) {
        String name = method.getSimpleName().toString();
        return problem(
                method,
                called(method) + " has a name that the generated class needs for itself.",
                "Rename it, or prefix it with 'get': get" + Character.toUpperCase(name.charAt(0)) + name.substring(1)
                        + "() is the input '" + name + "'.");
    }

    private boolean takes(ExecutableElement method, String parameterType) {
        return method.getParameters().size() == 1
                && method.getParameters().stream()
                        .map(VariableElement::asType)
                        .allMatch(parameter -> TypeShapes.is(parameter, parameterType));
    }

    private String called(ExecutableElement method) {
        TypeElement declaring = Nesting.innermost(method);
        return "The method '" + method.getSimpleName() + "'"
                + (declaring.equals(type) ? "" : ", inherited from '" + declaring.getSimpleName() + "',");
    }

    private Problem problem(ExecutableElement method, String sentence, String hint) {
        return new Problem(ProblemId.DECLARATION, placeOf(method), sentence, hint);
    }

    /** Returns whether a caller would have to catch something. */
    boolean throwsChecked(ExecutableElement method) {
        Types types = environment.getTypeUtils();
        TypeMirror unchecked = typeOf("java.lang.RuntimeException");
        TypeMirror error = typeOf("java.lang.Error");
        return method.getThrownTypes().stream()
                .anyMatch(thrown -> !types.isSubtype(thrown, unchecked) && !types.isSubtype(thrown, error));
    }

    private TypeMirror typeOf(String name) {
        return environment.getElementUtils().getTypeElement(name).asType();
    }
}

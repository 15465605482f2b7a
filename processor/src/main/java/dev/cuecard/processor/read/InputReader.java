package dev.cuecard.processor.read;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads the inputs of an interface from its methods, those of its superinterfaces first. */
final class InputReader {

    private static final String STREAMING = "dev.cuecard.Streaming";
    private static final String DEFAULT = "dev.cuecard.Default";

    private final Elements elements;
    private final Types types;
    private final MethodRules rules;
    private final TypeElement type;
    private final Map<String, ExecutableElement> methods = new LinkedHashMap<>();
    private final Set<TypeElement> visited = new HashSet<>();
    private final Map<String, Property> properties = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> throwing = new HashSet<>();
    private Optional<DeclaredType> streaming = Optional.empty();
    private boolean unresolved;

    InputReader(ProcessingEnvironment environment, TypeElement type) {
        this.elements = environment.getElementUtils();
        this.types = environment.getTypeUtils();
        this.rules = new MethodRules(environment, type);
        this.type = type;
    }

    List<Input> inputs() {
        return properties.values().stream()
                .filter(Input.class::isInstance)
                .map(Input.class::cast)
                .toList();
    }

    List<Computed> computed() {
        return properties.values().stream()
                .filter(Computed.class::isInstance)
                .map(Computed.class::cast)
                .toList();
    }

    Optional<DeclaredType> streaming() {
        return streaming;
    }

    /** Returns the names of methods that cannot be inputs, which has been reported. */
    Set<String> refused() {
        return refused;
    }

    /** Returns the default methods that a template cannot call for the exceptions that they declare. */
    Set<String> throwing() {
        return throwing;
    }

    List<Problem> problems() {
        return problems;
    }

    /** Returns whether a type that a method or a superinterface names does not exist, or not yet. */
    boolean isUnresolved() {
        return unresolved;
    }

    void read() {
        gather((DeclaredType) type.asType());
        for (ExecutableElement method : methods.values()) {
            if (method.getModifiers().contains(Modifier.ABSTRACT)) {
                addInput(method);
            } else {
                addComputed(method);
            }
        }
        int count = inputs().size();
        for (ExecutableElement method : methods.values()) {
            if (!method.getModifiers().contains(Modifier.ABSTRACT)) {
                rules.clash(method, count).ifPresent(problems::add);
            }
        }
    }

    /** Goes through the superinterfaces first; a method that is declared again stays where it was first. */
    private void gather(DeclaredType each) {
        TypeElement element = (TypeElement) each.asElement();
        if (element.getQualifiedName().contentEquals(STREAMING)) {
            streaming = Optional.of(each);
            return;
        }
        if (!visited.add(element)) {
            return;
        }
        // Supertypes that do not exist are listed by the element alone.
        unresolved |= element.getInterfaces().stream().anyMatch(TypeShapes::isUnresolved);
        for (TypeMirror parent : types.directSupertypes(each)) {
            if (parent instanceof DeclaredType declared && declared.asElement().getKind() == ElementKind.INTERFACE) {
                gather(declared);
            }
        }
        for (ExecutableElement method : ElementFilter.methodsIn(element.getEnclosedElements())) {
            Set<Modifier> modifiers = method.getModifiers();
            if (!modifiers.contains(Modifier.STATIC) && !modifiers.contains(Modifier.PRIVATE)) {
                methods.merge(signature(method), method, this::moreSpecific);
            }
        }
    }

    private String signature(ExecutableElement method) {
        StringBuilder signature = new StringBuilder(method.getSimpleName());
        for (TypeMirror parameter : typeOf(method).getParameterTypes()) {
            signature.append(',').append(types.erasure(parameter));
        }
        return signature.toString();
    }

    private ExecutableType typeOf(ExecutableElement method) {
        return (ExecutableType) types.asMemberOf((DeclaredType) type.asType(), method);
    }

    private ExecutableElement moreSpecific(ExecutableElement earlier, ExecutableElement later) {
        TypeElement from = (TypeElement) later.getEnclosingElement();
        if (elements.overrides(later, earlier, from)) {
            return later;
        }
        return types.isSubtype(typeOf(later).getReturnType(), typeOf(earlier).getReturnType()) ? later : earlier;
    }

    private void addInput(ExecutableElement method) {
        Optional<Problem> problem = rules.problem(method);
        if (problem.isPresent()) {
            problems.add(problem.get());
            refused.add(method.getSimpleName().toString());
            return;
        }
        TypeMirror returned = typeOf(method).getReturnType();
        unresolved |= TypeShapes.isUnresolved(returned);
        add(new Input(
                nameOf(method, returned),
                method,
                returned,
                TypeShapes.optionalOf(returned),
                nullable(method),
                defaultText(method),
                rules.placeOf(method)));
    }

    private void addComputed(ExecutableElement method) {
        TypeMirror returned = typeOf(method).getReturnType();
        boolean hasValue = method.getParameters().isEmpty()
                && method.getTypeParameters().isEmpty()
                && returned.getKind() != TypeKind.VOID;
        if (hasValue && rules.throwsChecked(method)) {
            throwing.add(nameOf(method, returned));
        } else if (hasValue) {
            unresolved |= TypeShapes.isUnresolved(returned);
            add(new Computed(
                    nameOf(method, returned), method, returned, nullable(method).isPresent()));
        }
    }

    private void add(Property property) {
        Property other = properties.putIfAbsent(property.name(), property);
        if (other != null) {
            problems.add(new Problem(
                    ProblemId.DECLARATION,
                    rules.placeOf(property.method()),
                    "The methods '" + other.method().getSimpleName() + "' and '"
                            + property.method().getSimpleName() + "' are both the input '" + property.name() + "'.",
                    "Rename one of them."));
        }
    }

    private static String nameOf(ExecutableElement method, TypeMirror returned) {
        return PropertyNames.of(method.getSimpleName().toString(), TypeShapes.isBoolean(returned));
    }

    private static Optional<AnnotationMirror> nullable(ExecutableElement method) {
        return TypeShapes.nullable(method);
    }

    private Optional<WrittenText> defaultText(ExecutableElement method) {
        Optional<PromptAnnotation> annotation = PromptAnnotation.on(method, DEFAULT);
        unresolved |= annotation.isPresent() && annotation.get().isUnresolved();
        return annotation.flatMap(known -> known.text("value"));
    }
}

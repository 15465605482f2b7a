package dev.cuecard.processor.check;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.check.TypeFacts.Getter;
import dev.cuecard.processor.read.Computed;
import dev.cuecard.processor.read.Input;
import dev.cuecard.processor.read.PromptDeclaration;
import dev.cuecard.processor.read.Property;
import dev.cuecard.processor.read.TypeShapes;
import dev.cuecard.processor.source.Place;
import dev.cuecard.processor.template.Distance;
import dev.cuecard.processor.template.Template.Path;
import dev.cuecard.processor.template.Template.Segment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.lang.model.type.TypeMirror;

/** Follows paths from an input through properties, and says where there is no way. */
final class PathCheck {

    private static final int MOST_NAMES = 20;

    private final PromptDeclaration declaration;
    private final TypeFacts facts;
    private final InputUse use;
    private final Place template;
    private final Consumer<Problem> problems;
    private final Map<String, Property> properties = new LinkedHashMap<>();
    private boolean unresolved;

    PathCheck(
            PromptDeclaration declaration, TypeFacts facts, InputUse use, Place template, Consumer<Problem> problems) {
        this.declaration = declaration;
        this.facts = facts;
        this.use = use;
        this.template = template;
        this.problems = problems;
        declaration.inputs().forEach(input -> properties.put(input.name(), input));
        declaration.computed().forEach(computed -> properties.put(computed.name(), computed));
    }

    /** Returns whether a path led to a type that does not exist, or not yet. */
    boolean isUnresolved() {
        return unresolved;
    }

    /** Follows a path; what is wrong with it has been reported where nothing is returned. */
    Optional<Access> follow(Path path) {
        Segment root = path.root();
        Property property = properties.get(root.name());
        if (property == null) {
            if (declaration.throwing().contains(root.name())) {
                throwingMethod(root);
            } else if (!declaration.refused().contains(root.name())) {
                unknownInput(root);
            }
            return Optional.empty();
        }
        use.used(root.name());
        if (property instanceof Computed) {
            use.usedAll();
        }
        TypeMirror type = facts.bound(property.type());
        if (property instanceof Input input && input.defaultText().isPresent()) {
            type = facts.bound(input.valueType());
        } else if (property.isNullable() || facts.isOptional(type)) {
            possiblyAbsent(root, "The input '" + root.name() + "' may be absent.");
            return Optional.empty();
        }
        List<Access.Step> steps = new ArrayList<>();
        StringBuilder sofar = new StringBuilder(root.name());
        for (Segment segment : path.segments().subList(1, path.segments().size())) {
            sofar.append('.').append(segment.name());
            Optional<TypeMirror> next = step(type, segment, sofar.toString(), steps);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            type = next.get();
        }
        if (TypeShapes.isUnresolved(type)) {
            unresolved = true;
            return Optional.empty();
        }
        return Optional.of(new Access(property, steps, type, path.toString()));
    }

    private Optional<TypeMirror> step(TypeMirror type, Segment segment, String path, List<Access.Step> steps) {
        if (TypeShapes.isUnresolved(type)) {
            unresolved = true;
            return Optional.empty();
        }
        Optional<TypeMirror> held = facts.mapValue(type);
        if (held.isPresent()) {
            steps.add(new Access.Entry(segment.name(), path));
            return presentOnly(held.get(), segment, path);
        }
        Map<String, Getter> getters = facts.properties(type);
        Getter getter = getters.get(segment.name());
        if (getter == null) {
            unknownProperty(type, segment, getters.keySet());
            return Optional.empty();
        }
        if (TypeShapes.isNullable(getter.method(), getter.method().getReturnType())) {
            possiblyAbsent(segment, "The property '" + path + "' may be absent.");
            return Optional.empty();
        }
        steps.add(new Access.Call(getter.method(), path));
        return presentOnly(getter.type(), segment, path);
    }

    private Optional<TypeMirror> presentOnly(TypeMirror type, Segment segment, String path) {
        if (facts.isOptional(type)) {
            possiblyAbsent(segment, "The property '" + path + "' may be absent.");
            return Optional.empty();
        }
        return Optional.of(type);
    }

    private void throwingMethod(Segment root) {
        report(
                ProblemId.UNKNOWN_INPUT,
                root,
                "The default method of '" + root.name() + "' declares exceptions, so a template cannot call it.",
                List.of("Catch them in the method and return what shall be inserted then."));
    }

    private void unknownInput(Segment root) {
        List<String> details = new ArrayList<>();
        Distance.nearest(root.name(), properties.keySet()).ifPresent(near -> {
            use.named(near);
            details.add("Did you mean " + near + "?");
        });
        methodOf(root.name()).ifPresent(property -> {
            use.named(property.name());
            details.add("The method '" + root.name() + "()' is the input '" + property.name() + "'.");
        });
        details.add(
                properties.isEmpty()
                        ? "It has no inputs: declare a method '" + root.name() + "()'."
                        : "Its inputs are: " + listed(properties.keySet()) + ".");
        report(
                ProblemId.UNKNOWN_INPUT,
                root,
                "The prompt '" + declaration.names().shown() + "' has no input '" + root.name() + "'.",
                details);
    }

    /** Someone may write the method's name where the property's is meant. */
    private Optional<Property> methodOf(String name) {
        return properties.values().stream()
                .filter(property -> property.method().getSimpleName().contentEquals(name))
                .findFirst();
    }

    private void unknownProperty(TypeMirror type, Segment segment, Collection<String> names) {
        List<String> details = new ArrayList<>();
        Distance.nearest(segment.name(), names).ifPresent(near -> details.add("Did you mean " + near + "?"));
        details.add(names.isEmpty() ? "It has no properties." : "Its properties are: " + listed(names) + ".");
        report(
                ProblemId.UNKNOWN_PROPERTY,
                segment,
                "The type '" + TypeNames.of(type) + "' has no property '" + segment.name() + "'.",
                details);
    }

    private void possiblyAbsent(Segment segment, String sentence) {
        report(
                ProblemId.POSSIBLY_ABSENT,
                segment,
                sentence,
                List.of("A template can only insert what is there: give the input a @Default, or add a default method"
                        + " that returns the text for either case."));
    }

    private static String listed(Collection<String> names) {
        String shown = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMES ? shown + ", …" : shown;
    }

    private void report(ProblemId id, Segment segment, String sentence, List<String> details) {
        problems.accept(new Problem(id, template.at(segment.offset()), sentence, details));
    }
}

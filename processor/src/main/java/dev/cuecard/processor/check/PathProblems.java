package dev.cuecard.processor.check;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.read.PromptDeclaration;
import dev.cuecard.processor.read.Property;
import dev.cuecard.processor.source.Origins;
import dev.cuecard.processor.template.Distance;
import dev.cuecard.processor.template.Template.Name;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.lang.model.type.TypeMirror;

/** What is said of paths that lead nowhere. */
final class PathProblems {

    private static final int MOST_NAMES = 20;

    private final PromptDeclaration declaration;
    private final SyntaxRules syntax;
    private final InputUse use;
    private final Origins origins;
    private final Consumer<Problem> problems;

    PathProblems(
            PromptDeclaration declaration,
            SyntaxRules syntax,
            InputUse use,
            Origins origins,
            Consumer<Problem> problems) {
        this.declaration = declaration;
        this.syntax = syntax;
        this.use = use;
        this.origins = origins;
        this.problems = problems;
    }

    void throwingMethod(Name root) {
        report(
                ProblemId.UNKNOWN_INPUT,
                root.offset(),
                "The default method of '" + root.text() + "' declares exceptions, so a template cannot call it.",
                List.of("Catch them in the method and return what shall be inserted then."));
    }

    void unknownInput(Name root, Map<String, Property> properties, Scope scope) {
        List<String> variables = new ArrayList<>();
        for (Scope each = scope; each != null; each = each.outer().orElse(null)) {
            if (!each.isContext()) {
                each.variable().map(Variable::name).ifPresent(variables::add);
            }
        }
        List<String> details = new ArrayList<>();
        Distance.nearest(root.text(), variables)
                .or(() -> Distance.nearest(root.text(), properties.keySet()))
                .ifPresent(near -> {
                    use.named(near);
                    details.add("Did you mean " + near + "?");
                });
        methodOf(root.text(), properties).ifPresent(property -> {
            use.named(property.name());
            details.add("The method '" + root.text() + "()' is the input '" + property.name() + "'.");
        });
        details.add(
                properties.isEmpty()
                        ? "It has no inputs: declare a method '" + root.text() + "()'."
                        : "Its inputs are: " + listed(properties.keySet()) + ".");
        if (!variables.isEmpty()) {
            details.add("The variables here are: " + listed(variables) + ".");
        }
        report(
                ProblemId.UNKNOWN_INPUT,
                root.offset(),
                "The prompt '" + declaration.names().shown() + "' has no input '" + root.text() + "'.",
                details);
    }

    /** Someone may write the method's name where the property's is meant. */
    private static Optional<Property> methodOf(String name, Map<String, Property> properties) {
        return properties.values().stream()
                .filter(property -> property.method().getSimpleName().contentEquals(name))
                .findFirst();
    }

    void noContext(int offset) {
        report(
                ProblemId.UNKNOWN_INPUT,
                offset,
                "There is no section around '.', so it stands for nothing.",
                List.of("Put it into a section of a list, as in {{#items}}{{.}}{{/items}}."));
    }

    void unknownCounter(String name, int offset, List<String> names) {
        List<String> details = new ArrayList<>();
        Distance.nearest(name, names).ifPresent(near -> details.add("Did you mean loop." + near + "?"));
        details.add(
                "A loop has: " + names.stream().map(each -> "loop." + each).collect(Collectors.joining(", ")) + ".");
        report(
                ProblemId.UNKNOWN_PROPERTY,
                offset,
                name.isEmpty() ? "The loop itself has no text." : "A loop has no property '" + name + "'.",
                details);
    }

    void unknownProperty(TypeMirror type, String name, int offset, Collection<String> names) {
        List<String> details = new ArrayList<>();
        Distance.nearest(name, names).ifPresent(near -> details.add("Did you mean " + near + "?"));
        details.add(names.isEmpty() ? "It has no properties." : "Its properties are: " + listed(names) + ".");
        report(
                ProblemId.UNKNOWN_PROPERTY,
                offset,
                "The type '" + TypeNames.of(type) + "' has no property '" + name + "'.",
                details);
    }

    void possiblyAbsent(boolean isInput, String path, int offset) {
        report(
                ProblemId.POSSIBLY_ABSENT,
                offset,
                "The " + (isInput ? "input" : "property") + " '" + path + "' may be absent.",
                List.of(syntax.hintOnAbsence(path)));
    }

    void wrongKey(TypeMirror map, TypeMirror key, int offset) {
        report(
                ProblemId.NOT_COMPARABLE,
                offset,
                "A key of type '" + TypeNames.of(key) + "' is none of the type '" + TypeNames.of(map) + "'.",
                List.of("Use a key of the map's own type."));
    }

    void wrongIndex(String path, int offset) {
        report(
                ProblemId.NOT_COMPARABLE,
                offset,
                "The index in '" + path + "' is no whole number from 0 on.",
                List.of("Elements are counted from 0, as in items[0]."));
    }

    void notIndexed(TypeMirror type, int offset) {
        report(
                ProblemId.NOT_ITERABLE,
                offset,
                "The type '" + TypeNames.of(type) + "' has no elements to take by an index.",
                List.of("A List, an array or a Map has."));
    }

    private static String listed(Collection<String> names) {
        String shown = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMES ? shown + ", …" : shown;
    }

    private void report(ProblemId id, int offset, String sentence, List<String> details) {
        problems.accept(new Problem(id, origins.at(offset), sentence, details));
    }
}

package dev.cuecard.processor.check;

import dev.cuecard.processor.check.PathCheck.Need;
import dev.cuecard.processor.read.Computed;
import dev.cuecard.processor.read.Input;
import dev.cuecard.processor.read.PromptDeclaration;
import dev.cuecard.processor.read.Property;
import dev.cuecard.processor.template.Template.Member;
import dev.cuecard.processor.template.Template.Name;
import dev.cuecard.processor.template.Template.Step;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Finds what a path begins with: a variable of the template, a counter of a loop, an input or a default method. */
final class RootCheck {

    private final PromptDeclaration declaration;
    private final TypeFacts facts;
    private final InputUse use;
    private final PathProblems problems;
    private final Map<String, Property> properties = new LinkedHashMap<>();

    RootCheck(PromptDeclaration declaration, TypeFacts facts, InputUse use, PathProblems problems) {
        this.declaration = declaration;
        this.facts = facts;
        this.use = use;
        this.problems = problems;
        declaration.inputs().forEach(input -> properties.put(input.name(), input));
        declaration.computed().forEach(computed -> properties.put(computed.name(), computed));
    }

    /** Returns the name under which it is known whether what a path begins with is there. */
    String keyOf(Name root, Scope scope) {
        for (Scope each = scope; each != null; each = each.outer().orElse(null)) {
            Variable variable = each.variable().orElse(null);
            if (variable != null && !each.isContext() && variable.name().equals(root.text())) {
                return "#" + variable.number();
            }
            if (variable != null && each.isContext()) {
                if (root.text().equals(".")) {
                    return "#" + variable.number();
                }
                if (hasMember(variable.type(), root.text())) {
                    return "#" + variable.number() + "." + root.text();
                }
            }
        }
        return root.text();
    }

    /** Finds what a path begins with; a step that the root already takes is removed from the steps. */
    Optional<Walk> start(Name root, List<Step> steps, Scope scope, Need need) {
        for (Scope each = scope; each != null; each = each.outer().orElse(null)) {
            Variable variable = each.variable().orElse(null);
            if (variable == null) {
                continue;
            }
            String key = "#" + variable.number();
            if (each.isContext()) {
                if (root.text().equals(".")) {
                    return settled(walk(variable, ".", key, scope, need), false, root.offset());
                }
                if (hasMember(variable.type(), root.text())) {
                    steps.add(0, new Member(root.text(), root.offset()));
                    return Optional.of(walk(variable, "", key, scope, need));
                }
            } else if (variable.name().equals(root.text())) {
                return variable(variable, steps, scope, need, root.offset());
            } else if (root.text().equals("loop")) {
                return counter(variable, root, steps, scope, need);
            }
        }
        return property(root, scope, need);
    }

    private static Walk walk(Variable variable, String written, String key, Scope scope, Need need) {
        return new Walk(need, scope, new Access.Local(variable), written, key, variable.type(), presence(variable));
    }

    private static Presence presence(Variable variable) {
        return variable.isPresent() ? Presence.ALWAYS : Presence.UNCHECKED;
    }

    /** A context that is a map counts as having every name, unless something further out has it for certain. */
    private boolean hasMember(TypeMirror context, String name) {
        if (facts.mapValue(context).isPresent()) {
            return !properties.containsKey(name);
        }
        if (facts.isScalar(context) || facts.element(context).isPresent()) {
            // What a String or a List can do is no property of what it stands for.
            return false;
        }
        return facts.properties(context).containsKey(name);
    }

    private Optional<Walk> variable(Variable variable, List<Step> steps, Scope scope, Need need, int offset) {
        String key = "#" + variable.number();
        String member =
                variable.isEntry() && !steps.isEmpty() && steps.get(0) instanceof Member first ? first.name() : "";
        TypeMirror held = variable.held();
        if (member.equals("value") && held != null) {
            int at = steps.remove(0).offset();
            return settled(
                    new Walk(
                            need,
                            scope,
                            new Access.Held(variable),
                            variable.name() + ".value",
                            key + ".value",
                            held,
                            presence(variable)),
                    false,
                    at);
        }
        if (member.equals("key")) {
            steps.remove(0);
        }
        return settled(walk(variable, variable.name(), key, scope, need), false, offset);
    }

    private Optional<Walk> counter(Variable variable, Name root, List<Step> steps, Scope scope, Need need) {
        List<String> names = Arrays.stream(Access.Counter.values())
                .map(counter -> counter.name().toLowerCase(Locale.ROOT))
                .toList();
        if (steps.isEmpty() || !(steps.get(0) instanceof Member member)) {
            problems.unknownCounter("", root.offset(), names);
            return Optional.empty();
        }
        if (!names.contains(member.name())) {
            problems.unknownCounter(member.name(), member.offset(), names);
            return Optional.empty();
        }
        steps.remove(0);
        Access.Counter counter = Access.Counter.valueOf(member.name().toUpperCase(Locale.ROOT));
        use.counted(variable.number(), counter);
        boolean isFlag = counter == Access.Counter.FIRST || counter == Access.Counter.LAST;
        return Optional.of(new Walk(
                need,
                scope,
                new Access.Counted(variable, counter),
                "loop." + member.name(),
                "#" + variable.number() + ".loop." + member.name(),
                facts.primitive(isFlag ? TypeKind.BOOLEAN : TypeKind.INT),
                Presence.ALWAYS));
    }

    private Optional<Walk> property(Name root, Scope scope, Need need) {
        Property property = properties.get(root.text());
        if (property == null) {
            if (root.text().equals(".")) {
                problems.noContext(root.offset());
            } else if (declaration.throwing().contains(root.text())) {
                problems.throwingMethod(root);
            } else if (!declaration.refused().contains(root.text())) {
                problems.unknownInput(root, properties, scope);
            }
            return Optional.empty();
        }
        use.used(root.text());
        if (property instanceof Computed) {
            use.usedAll();
        }
        boolean hasDefault =
                property instanceof Input input && input.defaultText().isPresent();
        Walk walk = new Walk(
                need,
                scope,
                new Access.Of(property),
                root.text(),
                root.text(),
                facts.bound(property.type()),
                property instanceof Input ? Presence.ALWAYS : Presence.UNCHECKED);
        if (hasDefault) {
            if (facts.isOptional(walk.type)) {
                walk.steps.add(new Access.Unwrap(Presence.ALWAYS, root.text()));
                walk.type = facts.bound(facts.held(walk.type).orElse(walk.type));
            }
            return Optional.of(walk);
        }
        return settled(walk, property.isNullable(), root.offset());
    }

    private Optional<Walk> settled(Walk walk, boolean isNullable, int offset) {
        return Walk.settled(walk, isNullable, offset, facts, problems);
    }
}

package dev.cuecard.processor.check;

import dev.cuecard.processor.check.TypeFacts.Getter;
import dev.cuecard.processor.read.Computed;
import dev.cuecard.processor.read.Input;
import dev.cuecard.processor.read.PromptDeclaration;
import dev.cuecard.processor.read.Property;
import dev.cuecard.processor.read.TypeShapes;
import dev.cuecard.processor.template.Template.Constant;
import dev.cuecard.processor.template.Template.Expression;
import dev.cuecard.processor.template.Template.Index;
import dev.cuecard.processor.template.Template.Member;
import dev.cuecard.processor.template.Template.Name;
import dev.cuecard.processor.template.Template.Path;
import dev.cuecard.processor.template.Template.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Follows paths from an input or a variable through properties, and says where there is no way. */
final class PathCheck {

    /** What a path is followed for. */
    enum Need {
        /** The value itself: it has to be there. */
        VALUE,
        /** To see whether it is there, or to take another in its place. */
        TEST
    }

    /** Gives a key's value its type. */
    interface Keys {
        Optional<Term> term(Expression key, Scope scope);
    }

    private final PromptDeclaration declaration;
    private final TypeFacts facts;
    private final SyntaxRules syntax;
    private final InputUse use;
    private final PathProblems problems;
    private final Keys keys;
    private final Map<String, Property> properties = new LinkedHashMap<>();
    private boolean unresolved;

    PathCheck(
            PromptDeclaration declaration,
            TypeFacts facts,
            SyntaxRules syntax,
            InputUse use,
            PathProblems problems,
            Keys keys) {
        this.declaration = declaration;
        this.facts = facts;
        this.syntax = syntax;
        this.use = use;
        this.problems = problems;
        this.keys = keys;
        declaration.inputs().forEach(input -> properties.put(input.name(), input));
        declaration.computed().forEach(computed -> properties.put(computed.name(), computed));
    }

    /** Returns whether a path led to a type that does not exist, or not yet. */
    boolean isUnresolved() {
        return unresolved;
    }

    /** A path on the way: what was walked, and what is there. */
    private static final class Walk {
        private final Need need;
        private final Scope scope;
        private final Access.Root root;
        private final List<Access.Step> steps = new ArrayList<>();
        private final StringBuilder written;
        private final StringBuilder key;
        private TypeMirror type;
        private Presence presence;

        Walk(Need need, Scope scope, Access.Root root, String written, String key, TypeMirror type, Presence presence) {
            this.need = need;
            this.scope = scope;
            this.root = root;
            this.written = new StringBuilder(written);
            this.key = new StringBuilder(key);
            this.type = type;
            this.presence = presence;
        }

        String path() {
            return written.toString();
        }

        boolean isKnown() {
            return scope.known().isPresent(key.toString());
        }
    }

    /** Follows a path; what is wrong with it has been reported where nothing is returned. */
    Optional<Access> follow(Path path, Scope scope, Need need) {
        List<Step> steps = new ArrayList<>(path.steps());
        Optional<Walk> start = start(path.root(), steps, scope, need);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        Walk walk = start.get();
        for (Step step : steps) {
            if (TypeShapes.isUnresolved(walk.type)) {
                break;
            }
            boolean found = step instanceof Member member
                    ? member(walk, member.name(), member.offset())
                    : index(walk, (Index) step);
            if (!found) {
                return Optional.empty();
            }
        }
        if (TypeShapes.isUnresolved(walk.type)) {
            unresolved = true;
            return Optional.empty();
        }
        Presence presence = walk.type.getKind().isPrimitive() && walk.presence == Presence.UNCHECKED
                ? Presence.ALWAYS
                : walk.presence;
        return Optional.of(new Access(walk.root, walk.steps, walk.type, presence, path.toString()));
    }

    /** Returns what is known once the value of a path is there; nothing can be told of computed keys. */
    Known presenceOf(Path path, Scope scope) {
        StringBuilder key = new StringBuilder(keyOf(path.root(), scope));
        List<String> present = new ArrayList<>(List.of(key.toString()));
        for (Step step : path.steps()) {
            if (step instanceof Member member) {
                key.append('.').append(member.name());
            } else if (((Index) step).key() instanceof Constant constant) {
                key.append(indexKey(constant));
            } else {
                break;
            }
            present.add(key.toString());
        }
        return new Known(Set.copyOf(present));
    }

    private static String indexKey(Constant constant) {
        return constant.value() instanceof String name ? "." + name : "[" + constant.value() + "]";
    }

    private String keyOf(Name root, Scope scope) {
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
    private Optional<Walk> start(Name root, List<Step> steps, Scope scope, Need need) {
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

    /** Takes what an {@code Optional} holds, or says that a value may be absent. */
    private Optional<Walk> settled(Walk walk, boolean isNullable, int offset) {
        Optional<TypeMirror> held = facts.held(walk.type);
        if (held.isEmpty() && !isNullable) {
            return Optional.of(walk);
        }
        boolean known = walk.isKnown();
        if (!known && walk.need == Need.VALUE) {
            problems.possiblyAbsent(walk.steps.isEmpty(), walk.path(), offset);
            return Optional.empty();
        }
        if (held.isPresent()) {
            walk.steps.add(new Access.Unwrap(known ? Presence.ALWAYS : Presence.MAYBE, walk.path()));
            walk.type = facts.bound(held.get());
        } else if (!known) {
            walk.steps.add(new Access.Unsure(walk.path()));
        }
        walk.presence = !known || walk.presence == Presence.MAYBE
                ? Presence.MAYBE
                : held.isPresent() ? Presence.ALWAYS : walk.presence;
        return Optional.of(walk);
    }

    private boolean member(Walk walk, String name, int offset) {
        TypeMirror type = walk.type;
        Optional<TypeMirror> held = facts.mapValue(type);
        walk.written.append(walk.written.isEmpty() ? "" : ".").append(name);
        walk.key.append('.').append(name);
        if (held.isPresent()) {
            return entry(walk, name, held.get(), offset);
        }
        Map<String, Getter> getters = facts.properties(type);
        Getter getter = getters.get(name);
        if (getter == null) {
            problems.unknownProperty(type, name, offset, getters.keySet());
            return false;
        }
        boolean isNullable =
                TypeShapes.isNullable(getter.method(), getter.method().getReturnType());
        Presence own = isNullable && !walk.isKnown() ? Presence.MAYBE : Presence.UNCHECKED;
        if (isNullable && own == Presence.MAYBE && walk.need == Need.VALUE) {
            problems.possiblyAbsent(false, walk.path(), offset);
            return false;
        }
        walk.steps.add(new Access.Call(getter.method(), own, walk.path()));
        walk.type = getter.type();
        walk.presence = walk.presence == Presence.MAYBE ? Presence.MAYBE : own;
        return settled(walk, false, offset).isPresent();
    }

    private boolean entry(Walk walk, String name, TypeMirror held, int offset) {
        if (syntax.lenient()) {
            walk.steps.add(new Access.Lookup(new Term.Constant(name, facts.string()), walk.path()));
            walk.presence = Presence.MAYBE;
        } else {
            walk.steps.add(new Access.Entry(name, walk.path()));
            walk.presence = Presence.ALWAYS;
        }
        walk.type = facts.bound(held);
        return settled(walk, false, offset).isPresent();
    }

    private boolean index(Walk walk, Index index) {
        Optional<TypeFacts.MapTypes> map = facts.map(walk.type);
        Optional<TypeMirror> element = facts.indexed(walk.type);
        if (map.isEmpty()
                && element.isEmpty()
                && index.key() instanceof Constant constant
                && constant.value() instanceof String name) {
            return member(walk, name, constant.offset());
        }
        Optional<Term> key = keys.term(index.key(), walk.scope);
        if (key.isEmpty()) {
            return false;
        }
        walk.written.append('[').append(index.key()).append(']');
        walk.key.append(index.key() instanceof Constant constant ? indexKey(constant) : "[?" + index.offset() + "]");
        if (map.isPresent()) {
            Term fitted = fitted(key.get(), map.get().key());
            if (fitted == null) {
                problems.wrongKey(walk.type, key.get().type(), index.offset());
                return false;
            }
            walk.steps.add(new Access.Lookup(fitted, walk.path()));
            walk.type = facts.bound(map.get().value());
        } else if (element.isPresent()) {
            if (!facts.isWhole(key.get().type()) || isNegative(key.get())) {
                problems.wrongIndex(walk.path(), index.offset());
                return false;
            }
            walk.steps.add(new Access.At(key.get(), walk.path()));
            walk.type = facts.bound(facts.boxed(element.get()));
        } else {
            problems.notIndexed(walk.type, index.offset());
            return false;
        }
        walk.presence = Presence.MAYBE;
        return settled(walk, false, index.offset()).isPresent();
    }

    private static boolean isNegative(Term key) {
        return key instanceof Term.Constant constant && constant.value() instanceof Long number && number < 0;
    }

    /** Returns the key as the map's own kind of key, or null where it can be none. */
    private @Nullable Term fitted(Term key, TypeMirror wanted) {
        boolean isInt = TypeShapes.is(wanted, "java.lang.Integer");
        if (key instanceof Term.Constant constant
                && constant.value() instanceof Long number
                && (isInt || TypeShapes.is(wanted, "java.lang.Long"))) {
            return !isInt || number.intValue() == number
                    ? new Term.Constant(number, facts.primitive(isInt ? TypeKind.INT : TypeKind.LONG))
                    : null;
        }
        return facts.canBeSame(key.type(), wanted) ? key : null;
    }
}

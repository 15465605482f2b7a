package dev.cuecard.processor.check;

import dev.cuecard.processor.check.TypeFacts.Getter;
import dev.cuecard.processor.read.PromptDeclaration;
import dev.cuecard.processor.read.TypeShapes;
import dev.cuecard.processor.template.Template.Constant;
import dev.cuecard.processor.template.Template.Expression;
import dev.cuecard.processor.template.Template.Index;
import dev.cuecard.processor.template.Template.Member;
import dev.cuecard.processor.template.Template.Path;
import dev.cuecard.processor.template.Template.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Follows paths through properties, from where the {@link RootCheck} lets them begin, and says where there is no way. */
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

    private final TypeFacts facts;
    private final SyntaxRules syntax;
    private final RootCheck roots;
    private final PathProblems problems;
    private final Keys keys;
    private boolean unresolved;

    PathCheck(
            PromptDeclaration declaration,
            TypeFacts facts,
            SyntaxRules syntax,
            InputUse use,
            PathProblems problems,
            Keys keys) {
        this.facts = facts;
        this.syntax = syntax;
        this.roots = new RootCheck(declaration, facts, use, problems);
        this.problems = problems;
        this.keys = keys;
    }

    /** Returns whether a path led to a type that does not exist, or not yet. */
    boolean isUnresolved() {
        return unresolved;
    }

    /** Follows a path; what is wrong with it has been reported where nothing is returned. */
    Optional<Access> follow(Path path, Scope scope, Need need) {
        List<Step> steps = new ArrayList<>(path.steps());
        Optional<Walk> start = roots.start(path.root(), steps, scope, need);
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
        // What may be missing is never of a primitive type.
        TypeMirror type = presence == Presence.MAYBE ? facts.boxed(walk.type) : walk.type;
        return Optional.of(new Access(walk.root, walk.steps, type, presence, path.toString()));
    }

    /** Returns what is known once the value of a path is there; nothing can be told of computed keys. */
    Known presenceOf(Path path, Scope scope) {
        StringBuilder key = new StringBuilder(roots.keyOf(path.root(), scope));
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

    private boolean member(Walk walk, String name, int offset) {
        TypeMirror type = walk.type;
        Optional<TypeMirror> held = facts.mapValue(type);
        walk.written.append(walk.written.isEmpty() ? "" : ".").append(name);
        walk.key.append('.').append(name);
        if (held.isPresent()) {
            return entry(walk, name, held.get(), offset);
        }
        // What a text or a number can do is no property of what it stands for.
        Map<String, Getter> getters = facts.isScalar(type) ? Map.of() : facts.properties(type);
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
        return Walk.settled(walk, false, offset, facts, problems).isPresent();
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
        return Walk.settled(walk, false, offset, facts, problems).isPresent();
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
            walk.steps.add(new Access.At(key.get(), walk.type instanceof ArrayType, walk.path()));
            walk.type = facts.bound(facts.boxed(element.get()));
        } else {
            problems.notIndexed(walk.type, index.offset());
            return false;
        }
        walk.presence = Presence.MAYBE;
        return Walk.settled(walk, false, index.offset(), facts, problems).isPresent();
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

package dev.cuecard.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.cuecard.processor.check.Access;
import dev.cuecard.processor.check.Presence;
import dev.cuecard.processor.check.Term;
import dev.cuecard.processor.check.Variable;
import dev.cuecard.processor.read.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;

/**
 * Writes the expressions that paths stand for. What must be there and may be null all the same is asked for with {@code
 * TemplateText.present}; what may be missing is gone on from with {@code TemplateText.then}, and is null in the end.
 */
final class AccessWriter {

    private static final int MOST_NESTED = 16;

    private final String prompt;
    private final boolean lenient;
    private final TypeReferences types;
    private final Identifiers names;
    private final Locals locals;
    private final Function<Term, CodeBlock> keys;
    private final List<MethodSpec> methods = new ArrayList<>();

    /** Makes a writer; {@code keys} writes the keys and indexes in paths. */
    AccessWriter(
            String prompt,
            boolean lenient,
            TypeReferences types,
            Identifiers names,
            Locals locals,
            Function<Term, CodeBlock> keys) {
        this.prompt = prompt;
        this.lenient = lenient;
        this.types = types;
        this.names = names;
        this.locals = locals;
        this.keys = keys;
    }

    /** Returns the methods that the expressions call. */
    List<MethodSpec> methods() {
        return methods;
    }

    /** An expression, and whether it may be null. */
    private record Written(CodeBlock code, Presence presence) {}

    /** Returns the expression that a path stands for; it may be null unless {@link #isPresent} says that it is not. */
    CodeBlock access(Access access) {
        Written written = new Written(root(access), rootPresence(access));
        List<Access.Step> steps = access.steps();
        String path = pathOfRoot(access);
        if (steps.size() > MOST_NESTED) {
            return stepped(access, written);
        }
        for (Access.Step step : steps) {
            written = step(step, written, path);
            path = step.path();
        }
        boolean asks = !lenient && written.presence() == Presence.UNCHECKED;
        return asks ? present(access.path(), written.code()) : written.code();
    }

    /** Returns whether what is written for a path is never null. */
    boolean isPresent(Access access) {
        return access.presence() == Presence.ALWAYS || (!lenient && access.presence() == Presence.UNCHECKED);
    }

    /** A long path is a method of its own that goes step by step: compilers do not nest calls without end. */
    private CodeBlock stepped(Access access, Written root) {
        String name = names.method("value");
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE)
                .addParameters(locals.parameters())
                .returns(types.boxed(types.of(access.type())));
        Written written = root;
        String path = pathOfRoot(access);
        for (Access.Step step : access.steps()) {
            String local = locals.fresh("step");
            written = step(step, written, path);
            method.addStatement("var $N = $L", local, written.code());
            written = new Written(CodeBlock.of("$N", local), written.presence());
            path = step.path();
        }
        boolean asks = !lenient && written.presence() == Presence.UNCHECKED;
        methods.add(method.addStatement("return $L", asks ? present(access.path(), written.code()) : written.code())
                .build());
        CodeBlock arguments = locals.parameters().stream()
                .map(parameter -> CodeBlock.of("$N", parameter.name()))
                .collect(CodeBlock.joining(", "));
        return CodeBlock.of("$N($L)", name, arguments);
    }

    private CodeBlock root(Access access) {
        if (access.root() instanceof Access.Of of) {
            return of.property() instanceof Input input
                    ? CodeBlock.of("$N", names.field(input))
                    : CodeBlock.of(
                            "$N()", of.property().method().getSimpleName().toString());
        }
        if (access.root() instanceof Access.Local local) {
            String name = locals.of(local.variable()).element();
            return local.variable().isEntry() ? CodeBlock.of("$N.getKey()", name) : CodeBlock.of("$N", name);
        }
        if (access.root() instanceof Access.Held held) {
            return CodeBlock.of("$N.getValue()", locals.of(held.variable()).element());
        }
        Access.Counted counted = (Access.Counted) access.root();
        Locals.Names loop = locals.of(counted.variable());
        return switch (counted.counter()) {
            case INDEX -> CodeBlock.of("($N + 1)", loop.index());
            case INDEX0 -> CodeBlock.of("$N", loop.index());
            case FIRST -> CodeBlock.of("($N == 0)", loop.index());
            case LAST -> CodeBlock.of("($N == $N - 1)", loop.index(), loop.size());
            case LENGTH -> CodeBlock.of("$N", loop.size());
        };
    }

    /** Inputs were checked for null when they were taken in. */
    private static Presence rootPresence(Access access) {
        if (access.root() instanceof Access.Of of) {
            boolean isChecked = of.property() instanceof Input
                    || of.property().type().getKind().isPrimitive();
            return isChecked ? Presence.ALWAYS : Presence.UNCHECKED;
        }
        if (access.root() instanceof Access.Counted) {
            return Presence.ALWAYS;
        }
        Variable variable = access.root() instanceof Access.Local local
                ? local.variable()
                : ((Access.Held) access.root()).variable();
        boolean isPrimitive = variable.type().getKind().isPrimitive();
        return isPrimitive || variable.isPresent() ? Presence.ALWAYS : Presence.UNCHECKED;
    }

    private static String pathOfRoot(Access access) {
        if (access.root() instanceof Access.Of of) {
            return of.property().name();
        }
        return access.root() instanceof Access.Local local ? local.variable().name() : access.path();
    }

    private Written step(Access.Step step, Written from, String path) {
        if (step instanceof Access.Unsure) {
            return new Written(from.code(), Presence.MAYBE);
        }
        if (step instanceof Access.Unwrap unwrap && from.presence() != Presence.MAYBE) {
            return unwrapped(unwrap, from);
        }
        if (from.presence() == Presence.MAYBE) {
            String value = locals.fresh("v");
            Written next = step(step, new Written(CodeBlock.of("$N", value), Presence.ALWAYS), path);
            return new Written(
                    CodeBlock.of("$T.then($L, $N -> $L)", templateText(), from.code(), value, next.code()),
                    Presence.MAYBE);
        }
        CodeBlock code = from.presence() == Presence.UNCHECKED ? present(path, from.code()) : from.code();
        if (step instanceof Access.Entry entry) {
            return new Written(
                    CodeBlock.of("$T.entry($S, $S, $L, $S)", templateText(), prompt, entry.path(), code, entry.key()),
                    Presence.ALWAYS);
        }
        if (step instanceof Access.Lookup lookup) {
            return new Written(
                    CodeBlock.of("$T.lookup($L, $L)", templateText(), code, keys.apply(lookup.key())), Presence.MAYBE);
        }
        if (step instanceof Access.At at) {
            return new Written(
                    CodeBlock.of("$T.at($L, $L)", templateText(), code, keys.apply(at.index())), Presence.MAYBE);
        }
        Access.Call call = (Access.Call) step;
        boolean isPrimitive = call.method().getReturnType().getKind().isPrimitive();
        return new Written(
                CodeBlock.of("$L.$N()", code, call.method().getSimpleName().toString()),
                isPrimitive ? Presence.ALWAYS : call.presence());
    }

    private Written unwrapped(Access.Unwrap unwrap, Written from) {
        if (unwrap.presence() == Presence.MAYBE) {
            return new Written(CodeBlock.of("$T.orNull($L)", templateText(), from.code()), Presence.MAYBE);
        }
        return from.presence() == Presence.ALWAYS
                ? new Written(CodeBlock.of("$L.orElseThrow()", from.code()), Presence.ALWAYS)
                : new Written(
                        present(unwrap.path(), CodeBlock.of("$T.orNull($L)", templateText(), from.code())),
                        Presence.ALWAYS);
    }

    /** Returns an array as a list, and anything else as it is. */
    CodeBlock asIterable(CodeBlock value, TypeMirror type) {
        return type instanceof ArrayType ? CodeBlock.of("$T.list($L)", arrays(), value) : value;
    }

    private CodeBlock present(String path, CodeBlock value) {
        return CodeBlock.of("$T.present($S, $S, $L)", templateText(), prompt, path, value);
    }

    private ClassName templateText() {
        return types.type("dev.cuecard", "TemplateText");
    }

    private ClassName arrays() {
        return types.type("dev.cuecard", "TemplateArrays");
    }
}

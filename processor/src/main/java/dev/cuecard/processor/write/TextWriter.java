package dev.cuecard.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.cuecard.processor.check.Access;
import dev.cuecard.processor.check.TextForm;
import dev.cuecard.processor.check.Turn;
import dev.cuecard.processor.check.Turn.Piece;
import dev.cuecard.processor.read.Input;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/**
 * Writes the expressions that make text. A text of few pieces is one concatenation; one of many, or of more than a
 * constant holds, is appended piece by piece in methods that each stay below the size that Java allows.
 */
final class TextWriter {

    private static final int MOST_OPERANDS = 100;
    private static final int MOST_APPENDS = 500;
    private static final int MOST_NESTED = 16;

    private final String prompt;
    private final TypeReferences types;
    private final Identifiers names;
    private final List<MethodSpec> methods = new ArrayList<>();

    TextWriter(String prompt, TypeReferences types, Identifiers names) {
        this.prompt = prompt;
        this.types = types;
        this.names = names;
    }

    /** Returns the methods that the expressions call. */
    List<MethodSpec> methods() {
        return methods;
    }

    /** Returns an expression of type {@code String}. */
    CodeBlock text(List<Piece> pieces) {
        int words = pieces.stream()
                .mapToInt(
                        piece -> piece instanceof Turn.Words text ? text.text().length() : 0)
                .sum();
        if (pieces.size() > MOST_OPERANDS || words > JavaStrings.LONGEST) {
            return appended(pieces);
        }
        CodeBlock.Builder sum = CodeBlock.builder();
        String plus = "";
        for (Piece piece : pieces) {
            sum.add(plus);
            boolean needsString = plus.isEmpty() && !isString(piece);
            sum.add(
                    needsString
                            ? CodeBlock.of("$T.valueOf($L)", types.lang("String"), operand(piece))
                            : operand(piece));
            boolean endsLine = piece instanceof Turn.Words text && text.text().endsWith("\n");
            plus = endsLine ? "\n+ " : " + ";
        }
        return sum.build();
    }

    private static boolean isString(Piece piece) {
        return !(piece instanceof Turn.Value value)
                || (value.form() != TextForm.PLAIN && value.form() != TextForm.TO_STRING);
    }

    private CodeBlock operand(Piece piece) {
        if (piece instanceof Turn.Words words) {
            return JavaStrings.literal(words.text());
        }
        if (piece instanceof Turn.Lines lines) {
            return joined(lines);
        }
        Turn.Value value = (Turn.Value) piece;
        CodeBlock access = access(value.value());
        return switch (value.form()) {
            case STRING, PLAIN, TO_STRING -> access;
            case FRACTION -> CodeBlock.of("$T.of($L)", templateText(), access);
            case DECIMAL -> CodeBlock.of("$L.toPlainString()", access);
        };
    }

    private CodeBlock joined(Turn.Lines lines) {
        Access value = lines.value();
        CodeBlock text = CodeBlock.of("$L", elementText(lines.form()));
        if (lines.separators().size() == 2) {
            String group = names.local("group");
            ElementTypes elements = new ElementTypes(value.type());
            text = CodeBlock.of(
                    "$N -> $L",
                    group,
                    join(
                            value,
                            asIterable(CodeBlock.of("$N", group), elements.innerIsArray()),
                            lines.separators().get(1),
                            text));
        }
        return join(
                value,
                asIterable(access(value), value.type() instanceof ArrayType),
                lines.separators().get(0),
                text);
    }

    /** What a template can join: an array's component, or what an iterable was declared to hold. */
    private record ElementTypes(TypeMirror type) {
        boolean innerIsArray() {
            if (type instanceof ArrayType array) {
                return array.getComponentType() instanceof ArrayType;
            }
            return type instanceof DeclaredType declared
                    && declared.getTypeArguments().size() == 1
                    && declared.getTypeArguments().get(0) instanceof ArrayType;
        }
    }

    private CodeBlock asIterable(CodeBlock value, boolean isArray) {
        return isArray ? CodeBlock.of("$T.asList($L)", types.type("java.util", "Arrays"), value) : value;
    }

    private CodeBlock join(Access value, CodeBlock elements, String separator, CodeBlock text) {
        return CodeBlock.of(
                "$T.join($S, $S, $L, $L, $L)",
                templateText(),
                prompt,
                value.path(),
                elements,
                JavaStrings.quoted(separator),
                text);
    }

    private CodeBlock elementText(TextForm form) {
        return switch (form) {
            case STRING, PLAIN, TO_STRING -> CodeBlock.of("$T::toString", types.lang("Object"));
            case FRACTION -> CodeBlock.of("$T::of", templateText());
            case DECIMAL -> CodeBlock.of("$T::toPlainString", types.type("java.math", "BigDecimal"));
        };
    }

    /** Returns the expression that a path stands for. Inputs were checked for null when they were taken in. */
    CodeBlock access(Access access) {
        CodeBlock code = root(access);
        if (access.steps().size() > MOST_NESTED) {
            return steppedAccess(access, code);
        }
        for (Access.Step step : access.steps()) {
            code = step(step, code);
        }
        return code;
    }

    /** A long path is a method of its own that goes step by step: compilers do not nest calls without end. */
    private CodeBlock steppedAccess(Access access, CodeBlock root) {
        String name = names.method("value");
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE).returns(types.of(access.type()));
        CodeBlock code = root;
        int number = 0;
        for (Access.Step step : access.steps()) {
            String local = names.local("step" + ++number);
            method.addStatement("var $N = $L", local, step(step, code));
            code = CodeBlock.of("$N", local);
        }
        methods.add(method.addStatement("return $L", code).build());
        return CodeBlock.of("$N()", name);
    }

    private CodeBlock step(Access.Step step, CodeBlock from) {
        if (step instanceof Access.Entry entry) {
            return CodeBlock.of("$T.entry($S, $S, $L, $S)", templateText(), prompt, entry.path(), from, entry.key());
        }
        Access.Call call = (Access.Call) step;
        CodeBlock called =
                CodeBlock.of("$L.$N()", from, call.method().getSimpleName().toString());
        boolean isPrimitive = call.method().getReturnType().getKind().isPrimitive();
        return isPrimitive ? called : present(call.path(), called);
    }

    private CodeBlock root(Access access) {
        if (access.root() instanceof Input input) {
            CodeBlock field = CodeBlock.of("$N", names.field(input));
            return input.optional().isPresent() ? CodeBlock.of("$L.orElseThrow()", field) : field;
        }
        CodeBlock called =
                CodeBlock.of("$N()", access.root().method().getSimpleName().toString());
        return access.root().type().getKind().isPrimitive()
                ? called
                : present(access.root().name(), called);
    }

    private CodeBlock present(String path, CodeBlock value) {
        return CodeBlock.of("$T.present($S, $S, $L)", templateText(), prompt, path, value);
    }

    private CodeBlock appended(List<Piece> pieces) {
        List<CodeBlock> appends = new ArrayList<>();
        String text = names.local("text");
        for (Piece piece : pieces) {
            if (piece instanceof Turn.Words words) {
                JavaStrings.pieces(words.text())
                        .forEach(part -> appends.add(CodeBlock.of("$N.append($L)", text, JavaStrings.quoted(part))));
            } else {
                appends.add(CodeBlock.of("$N.append($L)", text, operand(piece)));
            }
        }
        ClassName builder = types.lang("StringBuilder");
        String name = names.method("text");
        MethodSpec.Builder whole = MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE)
                .returns(types.lang("String"))
                .addStatement("$T $N = new $T()", builder, text, builder);
        for (int start = 0; start < appends.size(); start += MOST_APPENDS) {
            String part = names.method("appendText");
            MethodSpec.Builder method = MethodSpec.methodBuilder(part)
                    .addModifiers(Modifier.PRIVATE)
                    .addParameter(builder, text);
            appends.subList(start, Math.min(appends.size(), start + MOST_APPENDS))
                    .forEach(method::addStatement);
            methods.add(method.build());
            whole.addStatement("$N($N)", part, text);
        }
        methods.add(whole.addStatement("return $N.toString()", text).build());
        return CodeBlock.of("$N()", name);
    }

    private ClassName templateText() {
        return types.type("dev.cuecard", "TemplateText");
    }
}

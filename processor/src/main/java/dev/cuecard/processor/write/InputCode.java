package dev.cuecard.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.cuecard.processor.check.CheckedPrompt;
import dev.cuecard.processor.check.DefaultValue;
import dev.cuecard.processor.read.Input;
import dev.cuecard.processor.read.TypeShapes;
import java.util.Optional;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** How inputs are taken in: checked for null, copied where they could be changed, defaults put in. */
final class InputCode {

    private final CheckedPrompt prompt;
    private final TypeReferences types;
    private final Identifiers names;

    InputCode(CheckedPrompt prompt, TypeReferences types, Identifiers names) {
        this.prompt = prompt;
        this.types = types;
        this.names = names;
    }

    /** Returns the type that the builder takes: what an {@code Optional} holds, else the input's own. */
    TypeName builderType(Input input) {
        return types.of(heldType(input));
    }

    private static TypeMirror heldType(Input input) {
        TypeMirror type = input.valueType();
        return type instanceof WildcardType wildcard && wildcard.getExtendsBound() != null
                ? wildcard.getExtendsBound()
                : type;
    }

    /** Returns the expression that takes in what {@code of} is given. */
    CodeBlock taken(Input input) {
        String name = names.field(input);
        if (input.optional().isEmpty()) {
            return takenValue(input);
        }
        CodeBlock.Builder code =
                CodeBlock.builder().add("$T.require($S, $S, $N)", inputs(), promptName(), input.name(), name);
        if (isCopied(heldType(input))) {
            String held = names.local("held");
            code.add(".map($N -> $L)", held, checked(heldType(input), input.name(), held));
        }
        defaultValue(input)
                .ifPresent(value -> code.add(".or(() -> $T.of($L))", types.type("java.util", "Optional"), value));
        return code.build();
    }

    /** Returns the expression that takes in what the builder is given. */
    CodeBlock takenByBuilder(Input input) {
        return input.optional().isEmpty()
                ? takenValue(input)
                : CodeBlock.of(
                        "$T.of($L)",
                        types.type("java.util", "Optional"),
                        checked(heldType(input), input.name(), names.field(input)));
    }

    private CodeBlock takenValue(Input input) {
        String name = names.field(input);
        if (!input.isNullable() || input.type().getKind().isPrimitive()) {
            return checked(input.type(), input.name(), name);
        }
        CodeBlock absent = defaultValue(input).orElse(CodeBlock.of("null"));
        if (!isCopied(input.type())) {
            return defaultValue(input).isEmpty()
                    ? CodeBlock.of("$N", name)
                    : CodeBlock.of("$N == null ? $L : $N", name, absent, name);
        }
        return CodeBlock.of("$N == null ? $L : $L", name, absent, checked(input.type(), input.name(), name));
    }

    private CodeBlock checked(TypeMirror type, String input, String variable) {
        if (type.getKind().isPrimitive()) {
            return CodeBlock.of("$N", variable);
        }
        String method = switch (shape(type)) {
            case LIST -> "list";
            case SET -> "set";
            case MAP -> "map";
            case ARRAY, OTHER -> "require";
        };
        CodeBlock code = CodeBlock.of("$T.$L($S, $S, $N)", inputs(), method, promptName(), input, variable);
        return shape(type) == Shape.ARRAY ? CodeBlock.of("$L.clone()", code) : code;
    }

    private enum Shape {
        LIST,
        SET,
        MAP,
        ARRAY,
        OTHER
    }

    private static Shape shape(TypeMirror type) {
        if (type.getKind() == TypeKind.ARRAY) {
            return Shape.ARRAY;
        }
        if (TypeShapes.is(type, "java.util.List")
                || TypeShapes.is(type, "java.util.Collection")
                || TypeShapes.is(type, "java.lang.Iterable")) {
            return Shape.LIST;
        }
        if (TypeShapes.is(type, "java.util.Set")) {
            return Shape.SET;
        }
        return TypeShapes.is(type, "java.util.Map") ? Shape.MAP : Shape.OTHER;
    }

    private static boolean isCopied(TypeMirror type) {
        return shape(type) != Shape.OTHER;
    }

    /** Returns an input's default as an expression. */
    Optional<CodeBlock> defaultValue(Input input) {
        return Optional.ofNullable(prompt.defaults().get(input)).map(value -> code(input, value));
    }

    private CodeBlock code(Input input, DefaultValue value) {
        if (value instanceof DefaultValue.OfList list) {
            TypeMirror element =
                    ((DeclaredType) heldType(input)).getTypeArguments().get(0);
            CodeBlock values =
                    list.values().stream().map(each -> code(element, each)).collect(CodeBlock.joining(", "));
            return CodeBlock.of("$T.of($L)", types.type("java.util", "List"), values);
        }
        return code(heldType(input), value);
    }

    private CodeBlock code(TypeMirror type, DefaultValue value) {
        if (value instanceof DefaultValue.OfText text) {
            return JavaStrings.literal(text.text());
        }
        if (value instanceof DefaultValue.OfEnum constant) {
            return CodeBlock.of("$T.$N", types.of(type), constant.constant());
        }
        if (value instanceof DefaultValue.OfDigits digits) {
            int dot = digits.type().lastIndexOf('.');
            return CodeBlock.of(
                    "new $T($S)",
                    types.type(digits.type().substring(0, dot), digits.type().substring(dot + 1)),
                    digits.text());
        }
        return JavaNumbers.literal(((DefaultValue.OfPrimitive) value).value(), types);
    }

    private ClassName inputs() {
        return types.type("dev.cuecard", "Inputs");
    }

    private String promptName() {
        return prompt.declaration().names().shown();
    }
}

package dev.cuecard.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.cuecard.processor.read.Input;
import dev.cuecard.processor.read.PromptDeclaration;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;

/** Writes {@code equals}, {@code hashCode} and {@code toString}: a prompt is a value. */
final class ValueMethods {

    private final List<Input> inputs;
    private final String name;
    private final TypeReferences types;
    private final Identifiers names;
    private final ClassName generated;

    ValueMethods(PromptDeclaration declaration, TypeReferences types, Identifiers names, ClassName generated) {
        this.inputs = declaration.inputs();
        this.name = declaration.names().generated();
        this.types = types;
        this.names = names;
        this.generated = generated;
    }

    List<MethodSpec> write() {
        return List.of(equalsMethod(), hashCodeMethod(), toStringMethod());
    }

    private MethodSpec equalsMethod() {
        String other = names.local("other");
        String that = names.local("that");
        CodeBlock.Builder same = CodeBlock.builder()
                .add(
                        "$N instanceof $T $N\n&& $N.equals($N.$N)",
                        other,
                        generated,
                        that,
                        names.binding(),
                        that,
                        names.binding());
        for (Input input : inputs) {
            same.add("\n&& $L", same(input, that));
        }
        return MethodSpec.methodBuilder("equals")
                .addAnnotation(types.lang("Override"))
                .addModifiers(Modifier.PUBLIC)
                .returns(boolean.class)
                .addParameter(types.lang("Object"), other)
                .addStatement("return $L", same.build())
                .build();
    }

    private CodeBlock same(Input input, String that) {
        String name = names.field(input);
        TypeKind kind = input.type().getKind();
        if (kind == TypeKind.FLOAT || kind == TypeKind.DOUBLE) {
            String box = kind == TypeKind.FLOAT ? "Float" : "Double";
            return CodeBlock.of("$T.compare($N, $N.$N) == 0", types.lang(box), name, that, name);
        }
        if (kind.isPrimitive()) {
            return CodeBlock.of("$N == $N.$N", name, that, name);
        }
        if (kind == TypeKind.ARRAY) {
            String method = isNested(input) ? "deepEquals" : "equals";
            return CodeBlock.of("$T.$L($N, $N.$N)", arrays(), method, name, that, name);
        }
        return input.isNullable()
                ? CodeBlock.of("$T.equals($N, $N.$N)", types.type("java.util", "Objects"), name, that, name)
                : CodeBlock.of("$N.equals($N.$N)", name, that, name);
    }

    private MethodSpec hashCodeMethod() {
        CodeBlock.Builder values = CodeBlock.builder().add("$N", names.binding());
        for (Input input : inputs) {
            values.add(
                    ", $L",
                    input.type().getKind() == TypeKind.ARRAY
                            ? CodeBlock.of(
                                    "$T.$L($N)",
                                    arrays(),
                                    isNested(input) ? "deepHashCode" : "hashCode",
                                    names.field(input))
                            : CodeBlock.of("$N", names.field(input)));
        }
        return MethodSpec.methodBuilder("hashCode")
                .addAnnotation(types.lang("Override"))
                .addModifiers(Modifier.PUBLIC)
                .returns(int.class)
                .addStatement("return $T.hash($L)", types.type("java.util", "Objects"), values.build())
                .build();
    }

    private MethodSpec toStringMethod() {
        CodeBlock.Builder text = CodeBlock.builder().add("$S", name + "[");
        String separator = "";
        for (Input input : inputs) {
            if (separator.isEmpty()) {
                text.clear().add("$S", name + "[" + input.name() + "=");
            } else {
                text.add("\n+ $S", separator + input.name() + "=");
            }
            text.add(" + $L", shown(input));
            separator = ", ";
        }
        return MethodSpec.methodBuilder("toString")
                .addAnnotation(types.lang("Override"))
                .addModifiers(Modifier.PUBLIC)
                .returns(types.lang("String"))
                .addStatement("return $L + $S", text.build(), "]")
                .build();
    }

    private CodeBlock shown(Input input) {
        return input.type().getKind() == TypeKind.ARRAY
                ? CodeBlock.of("$T.$L($N)", arrays(), isNested(input) ? "deepToString" : "toString", names.field(input))
                : CodeBlock.of("$N", names.field(input));
    }

    private static boolean isNested(Input input) {
        return input.type() instanceof ArrayType array
                && array.getComponentType().getKind() == TypeKind.ARRAY;
    }

    private ClassName arrays() {
        return types.type("java.util", "Arrays");
    }
}

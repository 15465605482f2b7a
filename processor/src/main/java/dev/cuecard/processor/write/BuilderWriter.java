package dev.cuecard.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.cuecard.processor.check.CheckedPrompt;
import dev.cuecard.processor.read.Input;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the builder, which takes the inputs one by one. */
final class BuilderWriter {

    private final CheckedPrompt prompt;
    private final List<Input> inputs;
    private final TypeReferences types;
    private final Identifiers names;
    private final InputCode code;
    private final ClassName generated;
    private final TypeName binding;

    BuilderWriter(
            CheckedPrompt prompt,
            TypeReferences types,
            Identifiers names,
            InputCode code,
            ClassName generated,
            TypeName binding) {
        this.prompt = prompt;
        this.inputs = prompt.declaration().inputs();
        this.types = types;
        this.names = names;
        this.code = code;
        this.generated = generated;
        this.binding = binding;
    }

    TypeSpec write() {
        TypeSpec.Builder builder = TypeSpec.classBuilder("Builder")
                .addJavadoc("Takes the inputs of the prompt one by one.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addField(binding, names.binding(), Modifier.PRIVATE, Modifier.FINAL);
        inputs.forEach(input -> builder.addField(field(input)));
        builder.addMethod(MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(binding, names.binding())
                .addStatement("this.$N = $N", names.binding(), names.binding())
                .build());
        inputs.forEach(input -> builder.addMethod(setter(input)));
        return builder.addMethod(build()).build();
    }

    /** Null says that an input was not given, so primitives are boxed. */
    private FieldSpec field(Input input) {
        TypeName type = input.optional().isPresent() ? types.of(input.type()) : types.boxed(types.of(input.type()));
        FieldSpec.Builder field = FieldSpec.builder(type, names.field(input), Modifier.PRIVATE);
        ClassName optional = types.type("java.util", "Optional");
        if (input.optional().isPresent()) {
            field.initializer(code.defaultValue(input)
                    .map(value -> CodeBlock.of("$T.of($L)", optional, value))
                    .orElse(CodeBlock.of("$T.empty()", optional)));
        } else {
            code.defaultValue(input).ifPresent(field::initializer);
        }
        return field.build();
    }

    private MethodSpec setter(Input input) {
        String name = names.field(input);
        ParameterSpec parameter = InputDeclarations.parameter(code.builderType(input), name, input, types);
        return MethodSpec.methodBuilder(names.setter(input))
                .addModifiers(Modifier.PUBLIC)
                .addParameter(parameter)
                .returns(generated.nestedClass("Builder"))
                .addStatement("this.$N = $L", name, code.takenByBuilder(input))
                .addStatement("return this")
                .build();
    }

    private MethodSpec build() {
        MethodSpec.Builder build = MethodSpec.methodBuilder("build")
                .addJavadoc("Makes the prompt; throws an {@code IllegalStateException} that names what is missing.\n")
                .addModifiers(Modifier.PUBLIC)
                .returns(generated);
        List<Input> required =
                inputs.stream().filter(input -> !input.mayBeLeftOut()).toList();
        if (!required.isEmpty()) {
            CodeBlock.Builder checks = CodeBlock.builder()
                    .add(
                            "$T.missing($S)",
                            types.type("dev.cuecard", "Inputs"),
                            prompt.declaration().names().shown());
            for (Input input : required) {
                checks.add("\n.check($S, $N)", input.name(), names.field(input));
            }
            build.addStatement("$L", checks.add("\n.refuse()").build());
        }
        CodeBlock.Builder arguments = CodeBlock.builder().add("$N", names.binding());
        inputs.forEach(input -> arguments.add(", $N", names.field(input)));
        return build.addStatement("return new $T($L)", generated, arguments.build())
                .build();
    }
}

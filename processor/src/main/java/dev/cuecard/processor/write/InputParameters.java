package dev.cuecard.processor.write;

import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.cuecard.processor.read.Input;
import java.lang.annotation.ElementType;

/** Parameters that take an input; an annotation that allows null is carried over to them. */
final class InputParameters {

    private InputParameters() {}

    static ParameterSpec of(TypeName type, String name, Input input, TypeReferences types) {
        TypeName annotated = input.nullable()
                .map(annotation -> types.annotated(type, annotation))
                .orElse(type);
        ParameterSpec.Builder parameter = ParameterSpec.builder(annotated, name);
        input.nullable()
                .filter(annotation -> types.isDeclaration(annotation, ElementType.PARAMETER))
                .ifPresent(annotation -> parameter.addAnnotation(types.spec(annotation)));
        return parameter.build();
    }
}

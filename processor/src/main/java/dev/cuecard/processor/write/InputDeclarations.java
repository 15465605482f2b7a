package dev.cuecard.processor.write;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.cuecard.processor.read.Input;
import java.lang.annotation.ElementType;
import javax.lang.model.element.Modifier;

/** Fields and parameters that hold an input; an annotation that allows null is carried over to them. */
final class InputDeclarations {

    private InputDeclarations() {}

    static ParameterSpec parameter(TypeName type, String name, Input input, TypeReferences types) {
        ParameterSpec.Builder parameter = ParameterSpec.builder(annotated(type, input, types), name);
        input.nullable()
                .filter(annotation -> types.isDeclaration(annotation, ElementType.PARAMETER))
                .ifPresent(annotation -> parameter.addAnnotation(types.spec(annotation)));
        return parameter.build();
    }

    static FieldSpec field(Input input, String name, TypeReferences types) {
        FieldSpec.Builder field = FieldSpec.builder(
                annotated(types.of(input.type()), input, types), name, Modifier.PRIVATE, Modifier.FINAL);
        input.nullable()
                .filter(annotation -> types.isDeclaration(annotation, ElementType.FIELD))
                .ifPresent(annotation -> field.addAnnotation(types.spec(annotation)));
        return field.build();
    }

    private static TypeName annotated(TypeName type, Input input, TypeReferences types) {
        return input.nullable()
                .map(annotation -> types.annotated(type, annotation))
                .orElse(type);
    }
}

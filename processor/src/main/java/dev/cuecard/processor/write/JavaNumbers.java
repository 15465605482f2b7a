package dev.cuecard.processor.write;

import com.palantir.javapoet.CodeBlock;

/** Primitive values as Java source. */
final class JavaNumbers {

    private JavaNumbers() {}

    static CodeBlock literal(Object value, TypeReferences types) {
        if (value instanceof Double number && !Double.isFinite(number)) {
            return special("Double", number, types);
        }
        if (value instanceof Float number && !Float.isFinite(number)) {
            return special("Float", number, types);
        }
        if (value instanceof Float) {
            return CodeBlock.of("$Lf", value);
        }
        if (value instanceof Long) {
            return CodeBlock.of("$LL", value);
        }
        if (value instanceof Byte || value instanceof Short) {
            return CodeBlock.of("($L) $L", value instanceof Byte ? "byte" : "short", value);
        }
        return value instanceof Character c ? CodeBlock.of("$L", JavaStrings.quoted(c)) : CodeBlock.of("$L", value);
    }

    private static CodeBlock special(String box, double number, TypeReferences types) {
        String name = Double.isNaN(number) ? "NaN" : number > 0 ? "POSITIVE_INFINITY" : "NEGATIVE_INFINITY";
        return CodeBlock.of("$T.$L", types.lang(box), name);
    }
}

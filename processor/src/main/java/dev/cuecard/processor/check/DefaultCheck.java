package dev.cuecard.processor.check;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.read.Input;
import dev.cuecard.processor.read.PromptDeclaration;
import dev.cuecard.processor.read.TypeShapes;
import dev.cuecard.processor.read.WrittenText;
import dev.cuecard.processor.template.Distance;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Converts what {@code @Default} says to the type of its input. */
final class DefaultCheck {

    private final Types types;
    private final Consumer<Problem> problems;

    DefaultCheck(Types types, Consumer<Problem> problems) {
        this.types = types;
        this.problems = problems;
    }

    Map<Input, DefaultValue> check(PromptDeclaration declaration) {
        Map<Input, DefaultValue> values = new LinkedHashMap<>();
        for (Input input : declaration.inputs()) {
            input.defaultText().flatMap(text -> check(input, text)).ifPresent(value -> values.put(input, value));
        }
        return values;
    }

    private Optional<DefaultValue> check(Input input, WrittenText written) {
        TypeMirror type = input.valueType();
        List<String> details = new ArrayList<>();
        DefaultValue value = written.items() == null
                ? convert(type, written.text(), details)
                : convertAll(type, written.items(), details);
        if (value == null) {
            boolean inFile = written.place().file() != null;
            problems.accept(new Problem(
                    inFile ? ProblemId.PROMPTY : ProblemId.DECLARATION,
                    // An inherited method's annotation may lie in a class file.
                    inFile || input.place().element().equals(input.method()) ? written.place() : input.place(),
                    "The default '" + written.text() + "' of the input '" + input.name() + "' is not of type "
                            + TypeNames.of(type) + ".",
                    details));
        }
        return Optional.ofNullable(value);
    }

    private @Nullable DefaultValue convertAll(TypeMirror type, List<String> items, List<String> details) {
        boolean isList = Stream.of("java.util.List", "java.util.Collection", "java.lang.Iterable")
                .anyMatch(name -> TypeShapes.is(type, name));
        if (!isList || ((DeclaredType) type).getTypeArguments().size() != 1) {
            details.add("A list of values is a default for a List.");
            return null;
        }
        List<DefaultValue> values = new ArrayList<>();
        for (String item : items) {
            DefaultValue value =
                    convert(((DeclaredType) type).getTypeArguments().get(0), item, details);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return new DefaultValue.OfList(values);
    }

    /** Converts a text to a type; null, and hints among the details, where it is none of it. */
    private @Nullable DefaultValue convert(TypeMirror type, String text, List<String> details) {
        TypeKind kind = primitiveOf(type);
        if (TypeShapes.is(type, "java.lang.String") || TypeShapes.is(type, "java.lang.CharSequence")) {
            return new DefaultValue.OfText(text);
        }
        if (TypeShapes.is(type, "java.math.BigDecimal") || TypeShapes.is(type, "java.math.BigInteger")) {
            details.add("Write a number without a suffix, 10 for one.");
            return digits(TypeShapes.is(type, "java.math.BigDecimal"), text);
        }
        if (type instanceof DeclaredType declared && declared.asElement().getKind() == ElementKind.ENUM) {
            List<String> constants = constantsOf(declared.asElement());
            Distance.nearest(text.toUpperCase(Locale.ROOT), constants)
                    .ifPresent(near -> details.add("Did you mean " + near + "?"));
            details.add("Its constants are: " + String.join(", ", constants) + ".");
            return constants.contains(text) ? new DefaultValue.OfEnum(text) : null;
        }
        if (kind != null) {
            details.add(
                    switch (kind) {
                        case BOOLEAN -> "Write true or false.";
                        case CHAR -> "Write one character.";
                        case FLOAT, DOUBLE -> "Write a number, 0.5 for one.";
                        default -> "Write a whole number in the range of its type, 3 for one.";
                    });
            Object primitive = primitive(kind, text);
            return primitive == null ? null : new DefaultValue.OfPrimitive(primitive);
        }
        details.add("A default is for a String, a number, a boolean, a char or an enum; leave others out with"
                + " Optional<…> or @Nullable.");
        return null;
    }

    private static List<String> constantsOf(Element type) {
        return type.getEnclosedElements().stream()
                .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
                .map(member -> member.getSimpleName().toString())
                .toList();
    }

    private @Nullable TypeKind primitiveOf(TypeMirror type) {
        if (type.getKind().isPrimitive()) {
            return type.getKind();
        }
        try {
            return types.unboxedType(type).getKind();
        } catch (IllegalArgumentException notABox) {
            // The one way the compiler's model has to say so.
            return null;
        }
    }

    private static @Nullable DefaultValue digits(boolean decimal, String text) {
        try {
            String digits = decimal ? new BigDecimal(text).toString() : new BigInteger(text).toString();
            return new DefaultValue.OfDigits(decimal ? "java.math.BigDecimal" : "java.math.BigInteger", digits);
        } catch (NumberFormatException notANumber) {
            // Told to the user by the caller.
            return null;
        }
    }

    private static @Nullable Object primitive(TypeKind kind, String written) {
        String text = written.replaceAll("(?<=[0-9a-fA-F])_+(?=[0-9a-fA-F])", "");
        try {
            return switch (kind) {
                case BOOLEAN -> (text.equals("true") || text.equals("false")) ? Boolean.valueOf(text) : null;
                case CHAR -> written.length() == 1 ? (Object) written.charAt(0) : null;
                case BYTE -> Byte.decode(text);
                case SHORT -> Short.decode(text);
                case INT -> Integer.decode(text);
                case LONG -> Long.decode(text.replaceFirst("(?<=[0-9a-fA-F])[lL]$", ""));
                case FLOAT -> Float.parseFloat(text);
                case DOUBLE -> Double.parseDouble(text);
                default -> null;
            };
        } catch (NumberFormatException notANumber) {
            // Told to the user by the caller.
            return null;
        }
    }
}

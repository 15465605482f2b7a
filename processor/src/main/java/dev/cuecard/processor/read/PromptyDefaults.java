package dev.cuecard.processor.read;

import dev.cuecard.processor.prompty.PromptyInput;
import dev.cuecard.processor.prompty.YamlValue;
import dev.cuecard.processor.source.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Gives inputs the defaults that a {@code .prompty} file has for them; those of {@code @Default} go first. */
final class PromptyDefaults {

    private PromptyDefaults() {}

    static List<Input> in(TemplateSource source, List<Input> inputs) {
        if (source.prompty().isEmpty()) {
            return inputs;
        }
        Map<String, YamlValue> defaults = new LinkedHashMap<>();
        for (PromptyInput input : source.prompty().get().inputs()) {
            input.defaultValue()
                    .filter(value -> !YamlValue.isNull(value))
                    .ifPresent(value -> defaults.put(input.name(), value));
        }
        return inputs.stream()
                .map(input -> input.defaultText().isPresent() || !defaults.containsKey(input.name())
                        ? input
                        : input.withDefault(written(defaults.get(input.name()), input.valueType(), source.place())))
                .toList();
    }

    private static WrittenText written(YamlValue value, TypeMirror type, Place file) {
        Place place = file.at(value.offset());
        if (value instanceof YamlValue.Scalar scalar) {
            return new WrittenText(text(scalar, type), place);
        }
        List<String> items = new ArrayList<>();
        boolean flat = value instanceof YamlValue.Sequence;
        if (value instanceof YamlValue.Sequence sequence) {
            for (YamlValue each : sequence.values()) {
                flat &= each instanceof YamlValue.Scalar && !YamlValue.isNull(each);
                if (each instanceof YamlValue.Scalar scalar) {
                    items.add(text(scalar, elementOf(type)));
                }
            }
        }
        return flat ? new WrittenText(value.toJson(), place, items) : WrittenText.unfit(value.toJson(), place);
    }

    private static TypeMirror elementOf(TypeMirror list) {
        return list instanceof DeclaredType declared
                        && declared.getTypeArguments().size() == 1
                ? declared.getTypeArguments().get(0)
                : list;
    }

    /** Returns a text as it is written, and other values as Java writes them: YAML has bases and capitals of its own. */
    private static String text(YamlValue.Scalar scalar, TypeMirror type) {
        boolean asWritten =
                Stream.of("java.lang.String", "java.lang.CharSequence").anyMatch(name -> TypeShapes.is(type, name));
        return asWritten ? scalar.text() : scalar.inJava();
    }
}

package dev.cuecard.processor.read;

import dev.cuecard.processor.prompty.PromptyInput;
import dev.cuecard.processor.prompty.YamlValue;
import dev.cuecard.processor.source.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives inputs the defaults that a {@code .prompty} file has for them; those of {@code @Default} go first. */
final class PromptyDefaults {

    private PromptyDefaults() {}

    static List<Input> in(TemplateSource source, List<Input> inputs) {
        if (source.prompty().isEmpty()) {
            return inputs;
        }
        Map<String, WrittenText> defaults = new LinkedHashMap<>();
        for (PromptyInput input : source.prompty().get().inputs()) {
            input.defaultValue()
                    .filter(value -> !YamlValue.isNull(value))
                    .ifPresent(value -> defaults.put(input.name(), written(value, source.place())));
        }
        return inputs.stream()
                .map(input -> input.defaultText().isPresent() || !defaults.containsKey(input.name())
                        ? input
                        : input.withDefault(defaults.get(input.name())))
                .toList();
    }

    private static WrittenText written(YamlValue value, Place file) {
        Place place = file.at(value.offset());
        if (value instanceof YamlValue.Scalar scalar) {
            return new WrittenText(scalar.text(), place);
        }
        if (value instanceof YamlValue.Sequence sequence) {
            List<Optional<String>> texts = sequence.values().stream()
                    .map(each -> each instanceof YamlValue.Scalar scalar
                            ? Optional.of(scalar.text())
                            : Optional.<String>empty())
                    .toList();
            if (texts.stream().allMatch(Optional::isPresent)) {
                return new WrittenText(
                        value.toJson(),
                        place,
                        texts.stream().flatMap(Optional::stream).toList());
            }
        }
        return new WrittenText(value.toJson(), place);
    }
}

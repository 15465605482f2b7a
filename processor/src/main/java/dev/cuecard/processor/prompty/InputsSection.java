package dev.cuecard.processor.prompty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the inputs that a file declares: a list of properties, or a mapping of names to properties or to defaults. */
final class InputsSection {

    /** What tells an input's properties from a mapping that is its default. */
    private static final Set<String> PROPERTIES =
            Set.of("kind", "type", "default", "required", "example", "sample", "description", "enumValues");

    private final Faults faults;
    private final Shapes shapes;
    private final Map<String, PromptyInput> inputs = new LinkedHashMap<>();
    private final List<PromptyInput> sampled = new ArrayList<>();
    private boolean declared;
    private int offset;

    InputsSection(Faults faults, Shapes shapes) {
        this.faults = faults;
        this.shapes = shapes;
    }

    List<PromptyInput> inputs() {
        return List.copyOf(inputs.values());
    }

    List<PromptyInput> sampled() {
        return sampled;
    }

    boolean isDeclared() {
        return declared;
    }

    int offset() {
        return offset;
    }

    void read(YamlValue.Mapping root) {
        Optional<YamlValue.Entry> section = root.entry("inputs").or(() -> schema(root));
        if (section.isPresent()) {
            declared = true;
            offset = section.get().keyOffset();
            readAll(section.get().value());
        }
        root.value("sample")
                .flatMap(value -> shapes.mapping(value, "The sample", "a mapping of inputs to values"))
                .ifPresent(sample -> sample.entries().forEach(this::readSample));
    }

    private Optional<YamlValue.Entry> schema(YamlValue.Mapping root) {
        return root.value("inputSchema")
                .flatMap(value -> shapes.mapping(value, "The inputSchema", "a mapping with 'properties'"))
                .flatMap(schema -> schema.entry("properties"));
    }

    private void readAll(YamlValue section) {
        if (section instanceof YamlValue.Sequence list) {
            list.values().forEach(this::readElement);
        } else if (section instanceof YamlValue.Mapping mapping) {
            mapping.entries().forEach(this::readEntry);
        } else {
            shapes.wrong(section, "The inputs value", "a list of inputs, or a mapping of their names");
        }
    }

    private void readElement(YamlValue element) {
        if (!(element instanceof YamlValue.Mapping properties)) {
            faults.add(
                    element.offset(),
                    "An input is " + Wording.of(element) + "; in a list it must be a mapping with a name.",
                    "Write it as '- name: question', with its kind on the next line.");
            return;
        }
        Optional<YamlValue.Entry> name = properties.entry("name");
        if (name.isEmpty()) {
            faults.add(properties.offset(), "An input has no name.", "Give it one, as in 'name: question'.");
            return;
        }
        YamlValue value = name.get().value();
        if (!(value instanceof YamlValue.Scalar scalar) || scalar.type() != YamlValue.Type.STRING) {
            shapes.wrong(value, "An input's name", "a text");
            return;
        }
        shapes.word(value, "An input's name")
                .ifPresent(known -> add(withProperties(known.value(), known.offset(), properties)));
    }

    private void readEntry(YamlValue.Entry entry) {
        if (entry.key().isBlank()) {
            faults.add(entry.keyOffset(), "An input has no name.", "Give it one, as in 'question:'.");
            return;
        }
        YamlValue value = entry.value();
        boolean properties = value instanceof YamlValue.Mapping mapping
                && (mapping.entries().isEmpty()
                        || mapping.entries().stream().anyMatch(property -> PROPERTIES.contains(property.key())));
        if (properties) {
            add(withProperties(entry.key(), entry.keyOffset(), (YamlValue.Mapping) value));
            return;
        }
        Optional<YamlValue> standing = YamlValue.isNull(value)
                ? Optional.empty()
                : shapes.constant(value, "The default of the input '" + Wording.excerpt(entry.key()) + "'");
        add(new PromptyInput(
                entry.key(),
                entry.keyOffset(),
                PromptyInput.Kind.of(value),
                value.offset(),
                "",
                false,
                standing,
                Optional.empty()));
    }

    private PromptyInput withProperties(String name, int nameOffset, YamlValue.Mapping properties) {
        String of = " of the input '" + Wording.excerpt(name) + "'";
        Optional<Located<PromptyInput.Kind>> kind = properties
                .firstOf("kind", "type")
                .flatMap(entry -> shapes.word(entry.value(), "The " + entry.key() + of))
                .flatMap(word -> kind(word, name));
        return new PromptyInput(
                name,
                nameOffset,
                kind.map(Located::value).orElse(PromptyInput.Kind.ANY),
                kind.map(Located::offset).orElse(nameOffset),
                properties
                        .value("description")
                        .flatMap(value -> shapes.text(value, "The description" + of))
                        .map(Located::value)
                        .orElse(""),
                properties
                        .value("required")
                        .flatMap(value -> shapes.flag(value, "The property 'required'" + of))
                        .map(Located::value)
                        .orElse(false),
                properties.value("default").flatMap(value -> shapes.constant(value, "The default" + of)),
                properties.firstOf("example", "sample").map(YamlValue.Entry::value));
    }

    private Optional<Located<PromptyInput.Kind>> kind(Located<String> word, String name) {
        Optional<PromptyInput.Kind> kind = PromptyInput.Kind.of(word.value());
        if (kind.isEmpty()) {
            faults.add(
                    word.offset(),
                    "The input '" + Wording.excerpt(name) + "' is of the kind '" + Wording.excerpt(word.value())
                            + "', which does not exist.",
                    "The kinds are: "
                            + Arrays.stream(PromptyInput.Kind.values())
                                    .map(PromptyInput.Kind::word)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        return kind.map(known -> new Located<>(known, word.offset()));
    }

    private void add(PromptyInput input) {
        if (inputs.putIfAbsent(input.name(), input) != null) {
            faults.add(
                    input.offset(),
                    "The input '" + Wording.excerpt(input.name()) + "' is declared twice.",
                    "Take one of them away.");
        }
    }

    private void readSample(YamlValue.Entry entry) {
        Optional<YamlValue> sample = Optional.of(entry.value());
        PromptyInput input = inputs.get(entry.key());
        if (input == null) {
            sampled.add(new PromptyInput(
                    entry.key(),
                    entry.keyOffset(),
                    PromptyInput.Kind.of(entry.value()),
                    entry.value().offset(),
                    "",
                    false,
                    Optional.empty(),
                    sample));
        } else if (input.example().isEmpty()) {
            inputs.put(
                    input.name(),
                    new PromptyInput(
                            input.name(),
                            input.offset(),
                            input.kind(),
                            input.kindOffset(),
                            input.description(),
                            input.required(),
                            input.defaultValue(),
                            sample));
        }
    }
}

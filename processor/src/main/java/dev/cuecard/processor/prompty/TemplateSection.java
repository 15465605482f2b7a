package dev.cuecard.processor.prompty;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads which syntax a file's template is in. */
final class TemplateSection {

    private static final String HINT = "Write it as 'template: {format: {kind: jinja2}}', or leave it out: that is what"
            + " holds then. The other kind is mustache.";

    private final Faults faults;
    private final Shapes shapes;

    TemplateSection(Faults faults, Shapes shapes) {
        this.faults = faults;
        this.shapes = shapes;
    }

    PromptyFormat read(YamlValue.Mapping root) {
        Optional<YamlValue> template = root.value("template");
        if (template.isEmpty()) {
            return PromptyFormat.UNSAID;
        }
        if (template.get() instanceof YamlValue.Scalar word) {
            if (root.value("model").filter(TemplateSection::isOfToday).isPresent()) {
                faults.add(
                        word.offset(),
                        "The template's format is written as in the first generation of Prompty, the model is not.",
                        HINT);
            }
            return syntax(word, false);
        }
        Optional<YamlValue.Mapping> mapping = shapes.mapping(template.get(), "The template", "a mapping with 'format'");
        if (mapping.isEmpty()) {
            return PromptyFormat.UNSAID;
        }
        mapping.get().value("parser").ifPresent(this::checkParser);
        return mapping.get()
                .firstOf("format", "type")
                .map(entry -> format(entry.value()))
                .orElse(PromptyFormat.UNSAID);
    }

    private static boolean isOfToday(YamlValue model) {
        return model instanceof YamlValue.Mapping mapping && ModelSection.isOfToday(mapping);
    }

    private PromptyFormat format(YamlValue format) {
        if (!(format instanceof YamlValue.Mapping mapping)) {
            return syntax(format, false);
        }
        boolean strict = mapping.value("strict")
                .flatMap(value -> shapes.flag(value, "The format's strictness"))
                .map(Located::value)
                .orElse(false);
        return mapping.value("kind")
                .map(kind -> syntax(kind, strict))
                .orElseGet(() -> new PromptyFormat(PromptyFormat.Syntax.JINJA2, strict, OptionalInt.empty()));
    }

    private PromptyFormat syntax(YamlValue kind, boolean strict) {
        Optional<Located<String>> word = shapes.word(kind, "The template's format");
        if (word.isEmpty()) {
            return PromptyFormat.UNSAID;
        }
        OptionalInt offset = OptionalInt.of(word.get().offset());
        switch (word.get().value().toLowerCase(Locale.ROOT)) {
            case "jinja2", "jinja" -> {
                return new PromptyFormat(PromptyFormat.Syntax.JINJA2, strict, offset);
            }
            case "mustache" -> {
                return new PromptyFormat(PromptyFormat.Syntax.MUSTACHE, strict, offset);
            }
            default -> {
                faults.add(
                        kind.offset(),
                        "The template's format is '"
                                + Wording.excerpt(word.get().value()) + "', which this compiler does not read.",
                        HINT);
                return PromptyFormat.UNSAID;
            }
        }
    }

    private void checkParser(YamlValue parser) {
        Optional<YamlValue> kind =
                parser instanceof YamlValue.Mapping mapping ? mapping.value("kind") : Optional.of(parser);
        kind.flatMap(value -> shapes.word(value, "The template's parser"))
                .filter(word -> !word.value().equalsIgnoreCase("prompty"))
                .ifPresent(word -> faults.add(
                        word.offset(),
                        "The template's parser is '" + Wording.excerpt(word.value())
                                + "', which this compiler does not have.",
                        "Write it as 'parser: {kind: prompty}', or leave it out: that is what holds then."));
    }
}

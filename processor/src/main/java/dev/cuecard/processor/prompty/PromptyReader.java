package dev.cuecard.processor.prompty;

import dev.cuecard.processor.source.TemplateFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a {@code .prompty} file of any generation of the format.
 *
 * <p>The way is: {@link FrontMatter} finds the fences, {@link YamlReader} reads what lies between them, {@link
 * FileReferences} puts files in the place of references, and a section class each reads the model, the inputs and the
 * template's format. Whatever is in the file, the answer is a {@link Prompty} with its faults: nothing is thrown.
 */
public final class PromptyReader {

    /** What is read of the front matter; other keys are the author's own. */
    private static final Set<String> KEYS = Set.of(
            "name",
            "description",
            "metadata",
            "model",
            "inputs",
            "inputSchema",
            "outputs",
            "outputSchema",
            "sample",
            "template",
            "tools");

    private final TemplateFile file;
    private final ReferencedFiles files;
    private final Faults faults = new Faults();
    private final Shapes shapes = new Shapes(faults);

    private PromptyReader(TemplateFile file, ReferencedFiles files) {
        this.file = file;
        this.files = files;
    }

    /** Reads files that the front matter refers to. */
    public interface ReferencedFiles {
        /**
         * Reads a file. The path has been checked to have only plain names, divided by slashes; whether links lead out
         * of the folder is for the implementation to check.
         *
         * @param relative its path from the prompt's folder
         * @return the file
         * @throws Unreadable if it is not there, or is no text
         */
        TemplateFile read(String relative) throws Unreadable;
    }

    /** A file that cannot be read. */
    public static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        private final ArrayList<String> details;

        /** Says why in a whole sentence, and with further lines how to mend it. */
        public Unreadable(String sentence, List<String> details) {
            super(sentence);
            this.details = new ArrayList<>(details);
        }

        String sentence() {
            return String.valueOf(getMessage());
        }

        List<String> details() {
            return details;
        }
    }

    /** Reads a file. */
    public static Prompty read(TemplateFile file, ReferencedFiles files) {
        return new PromptyReader(file, files).read();
    }

    private Prompty read() {
        String text = file.text();
        FrontMatter front = FrontMatter.of(text);
        front.unclosed()
                .ifPresent(fence -> faults.add(
                        fence,
                        "The front matter that begins here is never closed.",
                        "End it with a line that holds only '---', and write the template after that."));
        YamlValue.Mapping root = root(text, front);
        InputsSection inputs = new InputsSection(faults, shapes);
        inputs.read(root);
        ModelSection model = new ModelSection(faults, shapes);
        Optional<PromptyModel> read = root.entry("model").flatMap(model::read);
        return new Prompty(
                text(root, "name"),
                text(root, "description"),
                text.substring(front.bodyStart(), front.bodyEnd()),
                front.bodyStart(),
                read,
                inputs.isDeclared(),
                inputs.offset(),
                inputs.inputs(),
                inputs.sampled(),
                new TemplateSection(faults, shapes).read(root),
                tools(root, model),
                outputs(root),
                root.value("metadata"),
                faults.inOrder());
    }

    private YamlValue.Mapping root(String text, FrontMatter front) {
        YamlValue.Mapping nothing = new YamlValue.Mapping(List.of(), front.start());
        Optional<YamlValue> yaml = new YamlReader(
                        text.substring(front.start(), front.end()),
                        "The front matter",
                        index -> front.start() + index,
                        (index, sentence, details) -> faults.add(front.start() + index, sentence, details))
                .read()
                .filter(value -> !YamlValue.isNull(value));
        if (yaml.isEmpty()) {
            return nothing;
        }
        if (!(yaml.get() instanceof YamlValue.Mapping mapping)) {
            faults.add(
                    yaml.get().offset(),
                    "The front matter is " + Wording.of(yaml.get()) + "; it must be a mapping.",
                    "Write it as lines of 'key: value', as in 'name: greeting'.");
            return nothing;
        }
        FileReferences references = new FileReferences(files, faults);
        List<YamlValue.Entry> known = mapping.entries().stream()
                .filter(entry -> KEYS.contains(entry.key()))
                .map(entry -> new YamlValue.Entry(entry.key(), entry.keyOffset(), references.resolve(entry.value())))
                .toList();
        return new YamlValue.Mapping(known, mapping.offset());
    }

    private String text(YamlValue.Mapping root, String key) {
        return root.value(key)
                .flatMap(value -> shapes.text(value, "The prompt's " + key))
                .map(Located::value)
                .orElse("");
    }

    private Optional<YamlValue> tools(YamlValue.Mapping root, ModelSection model) {
        Optional<YamlValue> tools = root.value("tools").or(model::tools);
        if (tools.isPresent() && tools.get() instanceof YamlValue.Scalar) {
            shapes.wrong(tools.get(), "The tools value", "a list or a mapping");
            return Optional.empty();
        }
        tools.ifPresent(shapes::checkReferences);
        return tools;
    }

    private Optional<YamlValue> outputs(YamlValue.Mapping root) {
        Optional<YamlValue> outputs = root.value("outputs").or(() -> root.value("outputSchema"));
        if (outputs.isPresent() && outputs.get() instanceof YamlValue.Scalar) {
            shapes.wrong(outputs.get(), "The outputs value", "a list or a mapping");
            return Optional.empty();
        }
        return outputs.flatMap(value -> shapes.constant(value, "An output"));
    }
}

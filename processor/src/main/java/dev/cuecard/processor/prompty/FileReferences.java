package dev.cuecard.processor.prompty;

import dev.cuecard.processor.source.TemplateFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the contents of files in the place of references to them: <code>${file:relative}</code> as a whole value. JSON and
 * YAML are read as values, which may refer to further files beside or below their own; everything else is text.
 */
final class FileReferences {

    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{file:(.*)}", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final int DEEPEST = 8;
    private static final int MOST_FILES = 64;
    private static final int LONGEST = 1 << 20;

    private final PromptyReader.ReferencedFiles files;
    private final Faults faults;
    private int read;

    FileReferences(PromptyReader.ReferencedFiles files, Faults faults) {
        this.files = files;
        this.faults = faults;
    }

    YamlValue resolve(YamlValue value) {
        return resolve(value, List.of());
    }

    /** Resolves a value that stands in the last of some files, each of which refers to the next. */
    private YamlValue resolve(YamlValue value, List<String> chain) {
        if (value instanceof YamlValue.Sequence sequence) {
            List<YamlValue> values = sequence.values().stream()
                    .map(element -> resolve(element, chain))
                    .toList();
            return new YamlValue.Sequence(values, sequence.offset());
        }
        if (value instanceof YamlValue.Mapping mapping) {
            List<YamlValue.Entry> entries = mapping.entries().stream()
                    .map(entry -> new YamlValue.Entry(entry.key(), entry.keyOffset(), resolve(entry.value(), chain)))
                    .toList();
            return new YamlValue.Mapping(entries, mapping.offset());
        }
        YamlValue.Scalar scalar = (YamlValue.Scalar) value;
        Matcher reference = REFERENCE.matcher(scalar.text());
        if (scalar.type() != YamlValue.Type.STRING || !reference.matches()) {
            return value;
        }
        return contents(reference.group(1), scalar.offset(), chain);
    }

    /** Returns what a file holds; what cannot be had is null, which counts as left out. */
    private YamlValue contents(String reference, int offset, List<String> chain) {
        YamlValue nothing = new YamlValue.Scalar("", YamlValue.Type.NULL, offset);
        String shown = Wording.excerpt(reference);
        if (leaves(reference)) {
            faults.add(
                    offset,
                    "The file reference '" + shown + "' leaves the prompt's folder.",
                    "Name a file in that folder or below it, with '/' between names and without '..'.");
            return nothing;
        }
        String path = relative(reference, chain);
        if (chain.contains(path)) {
            faults.add(
                    offset,
                    "The file '" + shown + "' refers to itself.",
                    "The files refer to each other in this order: "
                            + String.join(", ", chain.subList(chain.indexOf(path), chain.size())) + ", " + path + ".");
            return nothing;
        }
        if (chain.size() == DEEPEST) {
            faults.add(
                    offset,
                    "The reference to the file '" + shown + "' is more than " + DEEPEST + " files deep.",
                    "The files refer to each other in this order: " + String.join(", ", chain) + ".");
            return nothing;
        }
        if (++read > MOST_FILES) {
            // Said once; thousands of references would only say it again.
            if (read == MOST_FILES + 1) {
                faults.add(
                        offset,
                        "The front matter refers to more than " + MOST_FILES + " files.",
                        "Count those that referenced files refer to, and write some of them into one.");
            }
            return nothing;
        }
        try {
            TemplateFile file = files.read(path);
            List<String> longer = new ArrayList<>(chain);
            longer.add(path);
            return valueOf(file, path, offset, longer);
        } catch (PromptyReader.Unreadable e) {
            faults.add(new PromptyFault(offset, e.sentence(), e.details()));
            return nothing;
        }
    }

    private YamlValue valueOf(TemplateFile file, String path, int offset, List<String> chain) {
        YamlValue nothing = new YamlValue.Scalar("", YamlValue.Type.NULL, offset);
        if (file.text().length() > LONGEST) {
            faults.add(
                    offset,
                    "The file '" + Wording.excerpt(path) + "' is longer than 1 MiB of text.",
                    "What it holds becomes part of a class; bring large texts in as inputs.");
            return nothing;
        }
        String lower = path.toLowerCase(Locale.ROOT);
        boolean json = lower.endsWith(".json");
        if (!json && !lower.endsWith(".yaml") && !lower.endsWith(".yml")) {
            return new YamlValue.Scalar(file.text(), YamlValue.Type.STRING, offset);
        }
        // JSON is YAML but for tabs between its tokens; within them it has none.
        String text = json ? file.text().replace('\t', ' ') : file.text();
        String subject = "The file '" + Wording.excerpt(path) + "'";
        YamlReader.Report report = (index, sentence, details) -> {
            List<String> lines = new ArrayList<>(List.of(details));
            lines.add("It stands in " + file.path() + ":" + lineAndColumn(file.text(), index) + ".");
            faults.add(new PromptyFault(offset, sentence, lines));
        };
        return new YamlReader(text, subject, index -> offset, report)
                .read()
                .map(value -> resolve(value, chain))
                .orElse(nothing);
    }

    /** Says whether a reference is no name of a file in a folder or below, by its letters alone. */
    private static boolean leaves(String reference) {
        boolean names = false;
        for (String name : reference.split("/", -1)) {
            if (name.equals("..")) {
                return true;
            }
            names |= !name.isEmpty() && !name.equals(".");
        }
        boolean odd = reference.chars().anyMatch(c -> c == '\\' || c == ':' || Character.isISOControl(c));
        return !names || odd || reference.startsWith("/");
    }

    /** Returns the path from the prompt's folder of a file that the last of some files names. */
    private static String relative(String reference, List<String> chain) {
        List<String> names = new ArrayList<>();
        if (!chain.isEmpty()) {
            names.addAll(List.of(chain.get(chain.size() - 1).split("/", -1)));
            names.remove(names.size() - 1);
        }
        for (String name : reference.split("/", -1)) {
            if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return String.join("/", names);
    }

    private static String lineAndColumn(String text, int index) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < index && i < text.length(); i++) {
            boolean ends = text.charAt(i) == '\n' || (text.charAt(i) == '\r' && !text.startsWith("\n", i + 1));
            line += ends ? 1 : 0;
            column = ends ? 1 : column + 1;
        }
        return line + ":" + column;
    }
}

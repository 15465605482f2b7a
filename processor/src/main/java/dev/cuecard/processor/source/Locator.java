package dev.cuecard.processor.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Finds the file, line and column of a {@link Place}, and prints messages there. Under javac the compiler's own caret
 * stands on the place; elsewhere the message itself says {@code File.java:line:column} and shows the line.
 */
public final class Locator {

    private final Messager messager;
    private final @Nullable CompilerTrees trees;
    private final SourceFiles files;
    private final boolean canParse = ToolProvider.getSystemJavaCompiler() != null;
    private final Map<Element, Optional<SourceFile>> sources = new HashMap<>();
    private final Map<SourceFile, Optional<ParsedSource>> parsed = new HashMap<>();
    private final Map<String, TextLines> lines = new HashMap<>();

    /**
     * A place that was found.
     *
     * @param place the place
     * @param file the source file, if it is known
     * @param offset the offset there, -1 if unknown
     * @param exact whether the offset is that of the very character
     */
    public record Found(Place place, @Nullable SourceFile file, int offset, boolean exact) {}

    /** Makes a locator for a round: files may be others in the next one. */
    public Locator(ProcessingEnvironment environment) {
        this.messager = environment.getMessager();
        this.trees = canParse ? CompilerTrees.of(environment).orElse(null) : null;
        this.files = new SourceFiles(environment);
    }

    /** Looks places up, all that shall be printed at once. */
    public List<Found> find(List<Place> places) {
        List<Found> found = places.stream().map(this::find).toList();
        if (trees != null) {
            prepareMarks(found);
        }
        return found;
    }

    private void prepareMarks(Collection<Found> found) {
        Map<Element, List<Found>> byType = found.stream()
                .filter(each -> each.offset() >= 0)
                .collect(Collectors.groupingBy(each -> topLevel(each.place().element())));
        byType.forEach((type, all) -> {
            if (trees != null) {
                trees.prepare(type, all.stream().map(Found::offset).toList());
            }
        });
    }

    private Found find(Place place) {
        SourceFile file =
                sources.computeIfAbsent(topLevel(place.element()), this::fileOf).orElse(null);
        if (file == null || !canParse) {
            return new Found(place, file, -1, false);
        }
        return parsed.computeIfAbsent(file, ParsedSource::of)
                .flatMap(source -> source.find(place))
                .map(origin -> new Found(place, file, origin.offset(), origin.exact()))
                .orElseGet(() -> new Found(place, file, -1, false));
    }

    /** Returns the folder that an element's source file lies in, if it lies in one. */
    public Optional<Path> folderOf(Element element) {
        Optional<Path> path = trees != null ? trees.pathOf(element) : files.pathOf(element);
        return path.map(Path::toAbsolutePath).map(Path::getParent);
    }

    /** Returns whether a type is declared in a source file of the compilation, not in a class file. */
    public boolean isInSource(Element type) {
        return trees != null
                ? trees.fileOf(type).isPresent()
                : files.pathOf(type).isPresent();
    }

    private Optional<SourceFile> fileOf(Element type) {
        return trees != null ? trees.fileOf(type) : files.fileOf(type);
    }

    private static Element topLevel(Element element) {
        return Nesting.of(element).get(0);
    }

    /** Prints a message at a place. */
    public void print(Diagnostic.Kind kind, String message, Found found) {
        Place place = found.place();
        boolean onAnnotation = place.annotation() != null;
        if (trees != null
                && onAnnotation
                && trees.print(kind, message + lines(textPlace(found)), place.element(), found.offset())) {
            return;
        }
        List<String> more = new ArrayList<>();
        if (place.file() == null && (trees == null || onAnnotation)) {
            more.addAll(sourcePlace(found));
        }
        more.addAll(textPlace(found));
        AnnotationValue value = place.annotationValue().orElse(null);
        if (value != null) {
            messager.printMessage(kind, message + lines(more), place.element(), place.annotation(), value);
        } else if (onAnnotation) {
            messager.printMessage(kind, message + lines(more), place.element(), place.annotation());
        } else {
            messager.printMessage(kind, message + lines(more), place.element());
        }
    }

    private static String lines(List<String> lines) {
        return lines.stream().map(line -> "\n" + line).collect(Collectors.joining());
    }

    private List<String> sourcePlace(Found found) {
        if (found.file() == null || found.offset() < 0) {
            return List.of();
        }
        Snippet snippet = snippet(found.file().text(), found.offset());
        return placeAndLines(found.file().name() + ":" + snippet.line() + ":" + snippet.column(), snippet);
    }

    /** What the source's own caret cannot show: the place in a file, or in a text that a constant holds. */
    private List<String> textPlace(Found found) {
        Place place = found.place();
        if (place.offset() < 0 || found.exact()) {
            return List.of();
        }
        TemplateFile file = place.file();
        if (file != null) {
            Snippet snippet = snippet(file.text(), place.offset());
            return placeAndLines(file.path() + ":" + snippet.line() + ":" + snippet.column(), snippet);
        }
        if (place.annotationValue().map(AnnotationValue::getValue).orElse(null) instanceof String text) {
            Snippet snippet = snippet(text, Math.min(place.offset(), text.length()));
            return placeAndLines("In the text, line " + snippet.line() + ", column " + snippet.column() + ":", snippet);
        }
        return List.of();
    }

    private Snippet snippet(String text, int offset) {
        return Snippet.at(lines.computeIfAbsent(text, TextLines::new), offset);
    }

    private static List<String> placeAndLines(String place, Snippet snippet) {
        List<String> lines = new ArrayList<>();
        lines.add(place);
        lines.addAll(snippet.lines());
        return lines;
    }
}

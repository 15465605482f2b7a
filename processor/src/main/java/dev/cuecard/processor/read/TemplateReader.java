package dev.cuecard.processor.read;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.prompty.Prompty;
import dev.cuecard.processor.prompty.PromptyFormat;
import dev.cuecard.processor.prompty.PromptyReader;
import dev.cuecard.processor.source.Place;
import dev.cuecard.processor.source.TemplateFile;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;

/** Finds a prompt's template: in its annotation, or in the file that this names. */
final class TemplateReader {

    private static final String PROMPTY = ".prompty";

    private final ResourceFinder resources;

    TemplateReader(ResourceFinder resources) {
        this.resources = resources;
    }

    Optional<TemplateSource> read(
            TypeElement type, String prompt, PromptAnnotation annotation, Consumer<Problem> problems) {
        Optional<WrittenText> template =
                annotation.text("template").filter(text -> !text.text().isEmpty());
        Optional<WrittenText> resource =
                annotation.text("resource").filter(text -> !text.text().isEmpty());
        if (template.isPresent() && resource.isPresent()) {
            problems.accept(new Problem(
                    ProblemId.DECLARATION,
                    resource.get().place(),
                    "The prompt '" + prompt + "' has a template and a resource.",
                    "Take one of them away."));
            return Optional.empty();
        }
        if (template.isEmpty() && resource.isEmpty()) {
            problems.accept(new Problem(
                    ProblemId.DECLARATION,
                    annotation.place(),
                    "The prompt '" + prompt + "' has no template.",
                    "Write it as template = \"…\", or name its file as resource = \"…\"."));
            return Optional.empty();
        }
        Optional<Syntax> syntax = annotation.constant("syntax").map(Syntax::valueOf);
        return template.isPresent()
                ? template.map(text -> TemplateSource.written(text, syntax.orElse(Syntax.BRACES)))
                : resource.flatMap(path -> file(type, path, syntax, annotation, problems));
    }

    private Optional<TemplateSource> file(
            TypeElement type,
            WrittenText path,
            Optional<Syntax> syntax,
            PromptAnnotation annotation,
            Consumer<Problem> problems) {
        Place place = path.place();
        try {
            ResourceFinder.Found found = resources.find(type, path.text());
            if (path.text().endsWith(PROMPTY)) {
                if (syntax.isPresent()) {
                    problems.accept(new Problem(
                            ProblemId.DECLARATION,
                            annotation.place("syntax"),
                            "A .prompty file names its syntax itself.",
                            "Take the attribute away; the file may say 'template: {format: {kind: mustache}}'."));
                }
                return Optional.of(prompty(type, path.text(), found, place));
            }
            return Optional.of(TemplateSource.in(
                    found.file(), path.text(), syntax.orElseGet(() -> syntaxOf(path.text())), place.in(found.file())));
        } catch (ResourceFinder.NotReadable e) {
            problems.accept(new Problem(ProblemId.RESOURCE, place, e.sentence(), e.details()));
            return Optional.empty();
        }
    }

    /** Tells a syntax by what files in it are commonly called. */
    private static Syntax syntaxOf(String path) {
        return Stream.of(".jinja", ".jinja2", ".j2").anyMatch(path::endsWith)
                ? Syntax.JINJA2
                : path.endsWith(".mustache") ? Syntax.MUSTACHE : Syntax.BRACES;
    }

    private TemplateSource prompty(TypeElement type, String path, ResourceFinder.Found found, Place place) {
        Prompty prompty = PromptyReader.read(found.file(), relative -> referenced(type, path, found, relative));
        Syntax syntax = prompty.format().syntax() == PromptyFormat.Syntax.MUSTACHE ? Syntax.MUSTACHE : Syntax.JINJA2;
        return new TemplateSource(
                prompty.body(), syntax, place.in(found.file()), prompty.bodyOffset(), path, Optional.of(prompty));
    }

    private TemplateFile referenced(TypeElement type, String path, ResourceFinder.Found prompt, String relative)
            throws PromptyReader.Unreadable {
        try {
            return resources.beside(type, path, prompt, relative);
        } catch (ResourceFinder.NotReadable e) {
            throw new PromptyReader.Unreadable(e.sentence(), e.details());
        }
    }
}

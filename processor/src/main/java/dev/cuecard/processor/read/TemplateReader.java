package dev.cuecard.processor.read;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.source.Place;
import dev.cuecard.processor.source.TemplateFile;
import java.util.Optional;
import java.util.function.Consumer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** Finds a prompt's template: in its annotation, or in the file that this names. */
final class TemplateReader {

    private static final String BRACES = "BRACES";

    private final ResourceFinder resources;

    TemplateReader(ProcessingEnvironment environment, String templateFolder) {
        this.resources = new ResourceFinder(environment, templateFolder);
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
        if (resource.isPresent() && resource.get().text().endsWith(".prompty")) {
            problems.accept(new Problem(
                    ProblemId.PROMPTY,
                    resource.get().place(),
                    "This version of the processor compiles BRACES templates only, and no .prompty files.",
                    "Write the template in the annotation, or in a text file in the BRACES syntax."));
            return Optional.empty();
        }
        Optional<String> syntax = annotation.constant("syntax").filter(word -> !word.equals(BRACES));
        if (syntax.isPresent()) {
            problems.accept(new Problem(
                    ProblemId.TEMPLATE_SYNTAX,
                    annotation.place("syntax"),
                    "This version of the processor compiles BRACES templates only, and not " + syntax.get() + ".",
                    "Take the attribute away and write placeholders as {name}."));
            return Optional.empty();
        }
        return template.isPresent()
                ? template.map(text -> new TemplateSource(text.text(), text.place()))
                : resource.flatMap(path -> file(type, path, problems));
    }

    private Optional<TemplateSource> file(TypeElement type, WrittenText path, Consumer<Problem> problems) {
        Place place = path.place();
        try {
            TemplateFile file = resources.find(type, path.text());
            return Optional.of(new TemplateSource(file.text(), place.in(file)));
        } catch (ResourceFinder.NotReadable e) {
            problems.accept(new Problem(ProblemId.RESOURCE, place, e.sentence(), e.details()));
            return Optional.empty();
        }
    }
}

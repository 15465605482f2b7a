package dev.cuecard.processor.read;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.source.Nesting;
import dev.cuecard.processor.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;

/** The first phase: reads what an interface declares, and says what cannot be a prompt. */
public final class PromptReader {

    private static final String PROMPT = "dev.cuecard.Prompt";

    private final ProcessingEnvironment environment;
    private final TemplateReader templates;

    /** Makes a reader that looks for template files with a finder. */
    public PromptReader(ProcessingEnvironment environment, ResourceFinder resources) {
        this.environment = environment;
        this.templates = new TemplateReader(resources);
    }

    /**
     * What was read.
     *
     * @param declaration the declaration, if there is one to work with
     * @param problems what is wrong with it
     * @param unresolved whether it names a type that does not exist, or not yet
     */
    public record Reading(Optional<PromptDeclaration> declaration, List<Problem> problems, boolean unresolved) {}

    /** Reads an interface. */
    public Reading read(TypeElement type) {
        PromptAnnotation annotation = PromptAnnotation.on(type, PROMPT)
                .orElseThrow(() -> new IllegalArgumentException(type + " has no @Prompt"));
        if (type.getKind() != ElementKind.INTERFACE) {
            Problem problem = declaration(
                    type,
                    "@Prompt is on " + kindOf(type) + " '" + namesOf(type).shown() + "', which is not an interface.",
                    "Declare an interface; its abstract methods are the prompt's inputs.");
            return new Reading(Optional.empty(), List.of(problem), false);
        }
        InputReader inputs = new InputReader(environment, type);
        inputs.read();
        if (annotation.isUnresolved() || inputs.isUnresolved()) {
            return new Reading(Optional.empty(), List.of(), true);
        }
        List<Problem> problems = new ArrayList<>();
        PromptDeclaration.Names names = namesOf(type);
        addTypeProblems(type, names.shown(), problems);
        problems.addAll(inputs.problems());
        // Without its type arguments nothing can be said of what a template inserts.
        Optional<TemplateSource> template = type.getTypeParameters().isEmpty()
                ? templates.read(type, names.shown(), annotation, problems::add)
                : Optional.empty();
        PromptDeclaration declaration = new PromptDeclaration(
                type,
                annotation,
                names,
                isPublic(type),
                template.map(source -> PromptyDefaults.in(source, inputs.inputs()))
                        .orElse(inputs.inputs()),
                inputs.computed(),
                inputs.refused(),
                inputs.throwing(),
                template,
                inputs.streaming());
        return new Reading(Optional.of(declaration), problems, false);
    }

    private static void addTypeProblems(TypeElement type, String name, List<Problem> problems) {
        List<TypeElement> around = Nesting.of(type);
        around.remove(type);
        if (type.getModifiers().contains(Modifier.PRIVATE)) {
            problems.add(declaration(
                    type,
                    "The prompt '" + name + "' is private, so no class can implement it.",
                    "Make it package-private at least."));
        }
        for (TypeElement outer : around) {
            if (outer.getModifiers().contains(Modifier.PRIVATE)) {
                problems.add(declaration(
                        type,
                        "The prompt '" + name + "' is in the private type '" + outer.getSimpleName()
                                + "', so no class can implement it.",
                        "Make '" + outer.getSimpleName() + "' package-private at least, or move the prompt out."));
            }
        }
        if (type.getNestingKind() == NestingKind.LOCAL) {
            problems.add(declaration(
                    type,
                    "The prompt '" + name + "' is local to a method, so no class can implement it.",
                    "Move it to a class or a file of its own."));
        }
        if (!type.getTypeParameters().isEmpty()) {
            problems.add(declaration(
                    type,
                    "The prompt '" + name + "' is generic; an input's type must be known for its text to be checked.",
                    "Put the types in, or let an interface without type parameters extend this one."));
        }
        if (type.getModifiers().contains(Modifier.SEALED)) {
            problems.add(declaration(
                    type,
                    "The prompt '" + name + "' is sealed, so the generated class cannot implement it.",
                    "Take 'sealed' away."));
        }
    }

    private static Problem declaration(TypeElement type, String sentence, String hint) {
        return new Problem(ProblemId.DECLARATION, Place.of(type), sentence, hint);
    }

    private static String kindOf(TypeElement type) {
        return switch (type.getKind()) {
            case ENUM -> "the enum";
            case RECORD -> "the record";
            case ANNOTATION_TYPE -> "the annotation interface";
            default -> "the class";
        };
    }

    private static boolean isPublic(TypeElement type) {
        boolean inInterface = false;
        for (TypeElement each : Nesting.of(type)) {
            // The members of an interface are public without saying so, and not every compiler adds the word.
            if (!inInterface && !each.getModifiers().contains(Modifier.PUBLIC)) {
                return false;
            }
            inInterface = each.getKind().isInterface();
        }
        return true;
    }

    private PromptDeclaration.Names namesOf(TypeElement type) {
        String shown = Nesting.of(type).stream()
                .map(each -> each.getSimpleName().toString())
                .collect(Collectors.joining("."));
        String flat = shown.replace('.', '_');
        return new PromptDeclaration.Names(
                shown,
                environment
                        .getElementUtils()
                        .getPackageOf(type)
                        .getQualifiedName()
                        .toString(),
                type.getSimpleName().toString().endsWith("Prompt") ? flat + "Impl" : flat + "Prompt");
    }
}

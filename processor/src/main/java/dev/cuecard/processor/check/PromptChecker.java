package dev.cuecard.processor.check;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.check.CheckedPrompt.Connection;
import dev.cuecard.processor.check.CheckedPrompt.Layout;
import dev.cuecard.processor.check.CheckedPrompt.ModelName;
import dev.cuecard.processor.check.CheckedPrompt.Setting;
import dev.cuecard.processor.prompty.Located;
import dev.cuecard.processor.prompty.Prompty;
import dev.cuecard.processor.prompty.PromptyModel;
import dev.cuecard.processor.read.Input;
import dev.cuecard.processor.read.PromptDeclaration;
import dev.cuecard.processor.read.TemplateSource;
import dev.cuecard.processor.read.TypeShapes;
import dev.cuecard.processor.source.Origins;
import dev.cuecard.processor.source.Place;
import dev.cuecard.processor.template.Parsed;
import dev.cuecard.processor.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;

/** The third phase: checks a declaration and its parsed template against each other. */
public final class PromptChecker {

    /** A Java method takes at most 255 words of arguments; one is {@code this}, some are left to the generated code. */
    private static final int MOST_WORDS = 250;

    private final ProcessingEnvironment environment;
    private final List<String> openAiCompatible;

    /** Makes a checker; {@code openAiCompatible} are providers that the build adds to the known ones. */
    public PromptChecker(ProcessingEnvironment environment, List<String> openAiCompatible) {
        this.environment = environment;
        this.openAiCompatible = List.copyOf(openAiCompatible);
    }

    /**
     * What was found.
     *
     * @param prompt the typed prompt, complete if there are no errors among the problems
     * @param problems what is wrong
     * @param unresolved whether a type on the way does not exist, or not yet
     */
    public record Check(Optional<CheckedPrompt> prompt, List<Problem> problems, boolean unresolved) {}

    /** Checks a prompt; {@code parsed} is missing where there is no template to be had. */
    public Check check(PromptDeclaration declaration, Optional<Sources> parsed) {
        List<Problem> problems = new ArrayList<>();
        ModelCheck models = new ModelCheck(environment.getElementUtils(), openAiCompatible, problems::add);
        Optional<ModelName> model =
                models.check(declaration.names().shown(), declaration.annotation(), declaration.template());
        model.ifPresent(name -> checkStreaming(declaration, name, problems));
        List<Setting> settings =
                new OptionCheck(model, problems::add).check(declaration.annotation(), declaration.template());
        Map<Input, DefaultValue> defaults =
                new DefaultCheck(environment.getTypeUtils(), problems::add).check(declaration);
        checkCount(declaration, problems);
        Optional<TemplateSource> source = declaration.template();
        if (source.isEmpty() || parsed.isEmpty()) {
            return new Check(Optional.empty(), problems, false);
        }
        TypeFacts facts =
                new TypeFacts(environment, environment.getElementUtils().getPackageOf(declaration.type()));
        new PromptyCheck(declaration, facts, problems::add).check(source.get());
        // Of a file whose front matter is never closed nobody knows what its template is.
        if (source.get()
                .prompty()
                .filter(file -> file.body().isEmpty() && !file.faults().isEmpty())
                .isPresent()) {
            return new Check(Optional.empty(), problems, false);
        }
        SyntaxRules syntax = SyntaxRules.of(source.get().syntax());
        TemplateCheck template =
                new TemplateCheck(declaration, facts, syntax, parsed.get().origins(), problems::add);
        List<Piece> pieces = template.check(parsed.get().parsed());
        Template tree = parsed.get().parsed().template();
        Layout layout =
                new Layout(tree.firstSpeaker(), tree.edges() == Template.Edges.WITHOUT_NEWLINES, syntax.lenient());
        Optional<CheckedPrompt> prompt = model.map(name -> new CheckedPrompt(
                declaration,
                name,
                settings,
                defaults,
                source.get(),
                connection(name, models, source.get()),
                pieces,
                layout,
                facts));
        return new Check(prompt, problems, template.isUnresolved());
    }

    /** A parsed template, and where its characters were written. */
    public record Sources(Parsed parsed, Origins origins) {}

    /** What a file says of how its provider is reached; nothing where the annotation names another provider. */
    private static Optional<Connection> connection(ModelName model, ModelCheck models, TemplateSource source) {
        Optional<PromptyModel> ofFile = source.prompty().flatMap(Prompty::model);
        boolean isOther = ofFile.flatMap(models::providerOf)
                .filter(provider -> !provider.equals(model.provider()))
                .isPresent();
        if (ofFile.isEmpty() || isOther) {
            return Optional.empty();
        }
        String endpoint =
                ofFile.get().connection().endpoint().map(Located::value).orElse("");
        String key = ofFile.get().connection().apiKey().map(Located::value).orElse("");
        // A name that is a reference needs the file's own name too, for what is said where it cannot be resolved.
        return endpoint.isBlank() && key.isBlank() && !model.name().contains("${")
                ? Optional.empty()
                : Optional.of(new Connection(source.path(), model.provider(), endpoint, key));
    }

    private void checkStreaming(PromptDeclaration declaration, ModelName model, List<Problem> problems) {
        String expected = model.kind().chunkClass();
        Optional<DeclaredType> streaming = declaration.streaming();
        boolean fits = streaming.isEmpty()
                || (streaming.get().getTypeArguments().size() == 1
                        && TypeShapes.is(streaming.get().getTypeArguments().get(0), expected));
        if (!fits) {
            problems.add(new Problem(
                    ProblemId.DECLARATION,
                    Place.of(declaration.type()),
                    "The prompt extends " + TypeNames.of(streaming.get()) + ", but the model '" + model + "' streams "
                            + model.kind().chunk() + ".",
                    "Extend Streaming<" + model.kind().chunk() + ">, or name another model."));
        }
    }

    private static void checkCount(PromptDeclaration declaration, List<Problem> problems) {
        int words = 0;
        for (Input input : declaration.inputs()) {
            TypeKind kind = input.type().getKind();
            words += kind == TypeKind.LONG || kind == TypeKind.DOUBLE ? 2 : 1;
        }
        if (words > MOST_WORDS) {
            TypeElement type = declaration.type();
            problems.add(new Problem(
                    ProblemId.DECLARATION,
                    Place.of(type),
                    "The prompt '" + declaration.names().shown() + "' has "
                            + declaration.inputs().size() + " inputs, more than a Java method takes.",
                    "Put some of them into a record, and insert its properties."));
        }
    }
}

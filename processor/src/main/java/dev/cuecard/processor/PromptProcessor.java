package dev.cuecard.processor;

import com.google.auto.service.AutoService;
import dev.cuecard.processor.check.CheckedPrompt;
import dev.cuecard.processor.check.PromptChecker;
import dev.cuecard.processor.read.PromptDeclaration;
import dev.cuecard.processor.read.PromptReader;
import dev.cuecard.processor.read.ResourceFinder;
import dev.cuecard.processor.read.TemplateSource;
import dev.cuecard.processor.source.Locator;
import dev.cuecard.processor.source.Origins;
import dev.cuecard.processor.source.Place;
import dev.cuecard.processor.template.BracesParser;
import dev.cuecard.processor.template.JinjaParser;
import dev.cuecard.processor.template.MustacheParser;
import dev.cuecard.processor.template.Parsed;
import dev.cuecard.processor.template.Template.Speaker;
import dev.cuecard.processor.write.JavaLangNames;
import dev.cuecard.processor.write.PromptWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * The driver. Each interface with {@code @Prompt} goes through the phases in turn:
 *
 * <pre>
 *                 .prompty file → prompty
 *                                    ↓
 *                     interface → read → declaration
 *                                            ↓
 * template, included files → template → one tree → check → typed prompt → write → XPrompt.java
 * </pre>
 *
 * <p>Every phase yields problems beside its result. They are gathered for the round and printed by the {@link Reporter};
 * a prompt with an error among them is not written. A prompt that names a type which does not exist waits for the next
 * round, in which another processor may have made it. If none does, nothing is said here: the compiler names the missing
 * type itself.
 */
@AutoService(Processor.class)
public final class PromptProcessor extends AbstractProcessor {

    private static final String PROMPT = "dev.cuecard.Prompt";
    private static final String DEFAULT = "dev.cuecard.Default";

    /** These stand on what is written here, and lint would warn that no processor claims them. */
    private static final String GENERATED = "javax.annotation.processing.Generated";

    private static final String NULL_UNMARKED = "org.jspecify.annotations.NullUnmarked";

    /** Interfaces that wait for the next round, by name: elements do not outlive a round. */
    private final Set<String> waiting = new LinkedHashSet<>();

    /** The classes that were written in this compilation. */
    private final Set<String> written = new HashSet<>();

    private final JavaLangNames javaLang = new JavaLangNames();

    /** Made by the compiler. */
    public PromptProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(PROMPT, DEFAULT, GENERATED, NULL_UNMARKED);
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Settings.NAMES;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        Settings settings = new Settings(environment.getOptions());
        new Reporter(environment, settings).printComplaints();
    }

    /** Claims its annotations: javac's lint warns of those that no processor claims. */
    @Override
    @SuppressWarnings("DoNotClaimAnnotations")
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (!round.processingOver()) {
            Settings settings = new Settings(processingEnv.getOptions());
            Reporter reporter = new Reporter(processingEnv, settings);
            List<Problem> problems = new ArrayList<>();
            List<TypeElement> prompts = promptsOf(round);
            for (TypeElement prompt : prompts) {
                guarded(prompt, reporter, () -> problems.addAll(compile(prompt, settings, reporter)));
            }
            if (!problems.isEmpty()) {
                guarded(prompts.get(0), reporter, () -> reporter.print(problems));
            }
        }
        return true;
    }

    /** A step that may fail in ways that nobody has thought of. */
    private interface Step {
        void run() throws IOException;
    }

    /** Whatever fails, in here or in a compiler's model, the user is better off with a message that names the prompt. */
    private static void guarded(TypeElement prompt, Reporter reporter, Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
            reporter.printFailure(prompt, e);
        }
    }

    private List<TypeElement> promptsOf(RoundEnvironment round) {
        Set<TypeElement> prompts = new LinkedHashSet<>();
        for (String name : waiting) {
            TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
            if (type != null) {
                prompts.add(type);
            }
        }
        waiting.clear();
        TypeElement annotation = processingEnv.getElementUtils().getTypeElement(PROMPT);
        if (annotation != null) {
            for (Element element : round.getElementsAnnotatedWith(annotation)) {
                prompts.add((TypeElement) element);
            }
        }
        return List.copyOf(prompts);
    }

    /** Takes one prompt through the phases and returns what is wrong with it. */
    private List<Problem> compile(TypeElement type, Settings settings, Reporter reporter) throws IOException {
        ResourceFinder resources = new ResourceFinder(processingEnv, settings.resources());
        PromptReader.Reading reading = new PromptReader(processingEnv, resources).read(type);
        List<Problem> problems = new ArrayList<>(reading.problems());
        Optional<CheckedPrompt> prompt = Optional.empty();
        boolean unresolved = reading.unresolved();
        if (reading.declaration().isPresent()) {
            PromptDeclaration declaration = reading.declaration().get();
            Optional<PromptChecker.Sources> parsed =
                    declaration.template().map(source -> parse(type, source, resources));
            PromptChecker.Check check =
                    new PromptChecker(processingEnv, settings.openAiCompatible()).check(declaration, parsed);
            problems.addAll(check.problems());
            prompt = check.prompt();
            unresolved |= check.unresolved();
        }
        if (unresolved) {
            waiting.add(type.getQualifiedName().toString());
            return List.of();
        }
        if (prompt.isPresent() && problems.stream().noneMatch(reporter::isError)) {
            write(prompt.get(), problems);
        }
        return problems;
    }

    private static PromptChecker.Sources parse(TypeElement type, TemplateSource source, ResourceFinder resources) {
        String text = source.text();
        Origins origins = new Origins(source.place(), source.shift(), text.length());
        Speaker first = source.prompty().isPresent() ? Speaker.SYSTEM : Speaker.USER;
        Parsed parsed = switch (source.syntax()) {
            case BRACES -> BracesParser.parse(text);
            case JINJA2 -> JinjaParser.parse(text, first, new IncludedFiles(type, source, resources, origins));
            case MUSTACHE -> MustacheParser.parse(text, first);
        };
        return new PromptChecker.Sources(parsed, origins);
    }

    /** Looks first whether the class can be made: a compiler that refuses a file adds a warning of its own. */
    private void write(CheckedPrompt prompt, List<Problem> problems) throws IOException {
        PromptDeclaration.Names names = prompt.declaration().names();
        String qualified =
                names.packageName().isEmpty() ? names.generated() : names.packageName() + "." + names.generated();
        Elements elements = processingEnv.getElementUtils();
        ModuleElement module = elements.getModuleOf(prompt.declaration().type());
        // Without the module all modules are looked through for a class that there should not be.
        TypeElement existing =
                module == null ? elements.getTypeElement(qualified) : elements.getTypeElement(module, qualified);
        boolean isTaken = existing != null && new Locator(processingEnv).isInSource(existing);
        if (isTaken || !written.add(qualified)) {
            problems.add(alreadyThere(prompt.declaration().type(), names.generated()));
            return;
        }
        try {
            PromptWriter.write(prompt, processingEnv, javaLang);
        } catch (FilerException e) {
            problems.add(alreadyThere(prompt.declaration().type(), names.generated()));
        }
    }

    private static Problem alreadyThere(TypeElement type, String generated) {
        return new Problem(
                ProblemId.DECLARATION,
                Place.of(type),
                "There is a type '" + generated + "' already, so this prompt's class cannot be written.",
                "Rename the interface or that type.");
    }
}

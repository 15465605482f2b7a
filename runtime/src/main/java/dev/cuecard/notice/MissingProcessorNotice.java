package dev.cuecard.notice;

import java.util.ServiceLoader;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/**
 * Stands in for the annotation processor where a build has only the runtime on its class path.
 *
 * <p>Without it the compiler would speak of a missing class {@code RecipeRecommenderPrompt} and leave the reader to guess
 * why. It generates nothing, and says nothing where the processor is there too. It is found only where a compiler looks for
 * processors on the class path: up to JDK 22, when no processor path is given.
 *
 * <p>Where it is the only processor, it claims every annotation: javac's lint would otherwise warn, in builds that had no
 * processor before, of each annotation that none claims. Beside others it claims nothing, so as to take nothing from them.
 */
public final class MissingProcessorNotice extends AbstractProcessor {

    private static final String PROCESSOR = "dev.cuecard.processor.PromptProcessor";

    private static final String PROMPT = "dev.cuecard.Prompt";

    private final boolean alone = isAlone();
    private boolean said;

    /** Made by the compiler. */
    public MissingProcessorNotice() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(alone ? "*" : PROMPT);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    @SuppressWarnings("DoNotClaimAnnotations") // Only where nobody else is there to want them.
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            if (annotation.getQualifiedName().contentEquals(PROMPT)) {
                round.getElementsAnnotatedWith(annotation).forEach(this::tell);
            }
        }
        return alone;
    }

    private void tell(Element prompt) {
        if (!said && !processorIsThere()) {
            said = true;
            processingEnv.getMessager().printMessage(Diagnostic.Kind.WARNING, notice(prompt), prompt);
        }
    }

    /** Counts the processors that the compiler finds where it found this one, without making any of them. */
    private static boolean isAlone() {
        return ServiceLoader.load(Processor.class, MissingProcessorNotice.class.getClassLoader()).stream()
                        .limit(2)
                        .count()
                == 1;
    }

    private static String notice(Element prompt) {
        return "Cuecard's annotation processor did not run, so nothing implements the prompt " + prompt.getSimpleName()
                + ".\nName dev.cuecard:cuecard-processor in the compiler plugin's annotationProcessorPaths (Maven), in the"
                + " annotationProcessor configuration (Gradle), or with --processor-path (javac).";
    }

    private static boolean processorIsThere() {
        try {
            return Class.forName(PROCESSOR, false, MissingProcessorNotice.class.getClassLoader()) != null;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}

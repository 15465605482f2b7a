package dev.cuecard.notice;

import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/**
 * Stands in for the annotation processor where a build has only the runtime on its class path.
 *
 * <p>Without it the compiler would speak of a missing class {@code RecipeRecommenderPrompt} and leave the reader to guess
 * why. It generates nothing, claims nothing, and says nothing where the processor is there too. It is found only where a
 * compiler looks for processors on the class path: up to JDK 22, when no processor path is given.
 */
public final class MissingProcessorNotice extends AbstractProcessor {

    private static final String PROCESSOR = "dev.cuecard.processor.PromptProcessor";

    private boolean said;

    /** Made by the compiler. */
    public MissingProcessorNotice() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("dev.cuecard.Prompt");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            for (Element prompt : round.getElementsAnnotatedWith(annotation)) {
                if (!said && !processorIsThere()) {
                    said = true;
                    processingEnv.getMessager().printMessage(Diagnostic.Kind.WARNING, notice(prompt), prompt);
                }
            }
        }
        return false;
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

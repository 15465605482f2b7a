package dev.cuecard.processor.rounds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Another processor of the same compilation: it writes one source a round. */
final class SourceWriter extends AbstractProcessor {

    private final Deque<Map.Entry<String, String>> sources;

    /** Takes sources by class name, the first for the first round. */
    SourceWriter(List<Map.Entry<String, String>> sources) {
        this.sources = new ArrayDeque<>(sources);
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Map.Entry<String, String> next = round.processingOver() ? null : sources.poll();
        if (next != null) {
            try (Writer writer =
                    processingEnv.getFiler().createSourceFile(next.getKey()).openWriter()) {
                writer.write(next.getValue());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return false;
    }
}

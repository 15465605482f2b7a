package dev.cuecard.processor.rounds;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.Completion;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.FileObject;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** Stands around a processor as build tools do: they hand it an environment of their own, and watch what it writes. */
final class WrappedProcessor implements Processor {

    private final Processor delegate;
    private final List<String> written = new ArrayList<>();
    private @Nullable Throwable failure;

    WrappedProcessor(Processor delegate) {
        this.delegate = delegate;
    }

    /** Returns what was written: the kind and name of each file, and the elements that it originates in. */
    List<String> written() {
        return written;
    }

    /** Makes every attempt to write a source fail like this. */
    WrappedProcessor failing(Throwable cause) {
        failure = cause;
        return this;
    }

    private void record(String file) throws IOException {
        if (failure instanceof IOException exception) {
            throw exception;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        written.add(file);
    }

    @Override
    public void init(ProcessingEnvironment environment) {
        delegate.init(new WrappedEnvironment(environment));
    }

    @Override
    public Set<String> getSupportedOptions() {
        return delegate.getSupportedOptions();
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return delegate.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return delegate.getSupportedSourceVersion();
    }

    @Override
    @SuppressWarnings("DoNotClaimAnnotations")
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        return delegate.process(annotations, round);
    }

    @Override
    public Iterable<? extends Completion> getCompletions(
            @Nullable Element element,
            @Nullable AnnotationMirror annotation,
            @Nullable ExecutableElement member,
            @Nullable String userText) {
        return delegate.getCompletions(element, annotation, member, userText);
    }

    /** The compiler's own environment is in a private field, as it is in Gradle's. */
    private final class WrappedEnvironment implements ProcessingEnvironment {

        private final ProcessingEnvironment delegate;

        WrappedEnvironment(ProcessingEnvironment delegate) {
            this.delegate = delegate;
        }

        @Override
        public Map<String, String> getOptions() {
            return delegate.getOptions();
        }

        @Override
        public Messager getMessager() {
            return delegate.getMessager();
        }

        @Override
        public Filer getFiler() {
            return new WatchedFiler(delegate.getFiler());
        }

        @Override
        public Elements getElementUtils() {
            return delegate.getElementUtils();
        }

        @Override
        public Types getTypeUtils() {
            return delegate.getTypeUtils();
        }

        @Override
        public SourceVersion getSourceVersion() {
            return delegate.getSourceVersion();
        }

        @Override
        public Locale getLocale() {
            return delegate.getLocale();
        }
    }

    /** Notes what is created, and for which elements. */
    private final class WatchedFiler implements Filer {

        private final Filer delegate;

        WatchedFiler(Filer delegate) {
            this.delegate = delegate;
        }

        @Override
        public JavaFileObject createSourceFile(CharSequence name, Element... originating) throws IOException {
            record("source " + name + " of " + List.of(originating));
            return delegate.createSourceFile(name, originating);
        }

        @Override
        public JavaFileObject createClassFile(CharSequence name, Element... originating) throws IOException {
            record("class " + name + " of " + List.of(originating));
            return delegate.createClassFile(name, originating);
        }

        @Override
        public FileObject createResource(
                JavaFileManager.Location location, CharSequence module, CharSequence name, Element... originating)
                throws IOException {
            record("resource " + name + " of " + List.of(originating));
            return delegate.createResource(location, module, name, originating);
        }

        @Override
        public FileObject getResource(JavaFileManager.Location location, CharSequence module, CharSequence name)
                throws IOException {
            return delegate.getResource(location, module, name);
        }
    }
}

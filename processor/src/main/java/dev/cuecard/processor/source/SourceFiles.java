package dev.cuecard.processor.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import org.jspecify.annotations.Nullable;

/**
 * Finds the file in which an element is declared, where the compiler is not javac. Eclipse's elements know their file's
 * name, and the {@link Elements} of JDK 18 and newer tell the file.
 */
final class SourceFiles {

    private final Elements elements;

    SourceFiles(ProcessingEnvironment environment) {
        this.elements = environment.getElementUtils();
    }

    Optional<SourceFile> fileOf(Element element) {
        return pathOf(element).flatMap(SourceFiles::read);
    }

    /** Returns where an element's file lies on disk. */
    Optional<Path> pathOf(Element element) {
        Element type = Nesting.innermost(element);
        try {
            if (call(type, "getFileName", null, null) instanceof String name && name.endsWith(".java")) {
                return Optional.of(Path.of(name));
            }
            if (call(elements, "getFileObjectOf", Element.class, type) instanceof FileObject file
                    && file.getName().endsWith(".java")) {
                return Optional.of(Path.of(file.getName()));
            }
        } catch (InvalidPathException e) {
            // A file of an editor or of a test that lies on no disk: there is no path to it.
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<SourceFile> read(Path path) {
        try {
            return Optional.of(new SourceFile(
                    String.valueOf(path.getFileName()), new String(Files.readAllBytes(path), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            // An IDE may name a file that lies elsewhere; the place within the template is told instead.
            return Optional.empty();
        }
    }

    private static @Nullable Object call(
            Object target, String method, @Nullable Class<?> parameter, @Nullable Object argument) {
        try {
            return parameter == null
                    ? target.getClass().getMethod(method).invoke(target)
                    : target.getClass().getMethod(method, parameter).invoke(target, argument);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError absent) {
            // Not a compiler that has this method, or one made for a newer JDK, or one that refuses: another way is
            // tried.
            return null;
        }
    }
}

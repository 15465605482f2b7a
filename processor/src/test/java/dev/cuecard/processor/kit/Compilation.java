package dev.cuecard.processor.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What came of compiling a project.
 *
 * @param compiler which compiler it was
 * @param folder the project's folder
 * @param succeeded whether the compiler was content
 * @param diagnostics all that it said, in order
 * @param marked the places that carets mark in the sources and files, in the order these were added
 * @param output what it printed beside
 */
public record Compilation(
        TestedCompiler compiler,
        Path folder,
        boolean succeeded,
        List<Diagnostic> diagnostics,
        List<Place> marked,
        String output) {

    /** Returns the text of a generated source. */
    public String generated(String className) {
        try {
            return Files.readString(folder.resolve("generated").resolve(className.replace('.', '/') + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(this + "\nwrote no " + className, e);
        }
    }

    /** Returns whether there is a generated source of this name. */
    public boolean generates(String className) {
        return Files.exists(folder.resolve("generated").resolve(className.replace('.', '/') + ".java"));
    }

    /** Loads the classes; fails where the compiler did, and where it had anything to say. */
    public LoadedClasses load() {
        if (!succeeded || !diagnostics.isEmpty()) {
            throw new AssertionError("Expected to compile without a word, but " + this);
        }
        return LoadedClasses.from(folder.resolve("classes"));
    }

    /** Loads the classes, whatever warnings there were. */
    public LoadedClasses loadDespiteWarnings() {
        if (!succeeded) {
            throw new AssertionError("Expected to compile, but " + this);
        }
        return LoadedClasses.from(folder.resolve("classes"));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(compiler.name())
                .append(succeeded ? " succeeded" : " failed")
                .append(diagnostics.isEmpty() ? " and said nothing" : " and said:");
        diagnostics.forEach(diagnostic -> text.append("\n").append(diagnostic));
        boolean repeats = compiler == TestedCompiler.ECJ && !diagnostics.isEmpty();
        return text.append(output.isBlank() || repeats ? "" : "\nand printed:\n" + output)
                .append("\nin ")
                .append(folder)
                .toString();
    }
}

package dev.cuecard.processor.kit;

import dev.cuecard.processor.PromptProcessor;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.processing.Processor;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.jspecify.annotations.Nullable;

/**
 * A user's project: sources, files beside them, options. It is compiled in a folder of its own with the runtime on the
 * path and the processor at work.
 *
 * <p>Sources and files may hold {@link Place#CARET}: the places where the problems are expected, in order.
 */
public final class Project {

    /** Stands in an option for the project's folder. */
    public static final String FOLDER = "${folder}";

    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");
    private static final Pattern TYPE = Pattern.compile("(?m)^(?:public |abstract |final |sealed |non-sealed |strictfp "
            + ")*(?:class|@?interface|enum|record)\\s+([\\w$]+)");

    private final TestedCompiler compiler;
    private final Path folder;
    private final List<Path> sources = new ArrayList<>();
    private final List<Place> marked = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private final List<Processor> processors = new ArrayList<>();
    private final List<String> path = new ArrayList<>(List.of(Workspace.runtimePath()));
    private boolean sourcePath = true;
    private boolean modulePath;

    private Project(TestedCompiler compiler) {
        this.compiler = compiler;
        this.folder = Workspace.folder();
    }

    /** Begins an empty project. */
    public static Project on(TestedCompiler compiler) {
        return new Project(compiler);
    }

    /** Adds sources, each under the name that its package and its first type ask for. */
    public Project source(String... texts) {
        for (String text : texts) {
            sourceAt(pathOf(text), text);
        }
        return this;
    }

    /** Adds a source under a path of its own. */
    public Project sourceAt(String path, String text) {
        file("src/" + path, text);
        sources.add(folder.resolve("src").resolve(path));
        return this;
    }

    /** Adds a file: below {@code src}, below {@code classes}, or anywhere else in the project's folder. */
    public Project file(String path, String text) {
        Path file = folder.resolve(path);
        marked.addAll(Place.marked(file.getFileName().toString(), text));
        return file(path, Place.unmarked(text).getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a file of bytes. */
    public Project file(String path, byte[] bytes) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds compiler options; {@link #FOLDER} stands for the project's folder. */
    public Project options(String... more) {
        for (String option : more) {
            options.add(option.replace(FOLDER, folder.toString()));
        }
        return this;
    }

    /** Adds a processor that runs before the one under test. */
    public Project processor(Processor processor) {
        processors.add(processor);
        return this;
    }

    /** Compiles without a source path, as a bare compiler command does. */
    public Project withoutSourcePath() {
        sourcePath = false;
        return this;
    }

    /** Puts a runtime on the class path that lacks a package, as one of an older version does. */
    public Project onRuntimeWithout(String packageName) {
        try {
            path.set(0, Workspace.runtimePathWithout(packageName, folder.resolve("older-runtime")));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the runtime on the module path instead of the class path. */
    public Project onModulePath() {
        modulePath = true;
        return this;
    }

    /** Puts the folder or jar of a class on the class path too. */
    public Project alsoOnPath(Class<?> type) {
        path.add(Workspace.location(type));
        return this;
    }

    /** Puts a folder of the project's on the class path too. */
    public Project alsoOnPath(String relative) {
        path.add(folder.resolve(relative).toString());
        return this;
    }

    /** Returns the project's folder. */
    public Path folder() {
        return folder;
    }

    /**
     * Compiles without a word, with code of a user's beside the prompts, in package {@code demo}, and returns the
     * value of
     * the expression. It is checked by the compiler as a user's code would be.
     */
    public @Nullable Object evaluate(String expression) {
        source("""
                package demo;

                import dev.cuecard.*;
                import dev.cuecard.call.*;
                import dev.cuecard.message.*;
                import dev.cuecard.openai.*;
                import java.util.*;

                public final class User {
                    private User() {}

                    public static Object value() throws Exception {
                        return %s;
                    }
                }
                """.formatted(expression));
        return compile().load().call("demo.User", "value");
    }

    /** Compiles with the processor under test. */
    public Compilation compile() {
        return compile(new PromptProcessor());
    }

    /** Compiles with this processor in the place of the one under test. */
    public Compilation compile(Processor tested) {
        List<Processor> active = new ArrayList<>(processors);
        active.add(tested);
        JavaCompiler tool = compiler.tool();
        DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
        StringWriter out = new StringWriter();
        try (StandardJavaFileManager files =
                tool.getStandardFileManager(collector, Locale.ENGLISH, StandardCharsets.UTF_8)) {
            Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(sources);
            JavaCompiler.CompilationTask task = tool.getTask(out, files, collector, allOptions(), null, units);
            task.setProcessors(active);
            boolean success = task.call();
            List<Diagnostic> diagnostics =
                    collector.getDiagnostics().stream().map(Diagnostic::of).toList();
            return new Compilation(compiler, folder, success, diagnostics, List.copyOf(marked), out.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles as a command does, with the processor under test on its path; what is said is output. */
    public Compilation compileByCommand() {
        return compileByCommand("-processorpath", Workspace.processorPath());
    }

    /** Compiles as a command does, with these arguments more, which say where the processor is. */
    public Compilation compileByCommand(String... processor) {
        StringWriter out = new StringWriter();
        try {
            List<String> arguments = allOptions();
            arguments.addAll(List.of(processor));
            sources.forEach(source -> arguments.add(source.toString()));
            boolean success = compiler.run(new PrintWriter(out, true), arguments.toArray(new String[0]));
            return new Compilation(compiler, folder, success, List.of(), List.copyOf(marked), out.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> allOptions() throws IOException {
        List<String> all = new ArrayList<>(compiler.options());
        all.addAll(List.of("-encoding", "UTF-8"));
        all.addAll(
                List.of("-d", Files.createDirectories(folder.resolve("classes")).toString()));
        all.addAll(List.of(
                "-s", Files.createDirectories(folder.resolve("generated")).toString()));
        String runtime = String.join(File.pathSeparator, path);
        if (modulePath) {
            all.addAll(List.of("--module-path", runtime));
        } else {
            all.addAll(List.of("-classpath", runtime));
        }
        if (sourcePath) {
            all.addAll(List.of(
                    "-sourcepath",
                    Files.createDirectories(folder.resolve("src")).toString()));
        }
        all.addAll(options);
        return all;
    }

    private static String pathOf(String text) {
        if (text.startsWith("module ") || text.contains("\nmodule ")) {
            return "module-info.java";
        }
        Matcher type = TYPE.matcher(Place.unmarked(text));
        if (!type.find()) {
            throw new IllegalArgumentException("No type at the beginning of a line in:\n" + text);
        }
        Matcher name = PACKAGE.matcher(text);
        String prefix = name.find() ? name.group(1).replace('.', File.separatorChar) + File.separator : "";
        return prefix + type.group(1) + ".java";
    }
}

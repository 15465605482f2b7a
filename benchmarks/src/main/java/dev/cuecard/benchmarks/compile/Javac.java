package dev.cuecard.benchmarks.compile;

import dev.cuecard.processor.PromptProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaCompiler.CompilationTask;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles in this process, where compiler and processor stay warm, as they do in a build's daemon. */
final class Javac {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager libraries;

    Javac() {
        libraries = compiler.getStandardFileManager(null, Locale.ROOT, null);
        try {
            libraries.setLocation(StandardLocation.CLASS_PATH, Libraries.classPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One compilation.
     *
     * @param wall milliseconds by the clock
     * @param cpu milliseconds of the compiler's thread, which does all the work but the collector's and the JIT's
     * @param classes how many class files came of it
     * @param generated what the processor wrote
     */
    record Outcome(double wall, double cpu, int classes, List<SourceText> generated) {}

    Outcome compile(List<SourceText> sources, boolean processed) {
        MemoryFiles files = new MemoryFiles(libraries);
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> options = new ArrayList<>(List.of("-implicit:none"));
        if (!processed) {
            options.add("-proc:none");
        }
        long wall = System.nanoTime();
        long cpu = THREADS.getCurrentThreadCpuTime();
        CompilationTask task = compiler.getTask(null, files, diagnostics, options, null, sources);
        if (processed) {
            task.setProcessors(List.of(new PromptProcessor()));
        }
        boolean succeeded = task.call();
        double cpuTime = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e6;
        double wallTime = (System.nanoTime() - wall) / 1e6;
        List<Diagnostic<? extends JavaFileObject>> found = diagnostics.getDiagnostics();
        if (!succeeded || !found.isEmpty()) {
            throw new IllegalStateException("The prompts do not compile cleanly: " + found.get(0));
        }
        return new Outcome(wallTime, cpuTime, files.classes(), files.sources());
    }
}

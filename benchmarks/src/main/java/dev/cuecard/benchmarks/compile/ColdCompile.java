package dev.cuecard.benchmarks.compile;

import dev.cuecard.benchmarks.Report;
import dev.cuecard.benchmarks.Samples;
import dev.cuecard.benchmarks.Table;
import dev.cuecard.processor.PromptProcessor;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Compile time of a javac that is started for it, as a user's clock shows it: neither it nor the processor is warm. */
public final class ColdCompile {

    private static final int ROUNDS = 5;

    private final Path sources;
    private final Path classes;

    public ColdCompile(Path target) {
        sources = target.resolve("cold/sources");
        classes = target.resolve("cold/classes");
    }

    /** Measures, and reports. */
    public void run(Report report) throws IOException, InterruptedException {
        Table table = new Table("prompts", "alone, ms", "processed, ms", "added, ms", "added, ms a prompt");
        for (int prompts : List.of(1, 100, 1000)) {
            List<String> files = write(PromptSources.make(prompts));
            Samples alone = new Samples();
            Samples processed = new Samples();
            Samples added = new Samples();
            for (int round = 0; round < ROUNDS; round++) {
                double before = compile(files, "alone", "-proc:none");
                double after = compile(
                        files,
                        "processed",
                        "--processor-path",
                        Libraries.processorPath(),
                        "-processor",
                        PromptProcessor.class.getName());
                alone.add(before);
                processed.add(after);
                added.add(after - before);
            }
            report.keep("cold compile", prompts + " alone", alone, "ms");
            report.keep("cold compile", prompts + " processed", processed, "ms");
            table.row(
                    Integer.toString(prompts),
                    "%.0f".formatted(alone.median()),
                    "%.0f".formatted(processed.median()),
                    "%.0f".formatted(added.median()),
                    "%.2f".formatted(added.median() / prompts));
        }
        report.add("Compile time, cold", table, "Medians of " + ROUNDS + " starts of javac.");
    }

    private List<String> write(List<SourceText> texts) throws IOException {
        List<String> files = new ArrayList<>();
        for (SourceText text : texts) {
            Path file = sources.resolve(text.getName().substring(1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, text.getCharContent(true));
            files.add(file.toString());
        }
        return files;
    }

    private double compile(List<String> files, String folder, String... options)
            throws IOException, InterruptedException {
        String classPath =
                Libraries.classPath().stream().map(File::getPath).collect(Collectors.joining(File.pathSeparator));
        List<String> arguments = new ArrayList<>(
                List.of("-implicit:none", "-d", classes.resolve(folder).toString(), "-cp", classPath));
        arguments.addAll(List.of(options));
        arguments.addAll(files);
        Path list = sources.resolve("arguments");
        Files.write(list, arguments);
        Path javac = Path.of(System.getProperty("java.home"), "bin", "javac");
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(javac.toString(), "@" + list).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("javac failed");
        }
        return (System.nanoTime() - start) / 1e6;
    }
}

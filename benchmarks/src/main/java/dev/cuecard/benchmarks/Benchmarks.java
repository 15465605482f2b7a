package dev.cuecard.benchmarks;

import dev.cuecard.benchmarks.compile.ColdCompile;
import dev.cuecard.benchmarks.compile.WarmCompile;
import dev.cuecard.benchmarks.render.Rendering;
import dev.cuecard.benchmarks.stream.StreamComparison;
import dev.cuecard.benchmarks.wire.Decoding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;

/** Runs the measurements and reports them: on the console, and in {@code target/results.md} and {@code results.csv}. */
public final class Benchmarks {

    private Benchmarks() {}

    /**
     * Measures.
     *
     * @param arguments what: {@code all}, {@code quick}, {@code stream}, {@code render} or {@code compile}
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, RunnerException {
        Locale.setDefault(Locale.ROOT);
        Measure measure = Measure.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        Path target = Path.of("target");
        Report report = new Report();
        if (measure.includes(Measure.STREAM)) {
            new StreamComparison(measure, Path.of("streams")).run(report);
            new Decoding(measure, target).run(report);
        }
        if (measure.includes(Measure.RENDER)) {
            new Rendering(measure, target).run(report);
        }
        if (measure.includes(Measure.COMPILE)) {
            new WarmCompile(measure).run(report);
        }
        if (measure.includes(Measure.COMPILE) && measure != Measure.QUICK) {
            new ColdCompile(target).run(report);
        }
        report.write(target);
    }
}

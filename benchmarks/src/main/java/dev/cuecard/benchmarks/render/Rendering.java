package dev.cuecard.benchmarks.render;

import static dev.cuecard.benchmarks.render.Contender.BUILDER_RIGHT_SIZED;

import dev.cuecard.benchmarks.Measure;
import dev.cuecard.benchmarks.Report;
import dev.cuecard.benchmarks.Samples;
import dev.cuecard.benchmarks.Table;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Has JMH measure all contenders, round after round, each in a process of its own. A neighbour on the machine that slows
 * down one round slows down all contenders of that round: their ratios to the baseline are taken within a round.
 */
public final class Rendering {

    /** The baseline, Cuecard, and the fastest of the others. */
    private static final Set<Contender> QUICK = EnumSet.of(
            BUILDER_RIGHT_SIZED,
            Contender.CUECARD_BRACES,
            Contender.CUECARD_JINJA2,
            Contender.CUECARD_MUSTACHE,
            Contender.JTE);

    private final Measure measure;
    private final Path target;
    private final Map<Contender, Samples> times = new EnumMap<>(Contender.class);
    private final Map<Contender, Samples> bytes = new EnumMap<>(Contender.class);
    private final Map<Contender, Samples> ratios = new EnumMap<>(Contender.class);

    public Rendering(Measure measure, Path target) {
        this.measure = measure;
        this.target = target;
    }

    /** Measures, and reports. */
    public void run(Report report) throws RunnerException {
        int rounds = measure == Measure.QUICK ? 1 : 5;
        for (int round = 1; round <= rounds; round++) {
            round(round);
        }
        Table table = new Table("renderer", "ns", "ratio", "least ns", "ratio", "bytes", "ratio");
        contenders().forEach(contender -> {
            row(table, contender);
            report.keep("render time", contender.title(), samples(times, contender), "ns");
            report.keep("render bytes", contender.title(), samples(bytes, contender), "bytes");
        });
        report.add("Rendering", table, """
                ns and bytes are medians of all iterations, the least ns is the one that neighbours on the machine disturbed
                least. Ratios are to the first line; that of the medians is the median of what each round gave.""");
    }

    private Stream<Contender> contenders() {
        return Arrays.stream(Contender.values())
                .filter(contender -> measure != Measure.QUICK || QUICK.contains(contender));
    }

    private void round(int number) throws RunnerException {
        Map<Contender, Samples> round = new EnumMap<>(Contender.class);
        for (RunResult result : new Runner(options(number)).run()) {
            Contender contender = Contender.valueOf(result.getParams().getParam("contender"));
            Samples samples = round.computeIfAbsent(contender, any -> new Samples());
            result.getBenchmarkResults().stream()
                    .flatMap(fork -> fork.getIterationResults().stream())
                    .forEach(iteration -> take(contender, iteration, samples));
        }
        double baseline = samples(round, BUILDER_RIGHT_SIZED).median();
        round.forEach((contender, samples) -> samples(ratios, contender).add(samples.median() / baseline));
    }

    private void take(Contender contender, IterationResult iteration, Samples round) {
        double time = iteration.getPrimaryResult().getScore();
        round.add(time);
        samples(times, contender).add(time);
        Result<?> allocated =
                Objects.requireNonNull(iteration.getSecondaryResults().get("gc.alloc.rate.norm"));
        samples(bytes, contender).add(allocated.getScore());
    }

    private Options options(int round) {
        boolean quick = measure == Measure.QUICK;
        return new OptionsBuilder()
                .include(RenderBenchmark.class.getName())
                .addProfiler(GCProfiler.class)
                .forks(1)
                .param("contender", contenders().map(Contender::name).toArray(String[]::new))
                .warmupIterations(quick ? 3 : 8)
                .warmupTime(TimeValue.milliseconds(250))
                .measurementIterations(quick ? 4 : 10)
                .measurementTime(TimeValue.milliseconds(100))
                .jvmArgs("-Xms512m", "-Xmx512m")
                .shouldFailOnError(true)
                .output(target.resolve("jmh-" + round + ".log").toString())
                .build();
    }

    private void row(Table table, Contender contender) {
        Samples time = samples(times, contender);
        double size = samples(bytes, contender).median();
        table.row(
                contender.title(),
                "%.0f".formatted(time.median()),
                "%.2f".formatted(samples(ratios, contender).median()),
                "%.0f".formatted(time.least()),
                "%.2f"
                        .formatted(time.least()
                                / samples(times, BUILDER_RIGHT_SIZED).least()),
                "%.0f".formatted(size),
                "%.2f".formatted(size / samples(bytes, BUILDER_RIGHT_SIZED).median()));
    }

    private static Samples samples(Map<Contender, Samples> of, Contender contender) {
        return of.computeIfAbsent(contender, any -> new Samples());
    }
}

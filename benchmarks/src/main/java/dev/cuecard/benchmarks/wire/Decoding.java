package dev.cuecard.benchmarks.wire;

import dev.cuecard.benchmarks.Measure;
import dev.cuecard.benchmarks.Report;
import dev.cuecard.benchmarks.Samples;
import dev.cuecard.benchmarks.Table;
import dev.cuecard.http.SseReaderBenchmark;
import java.nio.file.Path;
import java.util.Objects;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Has JMH measure what a single event costs. */
public final class Decoding {

    private final Measure measure;
    private final Path target;

    public Decoding(Measure measure, Path target) {
        this.measure = measure;
        this.target = target;
    }

    /** Measures, and reports. */
    public void run(Report report) throws RunnerException {
        boolean quick = measure == Measure.QUICK;
        Table table = new Table("event", "ns", "bytes");
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(DecodeBenchmark.class.getName())
                        .include(SseReaderBenchmark.class.getName())
                        .addProfiler(GCProfiler.class)
                        .param("alike", quick ? new String[] {"false"} : new String[] {"true", "false"})
                        .forks(quick ? 1 : 2)
                        .warmupIterations(quick ? 1 : 8)
                        .warmupTime(TimeValue.milliseconds(250))
                        .measurementIterations(quick ? 2 : 10)
                        .measurementTime(TimeValue.milliseconds(100))
                        .jvmArgs("-Xms512m", "-Xmx512m")
                        .shouldFailOnError(true)
                        .output(target.resolve("jmh-wire.log").toString())
                        .build())
                .run()) {
            Samples times = new Samples();
            Samples bytes = new Samples();
            result.getBenchmarkResults().stream()
                    .flatMap(fork -> fork.getIterationResults().stream())
                    .forEach(iteration -> {
                        times.add(iteration.getPrimaryResult().getScore());
                        bytes.add(Objects.requireNonNull(
                                        iteration.getSecondaryResults().get("gc.alloc.rate.norm"))
                                .getScore());
                    });
            String title = title(result.getParams());
            table.row(title, "%.0f".formatted(times.median()), "%.0f".formatted(bytes.median()));
            report.keep("event time", title, times, "ns");
            report.keep("event bytes", title, bytes, "bytes");
        }
        report.add("An event", table, "Medians of all iterations.");
    }

    private static String title(BenchmarkParams params) {
        if (params.getParamsKeys().isEmpty()) {
            return "cut out of server-sent events";
        }
        return "decoded, " + params.getParam("provider")
                + (Boolean.parseBoolean(params.getParam("alike")) ? ", like the one before" : ", a number differs");
    }
}

package dev.cuecard.benchmarks.compile;

import dev.cuecard.benchmarks.Measure;
import dev.cuecard.benchmarks.Report;
import dev.cuecard.benchmarks.Samples;
import dev.cuecard.benchmarks.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Compile time in a warm process. The {@link Way}s take turns, so that a neighbour on the machine slows down all of
 * them; what one adds to another is the median of the differences within a turn.
 */
public final class WarmCompile {

    private static final List<Size> WHOLE = List.of(new Size(1000, 4, 9), new Size(100, 5, 25), new Size(1, 50, 100));
    private static final List<Size> QUICK = List.of(new Size(100, 2, 2));

    private final Javac javac = new Javac();
    private final List<Size> sizes;
    private final Table table = new Table(
            "prompts",
            "alone, ms",
            "processed, ms",
            "added, ms a prompt",
            "by the processor",
            "by its classes",
            "added, CPU",
            "added, least");

    public WarmCompile(Measure measure) {
        sizes = measure == Measure.QUICK ? QUICK : WHOLE;
    }

    /** So many prompts, compiled so often, in an order that warms the compiler up. */
    private record Size(int prompts, int warmUps, int rounds) {}

    /** Measures, and reports. */
    public void run(Report report) {
        for (Size size : sizes) {
            List<Map<Way, Javac.Outcome>> rounds = measure(size);
            row(size, rounds);
            for (Way way : Way.values()) {
                String who = size.prompts() + " " + way.name().toLowerCase(Locale.ROOT);
                report.keep("warm compile", who, samples(rounds, round -> wall(round, way)), "ms");
                report.keep("warm compile, CPU", who, samples(rounds, round -> cpu(round, way)), "ms");
            }
        }
        report.add("Compile time, warm", table, """
                Medians. What is added is the processor's own time and that of compiling the classes it writes. CPU is the
                same sum by the time of the compiler's thread, which neighbours on the machine disturb less; the last column
                is the difference of the least times by the clock.""");
    }

    private List<Map<Way, Javac.Outcome>> measure(Size size) {
        List<SourceText> interfaces = PromptSources.make(size.prompts());
        List<SourceText> all = new ArrayList<>(interfaces);
        all.addAll(javac.compile(interfaces, true).generated());
        List<Map<Way, Javac.Outcome>> rounds = new ArrayList<>();
        for (int round = -size.warmUps(); round < size.rounds(); round++) {
            System.gc();
            Map<Way, Javac.Outcome> outcomes = new EnumMap<>(Way.class);
            outcomes.put(Way.ALONE, javac.compile(interfaces, false));
            outcomes.put(Way.WRITTEN, javac.compile(all, false));
            outcomes.put(Way.PROCESSED, javac.compile(interfaces, true));
            if (round >= 0) {
                rounds.add(outcomes);
            }
        }
        return rounds;
    }

    private void row(Size size, List<Map<Way, Javac.Outcome>> rounds) {
        int prompts = size.prompts();
        table.row(
                Integer.toString(prompts),
                "%.1f"
                        .formatted(
                                samples(rounds, round -> wall(round, Way.ALONE)).median()),
                "%.1f"
                        .formatted(samples(rounds, round -> wall(round, Way.PROCESSED))
                                .median()),
                perPrompt(rounds, prompts, round -> wall(round, Way.PROCESSED) - wall(round, Way.ALONE)),
                perPrompt(rounds, prompts, round -> wall(round, Way.PROCESSED) - wall(round, Way.WRITTEN)),
                perPrompt(rounds, prompts, round -> wall(round, Way.WRITTEN) - wall(round, Way.ALONE)),
                perPrompt(rounds, prompts, round -> cpu(round, Way.PROCESSED) - cpu(round, Way.ALONE)),
                "%.2f".formatted((least(rounds, Way.PROCESSED) - least(rounds, Way.ALONE)) / prompts));
    }

    private static String perPrompt(
            List<Map<Way, Javac.Outcome>> rounds, int prompts, ToDoubleFunction<Map<Way, Javac.Outcome>> difference) {
        return "%.2f".formatted(samples(rounds, difference).median() / prompts);
    }

    private static double least(List<Map<Way, Javac.Outcome>> rounds, Way way) {
        return samples(rounds, round -> wall(round, way)).least();
    }

    private static Samples samples(
            List<Map<Way, Javac.Outcome>> rounds, ToDoubleFunction<Map<Way, Javac.Outcome>> value) {
        Samples samples = new Samples();
        rounds.forEach(round -> samples.add(value.applyAsDouble(round)));
        return samples;
    }

    private static double wall(Map<Way, Javac.Outcome> round, Way way) {
        return Objects.requireNonNull(round.get(way)).wall();
    }

    private static double cpu(Map<Way, Javac.Outcome> round, Way way) {
        return Objects.requireNonNull(round.get(way)).cpu();
    }
}

package dev.cuecard.processor;

import dev.cuecard.processor.ProblemId.Severity;
import dev.cuecard.processor.source.Locator;
import dev.cuecard.processor.source.Locator.Found;
import dev.cuecard.processor.source.Nesting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/**
 * Prints problems: those of a round all at once and in the order of the source, each one once.
 *
 * <p>A warning is silent where {@code @SuppressWarnings} on the method, on the interface or on a type around it names it
 * as {@code cuecard:unused-input}, or names all of them as {@code cuecard} or {@code all}. Errors cannot be silenced.
 */
final class Reporter {

    private final ProcessingEnvironment environment;
    private final Settings settings;

    Reporter(ProcessingEnvironment environment, Settings settings) {
        this.environment = environment;
        this.settings = settings;
    }

    /** Returns whether a problem keeps the prompt's class from being written. */
    boolean isError(Problem problem) {
        return severity(problem) == Severity.ERROR;
    }

    private Severity severity(Problem problem) {
        return isSuppressed(problem) ? Severity.OFF : settings.severity(problem.id());
    }

    private static boolean isSuppressed(Problem problem) {
        if (problem.id().severity() == Severity.ERROR) {
            return false;
        }
        List<Element> around = new ArrayList<>(Nesting.of(problem.place().element()));
        around.add(problem.place().element());
        return around.stream()
                .map(element -> element.getAnnotation(SuppressWarnings.class))
                .anyMatch(suppressed -> suppressed != null
                        && Arrays.stream(suppressed.value())
                                .anyMatch(word -> word.equals("all")
                                        || word.equals("cuecard")
                                        || word.equals("cuecard:" + problem.id())));
    }

    /** Prints the problems of a round. */
    void print(List<Problem> problems) {
        List<Problem> shown = problems.stream()
                .filter(problem -> severity(problem) != Severity.OFF)
                .distinct()
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        Locator locator = new Locator(environment);
        List<Found> found = locator.find(shown.stream().map(Problem::place).toList());
        List<Located> located = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            located.add(new Located(shown.get(i), found.get(i)));
        }
        for (Located each : inOrder(located)) {
            Diagnostic.Kind kind = isError(each.problem()) ? Diagnostic.Kind.ERROR : Diagnostic.Kind.WARNING;
            locator.print(kind, each.problem().message(), each.found());
        }
    }

    private record Located(Problem problem, Found found) {}

    /** File by file as they come, and by offset in each; what lies on the same spot stays in its order. */
    private static List<Located> inOrder(List<Located> problems) {
        Map<Element, List<Located>> byFile = new LinkedHashMap<>();
        for (Located each : problems) {
            byFile.computeIfAbsent(Nesting.of(each.problem().place().element()).get(0), any -> new ArrayList<>())
                    .add(each);
        }
        List<Located> ordered = new ArrayList<>();
        byFile.values().forEach(all -> {
            all.sort(Comparator.<Located>comparingInt(each -> each.found().offset())
                    .thenComparingInt(each -> each.problem().place().offset()));
            ordered.addAll(all);
        });
        return ordered;
    }

    /** Prints what is wrong with the settings of the build. */
    void printComplaints() {
        for (String complaint : settings.complaints()) {
            environment
                    .getMessager()
                    .printMessage(
                            Diagnostic.Kind.WARNING, "[" + ProblemId.OPTION + "] -Acuecard.severity: " + complaint);
        }
    }

    /** Prints that the processor itself has failed. */
    void printFailure(Element prompt, Throwable failure) {
        StringBuilder trace = new StringBuilder();
        Arrays.stream(failure.getStackTrace())
                .limit(8)
                .forEach(frame -> trace.append("\n    at ").append(frame));
        environment
                .getMessager()
                .printMessage(
                        Diagnostic.Kind.ERROR,
                        "The Cuecard processor failed on the prompt '" + prompt.getSimpleName()
                                + "'. This is a fault of Cuecard's: please report it with these lines.\n" + failure
                                + trace,
                        prompt);
    }
}

package dev.cuecard.processor.kit;

import dev.cuecard.processor.kit.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A problem that a test expects: its id, what its sentence names, and what the lines below say. Its place is the next
 * caret of the sources, unless given.
 */
public final class Problem {

    /** How exactly the place is compared. */
    enum Precision {
        COLUMN,
        LINE,
        NONE
    }

    private final Severity severity;
    private final String id;
    private final List<String> named = new ArrayList<>();
    private final List<String> hints = new ArrayList<>();
    private final List<String> absent = new ArrayList<>();
    private Optional<String> firstLine = Optional.empty();
    private Optional<Place> place = Optional.empty();
    private Precision precision = Precision.COLUMN;

    private Problem(Severity severity, String id) {
        this.severity = severity;
        this.id = id;
    }

    /** Expects an error. */
    public static Problem error(String id) {
        return new Problem(Severity.ERROR, id);
    }

    /** Expects a warning. */
    public static Problem warning(String id) {
        return new Problem(Severity.WARNING, id);
    }

    /** Expects all these in the sentence of the first line. */
    public Problem naming(String... words) {
        named.addAll(List.of(words));
        return this;
    }

    /** Expects this first line, without its id. */
    public Problem saying(String sentence) {
        firstLine = Optional.of("[" + id + "] " + sentence);
        return this;
    }

    /** Expects all these in the lines below the first. */
    public Problem hinting(String... words) {
        hints.addAll(List.of(words));
        return this;
    }

    /** Expects none of these anywhere. */
    public Problem notMentioning(String... words) {
        absent.addAll(List.of(words));
        return this;
    }

    /** Expects the problem here, not at the next caret. */
    public Problem at(String file, long line, long column) {
        place = Optional.of(new Place(file, line, column, ""));
        return this;
    }

    /**
     * Expects the problem on the caret's line: an element as a whole is meant, and each compiler points its own
     * way.
     */
    public Problem onLine() {
        precision = Precision.LINE;
        return this;
    }

    /** Expects no place, so takes no caret. */
    public Problem anywhere() {
        precision = Precision.NONE;
        return this;
    }

    Precision precision() {
        return precision;
    }

    Optional<Place> place() {
        return place;
    }

    String headline(Place where) {
        return severity + " " + id + " at " + where;
    }

    /** Returns what is wrong with the words of a diagnostic, nothing if all is well. */
    List<String> complaints(Diagnostic actual) {
        List<String> complaints = new ArrayList<>();
        firstLine
                .filter(line -> !line.equals(actual.firstLine()))
                .ifPresent(line -> complaints.add("first line is not: " + line));
        if (!id.isEmpty() && !actual.firstLine().matches("\\[" + id + "] [^a-z\\s].*[.?]")) {
            complaints.add("the first line is no whole sentence after the id: " + actual.firstLine());
        }
        named.stream()
                .filter(word -> !actual.firstLine().contains(word))
                .forEach(word -> complaints.add("the first line does not name: " + word));
        hints.stream()
                .filter(word -> !actual.details().contains(word))
                .forEach(word -> complaints.add("the lines below do not say: " + word));
        absent.stream()
                .filter(word -> actual.message().contains(word))
                .forEach(word -> complaints.add("it should not mention: " + word));
        return complaints;
    }
}

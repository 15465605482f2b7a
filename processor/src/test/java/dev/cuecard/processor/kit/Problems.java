package dev.cuecard.processor.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.kit.Problem.Precision;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the whole list of what a compiler said with what a test expects.
 *
 * <p>Eclipse's compiler is told an element or an annotation's value, never an offset, and points at the value's
 * name. So a
 * problem inside a template must say its place in its message there; of others, file and line are compared.
 */
public final class Problems {

    private static final Set<String> INSIDE_TEMPLATES = Set.of(
            "unknown-input",
            "unknown-property",
            "not-renderable",
            "possibly-absent",
            "not-iterable",
            "template-syntax",
            "unknown-role",
            "empty-message",
            "literal-placeholder",
            "misplaced-part");

    private static final Place NOWHERE = new Place("", 0, 0, "");

    private Problems() {}

    /** Expects no word from the compiler. */
    public static void assertQuiet(Compilation compilation) {
        assertThat(compilation.diagnostics()).as(compilation.toString()).isEmpty();
        assertThat(compilation.succeeded()).as(compilation.toString()).isTrue();
    }

    /** Expects these problems in this order, and nothing else, from this compiler. */
    public static void assertProblems(Compilation compilation, Problem... expected) {
        List<Place> places = places(compilation, expected);
        List<String> wanted = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        for (int i = 0; i < expected.length; i++) {
            wanted.add(expected[i].headline(places.get(i)));
        }
        for (int i = 0; i < compilation.diagnostics().size(); i++) {
            Diagnostic diagnostic = compilation.diagnostics().get(i);
            boolean known = i < expected.length;
            Place near = known ? places.get(i) : NOWHERE;
            Precision precision = known ? precision(compilation, expected[i], diagnostic) : Precision.COLUMN;
            actual.add(headline(diagnostic, near, precision));
        }
        assertThat(actual).as(compilation.toString()).isEqualTo(wanted);
        for (int i = 0; i < expected.length; i++) {
            Diagnostic diagnostic = compilation.diagnostics().get(i);
            List<String> complaints = expected[i].complaints(diagnostic);
            if (expected[i].precision() == Precision.COLUMN) {
                complaints.addAll(complaintsOfPlace(compilation.compiler(), diagnostic, places.get(i)));
            }
            assertThat(complaints).as(diagnostic + "\nof " + compilation).isEmpty();
        }
    }

    private static List<Place> places(Compilation compilation, Problem... expected) {
        Iterator<Place> carets = compilation.marked().iterator();
        List<Place> places = new ArrayList<>();
        for (Problem problem : expected) {
            boolean placed = problem.precision() != Precision.NONE;
            places.add(placed ? problem.place().orElseGet(carets::next) : NOWHERE);
        }
        if (carets.hasNext()) {
            throw new IllegalArgumentException("More carets than problems: " + compilation.marked());
        }
        return places;
    }

    private static Precision precision(Compilation compilation, Problem expected, Diagnostic actual) {
        boolean vague = compilation.compiler() == TestedCompiler.ECJ
                && actual.stated().isEmpty()
                && !INSIDE_TEMPLATES.contains(actual.id());
        return vague && expected.precision() == Precision.COLUMN ? Precision.LINE : expected.precision();
    }

    private static String headline(Diagnostic diagnostic, Place wanted, Precision precision) {
        Optional<Place> place = diagnostic.place(wanted);
        boolean near = switch (precision) {
            case COLUMN -> false;
            case LINE -> place.filter(wanted::isOnSameLine).isPresent();
            case NONE -> true;
        };
        String where = near ? wanted.toString() : place.map(Place::toString).orElse("nowhere");
        return diagnostic.severity() + " " + diagnostic.id() + " at " + where;
    }

    /** A place in the message comes with a snippet; javac itself must know a place in a source. */
    private static List<String> complaintsOfPlace(TestedCompiler compiler, Diagnostic diagnostic, Place place) {
        List<String> complaints = new ArrayList<>();
        diagnostic.stated().stream()
                .filter(stated -> stated.isSame(place) && !pointsAt(stated, place))
                .forEach(stated -> complaints.add("the caret of the snippet points at '" + stated.text()
                        + "' instead of '" + place.text() + "'"));
        if (compiler == TestedCompiler.JAVAC && place.file().endsWith(".java")) {
            diagnostic
                    .reported()
                    .filter(place::isSame)
                    .ifPresentOrElse(
                            same -> {},
                            () -> complaints.add(
                                    "javac was told the place " + diagnostic.reported() + " instead of " + place));
        }
        return complaints;
    }

    /** Long lines may be cut, so only what comes next is compared. */
    private static boolean pointsAt(Place stated, Place place) {
        String next = place.text().substring(0, Math.min(4, place.text().length()));
        return !stated.text().isEmpty() && stated.text().startsWith(next);
    }
}

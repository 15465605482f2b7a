package dev.cuecard.processor.check;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.source.Place;
import dev.cuecard.processor.template.Template;
import dev.cuecard.processor.template.Template.Expression;
import dev.cuecard.processor.template.Template.Insert;
import dev.cuecard.processor.template.Template.Joined;
import dev.cuecard.processor.template.Template.Literal;
import dev.cuecard.processor.template.Template.Node;
import dev.cuecard.processor.template.Template.Path;
import dev.cuecard.processor.template.Template.Spliced;
import dev.cuecard.processor.template.Template.Spoken;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether a template fits in a Java class. A class file's table of constants has 65535 rows; equal constants share
 * theirs, and a text, a path or a message takes six at most.
 */
final class ClassSize {

    private static final int MOST_CONSTANTS = 10_000;
    private static final int LONGEST_PATH = 500;

    private ClassSize() {}

    static Optional<Problem> problem(Template template, Place place) {
        Set<Object> constants = new HashSet<>();
        for (Template.Turn turn : template.turns()) {
            List<Node> body = turn instanceof Spoken message ? message.body() : ((Spliced) turn).body();
            for (Node node : body) {
                if (node instanceof Literal literal) {
                    constants.add(literal.text());
                } else if (node instanceof Insert insert) {
                    Path path = pathOf(insert.value());
                    constants.add(path.toString());
                    if (path.segments().size() > LONGEST_PATH) {
                        return Optional.of(problem(
                                place.at(path.offset()),
                                "A path has more than " + LONGEST_PATH + " names.",
                                "Add a default method that walks it."));
                    }
                }
            }
            constants.add(body.stream().map(ClassSize::shown).toList());
            if (constants.size() > MOST_CONSTANTS) {
                return Optional.of(problem(
                        place.at(turn.offset()),
                        "The template has more than " + MOST_CONSTANTS + " different texts, placeholders and messages.",
                        "A Java class holds no more; bring the text in as a list, {lines:list}."));
            }
        }
        return Optional.empty();
    }

    private static Path pathOf(Expression value) {
        return value instanceof Joined joined ? joined.of() : (Path) value;
    }

    private static String shown(Node node) {
        return node instanceof Literal literal ? literal.text() : "{" + pathOf(((Insert) node).value());
    }

    private static Problem problem(Place place, String sentence, String hint) {
        return new Problem(ProblemId.TEMPLATE_SYNTAX, place, sentence, hint);
    }
}

package dev.cuecard.processor.check;

import dev.cuecard.processor.template.Template;
import dev.cuecard.processor.template.Template.Choice;
import dev.cuecard.processor.template.Template.Expression;
import dev.cuecard.processor.template.Template.Insert;
import dev.cuecard.processor.template.Template.Joined;
import dev.cuecard.processor.template.Template.Literal;
import dev.cuecard.processor.template.Template.Loop;
import dev.cuecard.processor.template.Template.Node;
import dev.cuecard.processor.template.Template.Path;
import dev.cuecard.processor.template.Template.Section;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether a template fits in a Java class. A class file's table of constants has 65535 rows; equal constants share
 * theirs, and a text, a path, a message or a choice takes six at most.
 */
final class ClassSize {

    private static final int MOST_CONSTANTS = 10_000;
    private static final int LONGEST_PATH = 500;
    private static final int MOST_BRANCHES = 200;

    private final Set<Object> constants = new HashSet<>();

    private ClassSize() {}

    /** A template that is too large: where, and what is said of it. */
    record Excess(int offset, String sentence, String hint) {}

    static Optional<Excess> of(Template template) {
        return new ClassSize().in(template.body());
    }

    private Optional<Excess> in(List<Node> nodes) {
        for (Node node : nodes) {
            Optional<Excess> excess = in(node);
            if (excess.isPresent()) {
                return excess;
            }
            if (constants.size() > MOST_CONSTANTS) {
                return Optional.of(new Excess(
                        node.offset(),
                        "The template has more than " + MOST_CONSTANTS + " different texts, placeholders and messages.",
                        "A Java class holds no more; bring the text in as a list, {lines:list}."));
            }
        }
        return Optional.empty();
    }

    private Optional<Excess> in(Node node) {
        if (node instanceof Literal literal) {
            constants.add(literal.text());
        } else if (node instanceof Insert insert) {
            return in(insert.value());
        } else if (node instanceof Choice choice) {
            if (choice.branches().size() > MOST_BRANCHES) {
                return Optional.of(new Excess(
                        node.offset(),
                        "A choice has more than " + MOST_BRANCHES + " branches.",
                        "Compilers nest them one in the other; add a default method that makes the choice."));
            }
            for (Template.Branch branch : choice.branches()) {
                constants.add(node.offset());
                Optional<Excess> excess = in(branch.condition()).or(() -> in(branch.body()));
                if (excess.isPresent()) {
                    return excess;
                }
            }
            return in(choice.otherwise());
        } else if (node instanceof Loop loop) {
            constants.add(node.offset());
            return in(loop.body());
        } else if (node instanceof Section section) {
            constants.add(node.offset());
            return in(section.body());
        } else {
            constants.add(node.offset());
        }
        return Optional.empty();
    }

    private Optional<Excess> in(Expression value) {
        Path path = value instanceof Joined joined ? joined.of() : value instanceof Path plain ? plain : null;
        if (path == null) {
            // The parsers bound what else an expression holds.
            constants.add(value.offset());
            return Optional.empty();
        }
        if (path.steps().size() >= LONGEST_PATH) {
            return Optional.of(new Excess(
                    path.offset(),
                    "A path has more than " + LONGEST_PATH + " names.",
                    "Add a default method that walks it."));
        }
        constants.add(path.toString());
        return Optional.empty();
    }
}

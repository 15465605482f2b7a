package dev.cuecard.processor.template;

import dev.cuecard.processor.template.Template.Choice;
import dev.cuecard.processor.template.Template.Comparison;
import dev.cuecard.processor.template.Template.Constant;
import dev.cuecard.processor.template.Template.Expression;
import dev.cuecard.processor.template.Template.Filtered;
import dev.cuecard.processor.template.Template.Index;
import dev.cuecard.processor.template.Template.Insert;
import dev.cuecard.processor.template.Template.Literal;
import dev.cuecard.processor.template.Template.Logic;
import dev.cuecard.processor.template.Template.Loop;
import dev.cuecard.processor.template.Template.Member;
import dev.cuecard.processor.template.Template.Node;
import dev.cuecard.processor.template.Template.Not;
import dev.cuecard.processor.template.Template.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Shows trees on a line, each name with its offset, and the faults of a text each with its place. */
final class JinjaShapes {

    private static final Includes NO_FILES = (path, from) -> {
        throw new Includes.NotFound("There is no file " + path + ".", List.of("Name another."));
    };

    private JinjaShapes() {}

    static List<SyntaxFault> faults(String text) {
        return faults(text, NO_FILES);
    }

    static List<SyntaxFault> faults(String text, Includes includes) {
        List<SyntaxFault> faults = new ArrayList<>();
        JinjaParser.nodes(text, includes, faults);
        return faults;
    }

    /** The tree of a text, whatever is wrong with it. */
    static List<Node> nodes(String text, Includes includes) {
        return JinjaParser.nodes(text, includes, new ArrayList<>());
    }

    static List<Node> nodes(String text) {
        return nodes(text, NO_FILES);
    }

    static String shape(String text) {
        return shape(nodes(text));
    }

    static String shape(List<Node> nodes) {
        return nodes.stream().map(JinjaShapes::shape).collect(Collectors.joining(" "));
    }

    private static String shape(Node node) {
        if (node instanceof Literal literal) {
            return "'" + literal.text().replace("\n", "\\n") + "'@" + literal.offset();
        } else if (node instanceof Insert insert) {
            return "{" + shape(insert.value()) + "}";
        } else if (node instanceof Choice choice) {
            return "if@" + choice.offset()
                    + choice.branches().stream()
                            .map(branch -> " " + shape(branch.condition()) + " [" + shape(branch.body()) + "]")
                            .collect(Collectors.joining())
                    + (choice.otherwise().isEmpty() ? "" : " else [" + shape(choice.otherwise()) + "]");
        } else if (node instanceof Loop loop) {
            return "for@" + loop.offset() + " " + loop.variable().text() + "@"
                    + loop.variable().offset()
                    + " in " + shape(loop.elements()) + " [" + shape(loop.body()) + "]";
        }
        throw new AssertionError(node.getClass());
    }

    static String shape(Expression expression) {
        if (expression instanceof Path path) {
            return path.root().text() + "@" + path.offset()
                    + path.steps().stream()
                            .map(step -> step instanceof Member member
                                    ? "." + member.name() + "@" + member.offset()
                                    : "[" + shape(((Index) step).key()) + "]")
                            .collect(Collectors.joining());
        } else if (expression instanceof Constant constant) {
            return constant.written() + "@" + constant.offset();
        } else if (expression instanceof Filtered filtered) {
            return "(" + shape(filtered.of()) + " | " + filtered.filter().text() + "@"
                    + filtered.filter().offset() + shapes(filtered.arguments()) + ")";
        } else if (expression instanceof Not not) {
            return "not@" + not.offset() + "(" + shape(not.of()) + ")";
        } else if (expression instanceof Logic logic) {
            return (logic.all() ? "and" : "or") + shapes(logic.operands());
        } else if (expression instanceof Comparison comparison) {
            return "(" + shape(comparison.left()) + " " + comparison.operator() + " " + shape(comparison.right()) + ")";
        }
        throw new AssertionError(expression.getClass());
    }

    private static String shapes(List<Expression> expressions) {
        return expressions.isEmpty()
                ? ""
                : expressions.stream().map(JinjaShapes::shape).collect(Collectors.joining(", ", "(", ")"));
    }
}

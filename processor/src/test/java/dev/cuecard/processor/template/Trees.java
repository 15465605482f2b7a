package dev.cuecard.processor.template;

import dev.cuecard.processor.template.Template.Branch;
import dev.cuecard.processor.template.Template.Choice;
import dev.cuecard.processor.template.Template.Insert;
import dev.cuecard.processor.template.Template.Literal;
import dev.cuecard.processor.template.Template.Loop;
import dev.cuecard.processor.template.Template.Node;
import dev.cuecard.processor.template.Template.Open;
import dev.cuecard.processor.template.Template.Section;
import java.util.ArrayList;
import java.util.List;

/** Trees as tests read them. */
final class Trees {

    private Trees() {}

    /** Writes a tree down in short: text in bars, values in braces, roles in angle brackets, sections in parentheses. */
    static String written(List<Node> nodes) {
        StringBuilder written = new StringBuilder();
        for (Node node : nodes) {
            if (node instanceof Literal literal) {
                written.append('|').append(literal.text()).append('|');
            } else if (node instanceof Insert insert) {
                written.append('{').append(insert.value()).append('}');
            } else if (node instanceof Open open) {
                written.append('<').append(open.speaker()).append('>');
            } else if (node instanceof Section section) {
                written.append(section.inverted() ? "(^" : "(#").append(section.value());
                written.append(' ').append(written(section.body())).append(')');
            } else {
                throw new IllegalArgumentException("Not of Mustache: " + node);
            }
        }
        return written.toString();
    }

    /** Returns all nodes, those of bodies behind what they are the body of. */
    static List<Node> all(List<Node> nodes) {
        List<Node> all = new ArrayList<>();
        for (Node node : nodes) {
            all.add(node);
            if (node instanceof Section section) {
                all.addAll(all(section.body()));
            } else if (node instanceof Loop loop) {
                all.addAll(all(loop.body()));
            } else if (node instanceof Choice choice) {
                for (Branch branch : choice.branches()) {
                    all.addAll(all(branch.body()));
                }
                all.addAll(all(choice.otherwise()));
            }
        }
        return all;
    }
}

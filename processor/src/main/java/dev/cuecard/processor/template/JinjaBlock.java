package dev.cuecard.processor.template;

import dev.cuecard.processor.template.JinjaLexer.Word;
import dev.cuecard.processor.template.Template.Branch;
import dev.cuecard.processor.template.Template.Choice;
import dev.cuecard.processor.template.Template.Expression;
import dev.cuecard.processor.template.Template.Loop;
import dev.cuecard.processor.template.Template.Name;
import dev.cuecard.processor.template.Template.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A block that is not closed yet: what has been read of it so far. */
abstract sealed class JinjaBlock {

    private final Word word;
    private List<Node> body = new ArrayList<>();

    private JinjaBlock(Word word) {
        this.word = word;
    }

    /** The word that opens it. */
    final Word word() {
        return word;
    }

    /** Where what follows belongs. */
    final List<Node> body() {
        return body;
    }

    final List<Node> startBody() {
        List<Node> before = body;
        body = new ArrayList<>();
        return before;
    }

    /** The word that closes it. */
    abstract String end();

    /** What it makes of the tree. */
    abstract List<Node> close();

    /** An if and its branches. */
    static final class If extends JinjaBlock {

        private final List<Branch> branches = new ArrayList<>();
        private @Nullable Expression condition;

        If(Word word) {
            super(word);
        }

        void branch(Expression next) {
            otherwise();
            condition = next;
        }

        void otherwise() {
            if (condition != null) {
                branches.add(new Branch(condition, startBody()));
            }
            condition = null;
        }

        /** Returns whether its else has come. */
        boolean isOtherwise() {
            return condition == null;
        }

        @Override
        String end() {
            return "endif";
        }

        @Override
        List<Node> close() {
            if (condition != null) {
                otherwise();
            }
            return List.of(new Choice(branches, body(), word().offset()));
        }
    }

    /** A loop; while its variable or its elements cannot be read, its body means nothing. */
    static final class For extends JinjaBlock {

        private @Nullable Name variable;
        private @Nullable Expression elements;
        private @Nullable List<Node> repeated;

        For(Word word) {
            super(word);
        }

        void variable(Name name) {
            variable = name;
        }

        void elements(Expression value) {
            elements = value;
        }

        /** Begins what is not repeated: an else, which a loop does not have, but what it says is still checked. */
        void otherwise() {
            if (repeated == null) {
                repeated = startBody();
            }
        }

        @Override
        String end() {
            return "endfor";
        }

        @Override
        List<Node> close() {
            List<Node> nodes = new ArrayList<>();
            List<Node> inner = repeated == null ? body() : repeated;
            if (variable != null && elements != null) {
                nodes.add(new Loop(variable, elements, inner, word().offset()));
            }
            if (repeated != null) {
                nodes.addAll(body());
            }
            return nodes;
        }
    }
}

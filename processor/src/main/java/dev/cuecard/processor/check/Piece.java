package dev.cuecard.processor.check;

import dev.cuecard.processor.template.Template.Speaker;
import java.util.List;

/** A piece of a template in the typed tree: text, control flow, and what divides text into messages. */
public sealed interface Piece {

    /**
     * Words of the template.
     *
     * @param text the words
     */
    record Words(String text) implements Piece {}

    /**
     * A value's text.
     *
     * @param value the value
     */
    record Insert(Term value) implements Piece {}

    /**
     * A choice: the first case whose condition holds.
     *
     * @param cases the cases in order
     * @param otherwise what is rendered where none holds
     */
    record Choice(List<Case> cases, List<Piece> otherwise) implements Piece {

        public Choice {
            cases = List.copyOf(cases);
            otherwise = List.copyOf(otherwise);
        }
    }

    /**
     * A case of a choice.
     *
     * @param condition when it is taken
     * @param body what it renders
     */
    record Case(Condition condition, List<Piece> body) {

        public Case {
            body = List.copyOf(body);
        }
    }

    /**
     * A loop.
     *
     * @param variable what stands for an element
     * @param elements what it goes through: an iterable, an array or a map
     * @param counts what the body uses of the loop itself
     * @param body what it renders for each element
     */
    record Loop(Variable variable, Term elements, LoopUse counts, List<Piece> body) implements Piece {

        public Loop {
            body = List.copyOf(body);
        }
    }

    /**
     * Which of its counters a loop needs.
     *
     * @param index whether the number of the round
     * @param length whether the count of all elements
     */
    record LoopUse(boolean index, boolean length) {}

    /**
     * A value under a name of its own.
     *
     * @param variable the name
     * @param value the value
     * @param body where it has that name
     */
    record With(Variable variable, Term value, List<Piece> body) implements Piece {

        public With {
            body = List.copyOf(body);
        }
    }

    /**
     * The beginning of a message.
     *
     * @param speaker whose it is
     * @param name the speaker's name, empty if the template gives none
     */
    record Open(Speaker speaker, String name) implements Piece {}

    /**
     * Messages of an input.
     *
     * @param value where they come from
     * @param many whether it is a list of messages
     * @param announced whether {@code MESSAGES:} announces them, which ends the message before
     * @param offset where the template names them
     */
    record Splice(Access value, boolean many, boolean announced, int offset) implements Piece {}

    /**
     * An image.
     *
     * @param value where it comes from
     * @param offset where the template names it
     */
    record Picture(Access value, int offset) implements Piece {}

    /** What is faulty, which has been reported: it keeps its place between others. */
    record Faulty() implements Piece {}
}

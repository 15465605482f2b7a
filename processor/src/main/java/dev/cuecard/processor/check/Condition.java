package dev.cuecard.processor.check;

import dev.cuecard.processor.template.Template.Operator;
import java.util.List;

/** A condition in the typed tree. */
public sealed interface Condition {

    /**
     * A constant.
     *
     * @param holds whether it holds
     */
    record Always(boolean holds) implements Condition {}

    /**
     * A value that counts as true.
     *
     * @param value the value
     * @param test what is asked of it
     */
    record True(Term value, Test test) implements Condition {}

    /** What makes a value count as true. */
    enum Test {
        /** A primitive boolean that is true. */
        BOOLEAN,
        /** A primitive number that is not zero. */
        NUMBER,
        /** A text that is not empty, a box that holds true or another number than zero, a collection with elements. */
        CONTENT,
        /** Something that is there. */
        PRESENT
    }

    /**
     * The contrary of a condition.
     *
     * @param of the condition
     */
    record Not(Condition of) implements Condition {}

    /**
     * Conditions of which all, or one at least, must hold.
     *
     * @param all whether all must hold
     * @param operands the conditions
     */
    record Logic(boolean all, List<Condition> operands) implements Condition {

        public Logic {
            operands = List.copyOf(operands);
        }
    }

    /**
     * Two values compared.
     *
     * @param left the one
     * @param operator how they are compared
     * @param right the other
     * @param primitive whether Java's own operator compares them
     */
    record Compared(Term left, Operator operator, Term right, boolean primitive) implements Condition {}
}

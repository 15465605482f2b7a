package dev.cuecard.examples;

import java.io.PrintStream;

/** A program that {@link Examples} can run. */
@FunctionalInterface
interface Example {

    /**
     * Runs the program to its end.
     *
     * @param answers says who answers
     * @param ingredient what to ask recipes for
     * @param out where the reply is printed
     */
    void run(Answers answers, String ingredient, PrintStream out);
}

package dev.cuecard.examples;

import dev.cuecard.PromptClient;
import java.io.PrintStream;

/** A program that {@link Examples} can run. */
@FunctionalInterface
interface Example {

    /**
     * Runs the program to its end.
     *
     * @param client makes the calls
     * @param ingredient what to ask recipes for
     * @param out where the reply is printed
     */
    void run(PromptClient client, String ingredient, PrintStream out);
}

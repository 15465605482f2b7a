package dev.cuecard.examples;

import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamResult;
import java.io.PrintStream;

/** Reads a stream that breaks off. What had come by then is not lost: the exception has it. */
final class InterruptedRecipes {

    private static final int LOST_AFTER = 12;

    private InterruptedRecipes() {}

    static void run(Answers answers, String ingredient, PrintStream out) {
        Answer<?> who = answers.breakingOffAfter(LOST_AFTER).any();
        try (ChunkStream<?> stream =
                RecipeRecommenderPrompt.of(ingredient).with(who.client()).on(who.model()).stream()) {
            out.println(stream.collect().text());
            out.println("-- came to its end; a script would break off");
        } catch (StreamInterruptedException e) {
            StreamResult partial = e.partial();
            out.println(partial.text() + " ...");
            out.println("-- broke off, kept " + partial.text().length() + " characters in " + partial.chunkCount()
                    + " chunks");
            out.println(e.getMessage());
        }
    }
}

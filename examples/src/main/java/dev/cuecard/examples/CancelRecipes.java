package dev.cuecard.examples;

import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.StreamResult;
import java.io.PrintStream;

/** Ends a stream early. What had come by then is kept, the rest is not read: the connection is closed. */
final class CancelRecipes {

    private static final int ENOUGH = 40;

    private CancelRecipes() {}

    static void run(Answers answers, String ingredient, PrintStream out) {
        Answer<?> who = answers.any();
        try (ChunkStream<?> stream =
                RecipeRecommenderPrompt.of(ingredient).with(who.client()).on(who.model()).stream()) {
            int printed = 0;
            for (String text : stream.text()) {
                out.print(text);
                out.flush();
                printed += text.length();
                if (printed >= ENOUGH) {
                    // The loop ends after this, quietly. Any thread may do it; break and close() would do as well.
                    stream.abort();
                }
            }
            out.println(" ...");
            StreamResult result = stream.result().join();
            out.println("aborted: " + result.aborted() + ", kept "
                    + result.text().length() + " characters in " + result.chunkCount() + " chunks");
        }
    }
}

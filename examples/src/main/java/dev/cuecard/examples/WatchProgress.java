package dev.cuecard.examples;

import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.ChunkStream;
import java.io.PrintStream;

/** Shows how far a reply is while it arrives, in a line that is written over, and then the reply. */
final class WatchProgress {

    private WatchProgress() {}

    static void run(Answers answers, String ingredient, PrintStream out) {
        Answer<?> who = answers.any();
        try (ChunkStream<?> stream =
                RecipeRecommenderPrompt.of(ingredient).with(who.client()).on(who.model()).stream()) {
            int chunks = 0;
            int characters = 0;
            for (Chunk chunk : stream) {
                chunks++;
                characters += chunk.content().length();
                out.print("\r" + chunks + " chunks, " + characters + " characters");
                out.flush();
            }
            out.println();
            out.println(stream.result().join().text());
        }
    }
}

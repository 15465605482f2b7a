package dev.cuecard.examples;

import dev.cuecard.TypedPrompt;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.ChunkStream;
import java.io.PrintStream;

/** Prints a reply token by token, as it arrives. */
final class StreamRecipes {

    private StreamRecipes() {}

    static void run(Answers answers, String ingredient, PrintStream out) {
        Answer<?> who = answers.any();
        TypedPrompt<?> prompt =
                RecipeRecommenderPrompt.of(ingredient).with(who.client()).on(who.model());
        try (ChunkStream<?> stream = prompt.stream()) {
            for (Chunk chunk : stream) {
                out.print(chunk.content());
                out.flush();
            }
        }
        out.println();
    }
}

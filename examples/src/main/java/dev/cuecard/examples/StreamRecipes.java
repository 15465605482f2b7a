package dev.cuecard.examples;

import dev.cuecard.PromptClient;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.ChunkStream;
import java.io.PrintStream;

/** Prints a reply token by token, as it arrives. */
final class StreamRecipes {

    private StreamRecipes() {}

    static void run(PromptClient client, String ingredient, PrintStream out) {
        RecipeRecommenderPrompt prompt = RecipeRecommenderPrompt.of(ingredient).with(client);
        try (ChunkStream<OpenAiChunk> stream = prompt.stream()) {
            for (OpenAiChunk chunk : stream) {
                out.print(chunk.content());
                out.flush();
            }
        }
        out.println();
    }
}

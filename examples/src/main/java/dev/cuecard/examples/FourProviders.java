package dev.cuecard.examples;

import dev.cuecard.TypedPrompt;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.ChunkStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;

/** Asks the same prompt of four providers: it was written for one, and {@code on} turns it to another. */
final class FourProviders {

    private FourProviders() {}

    static void run(Answers answers, String ingredient, PrintStream out) {
        List<Supplier<Answer<?>>> all = List.of(answers::openAi, answers::anthropic, answers::gemini, answers::ollama);
        for (Supplier<Answer<?>> each : all) {
            Answer<?> who = each.get();
            out.println("[" + who.model() + "]");
            TypedPrompt<?> prompt =
                    RecipeRecommenderPrompt.of(ingredient).with(who.client()).on(who.model());
            try (ChunkStream<?> stream = prompt.stream()) {
                for (Chunk chunk : stream) {
                    out.print(chunk.content());
                }
            }
            out.println();
        }
    }
}

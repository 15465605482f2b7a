package dev.cuecard.examples;

import dev.cuecard.ollama.OllamaChunk;
import dev.cuecard.stream.ChunkStream;
import java.io.PrintStream;

/** Shows what Ollama measures: its last chunk says how long each part of the work took. */
final class InspectOllama {

    private InspectOllama() {}

    static void run(Answers answers, String ingredient, PrintStream out) {
        Answer<OllamaChunk> who = answers.ollama();
        try (ChunkStream<OllamaChunk> stream =
                RecipeRecommenderPrompt.of(ingredient).with(who.client()).on(who.model()).stream()) {
            for (OllamaChunk chunk : stream) {
                out.print(chunk.content());
                if (chunk.done()) {
                    out.println();
                    chunk.loadDuration().ifPresent(time -> out.println("load:   " + time.toMillis() + " ms"));
                    chunk.promptEvalDuration().ifPresent(time -> out.println("prompt: " + time.toMillis() + " ms"));
                    chunk.evalDuration().ifPresent(time -> out.println("reply:  " + time.toMillis() + " ms"));
                    chunk.totalDuration().ifPresent(time -> out.println("total:  " + time.toMillis() + " ms"));
                    chunk.evalCount().ifPresent(tokens -> out.println("tokens: " + tokens));
                }
            }
        }
    }
}

package dev.cuecard.examples;

import dev.cuecard.PromptClient;
import dev.cuecard.openai.ChatCompletionChunk;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.Choice;
import dev.cuecard.stream.ChunkStream;
import java.io.PrintStream;

/** Shows what a chunk holds: the common view of all providers, OpenAI's own fields, and the JSON as it came. */
final class InspectChunks {

    private InspectChunks() {}

    static void run(PromptClient client, String ingredient, PrintStream out) {
        try (ChunkStream<OpenAiChunk> stream = RecipeRecommenderPrompt.of(ingredient).with(client).stream()) {
            int number = 0;
            for (OpenAiChunk chunk : stream) {
                number++;
                out.println("chunk " + number);
                out.println("  content: \"" + chunk.content() + "\"");
                out.println(
                        "  role:    " + chunk.delta().role().map(Enum::toString).orElse("-"));
                for (Choice choice : chunk.choices()) {
                    out.println("  choice " + choice.index() + ": "
                            + choice.finishReason()
                                    .map(reason -> "finished, " + reason.kind() + " (\"" + reason.raw() + "\")")
                                    .orElse("goes on"));
                }
                chunk.usage()
                        .ifPresent(usage -> usage.totalTokens()
                                .ifPresent(total -> out.println("  usage:   " + total + " tokens in total")));
                ChatCompletionChunk raw = chunk.chunk();
                out.println("  raw:     id " + raw.id().orElse("-") + ", service tier "
                        + raw.serviceTier().orElse("-"));
                out.println("  json:    " + chunk.json());
            }
        }
    }
}

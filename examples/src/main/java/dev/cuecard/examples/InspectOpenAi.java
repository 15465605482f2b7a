package dev.cuecard.examples;

import dev.cuecard.openai.ChatCompletionChunk;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.Choice;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.Usage;
import java.io.PrintStream;

/** Shows what a chunk holds: the common view of all providers, OpenAI's own fields, and the JSON as it came. */
final class InspectOpenAi {

    private InspectOpenAi() {}

    static void run(Answers answers, String ingredient, PrintStream out) {
        Answer<OpenAiChunk> who = answers.openAi();
        try (ChunkStream<OpenAiChunk> stream = RecipeRecommenderPrompt.of(ingredient).with(who.client()).stream()) {
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
                if (chunk.usage().isPresent()) {
                    // The last chunk: it counts the tokens of the whole reply and belongs to no choice.
                    Usage usage = chunk.usage().get();
                    usage.inputTokens().ifPresent(tokens -> out.println("  input:   " + tokens + " tokens"));
                    usage.outputTokens().ifPresent(tokens -> out.println("  output:  " + tokens + " tokens"));
                    usage.totalTokens().ifPresent(tokens -> out.println("  usage:   " + tokens + " tokens in total"));
                }
                ChatCompletionChunk raw = chunk.chunk();
                out.println("  raw:     id " + raw.id().orElse("-") + ", service tier "
                        + raw.serviceTier().orElse("-"));
                out.println("  json:    " + chunk.json());
            }
        }
    }
}

package dev.cuecard.examples;

import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.StreamResult;
import java.io.PrintStream;

/** Streams a reply and then looks at what it amounted to: text, time, tokens, and why it ended. */
final class CollectRecipes {

    private CollectRecipes() {}

    static void run(Answers answers, String ingredient, PrintStream out) {
        StreamResult result;
        Answer<?> who = answers.any();
        try (ChunkStream<?> stream =
                RecipeRecommenderPrompt.of(ingredient).with(who.client()).on(who.model()).stream()) {
            result = stream.collect();
        }
        out.println(result.text());
        out.println();
        out.println("chunks:        " + result.chunkCount());
        out.println("first chunk:   "
                + result.timeToFirstChunk().map(time -> time.toMillis() + " ms").orElse("never came"));
        out.println("duration:      " + result.duration().toMillis() + " ms");
        out.println("finish reason: "
                + result.finishReason().map(reason -> reason.kind().toString()).orElse("not told"));
        result.usage()
                .ifPresentOrElse(
                        usage -> {
                            usage.inputTokens().ifPresent(tokens -> out.println("input tokens:  " + tokens));
                            usage.outputTokens().ifPresent(tokens -> out.println("output tokens: " + tokens));
                        },
                        () -> out.println("usage:         not told"));
        out.println("trace:         " + result.traceId());
    }
}

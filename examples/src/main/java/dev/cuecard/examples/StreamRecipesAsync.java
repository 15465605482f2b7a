package dev.cuecard.examples;

import dev.cuecard.TypedPrompt;
import dev.cuecard.stream.StreamResult;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;

/** Prints a reply token by token without blocking: the chunks come on a thread of the client's. */
final class StreamRecipesAsync {

    private StreamRecipesAsync() {}

    static void run(Answers answers, String ingredient, PrintStream out) {
        Answer<?> who = answers.any();
        TypedPrompt<?> prompt =
                RecipeRecommenderPrompt.of(ingredient).with(who.client()).on(who.model());
        CompletableFuture<StreamResult> done = prompt.streamAsync().forEach(chunk -> {
            out.print(chunk.content());
            out.flush();
        });
        // The caller is free here. A program that has nothing else to do waits for the end.
        done.join();
        out.println();
    }
}

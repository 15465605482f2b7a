package dev.cuecard.examples;

import dev.cuecard.stream.StreamResult;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Streams the replies to several prompts at the same time, each line with the label of its prompt. */
final class ParallelRecipes {

    private static final List<String> FURTHER = List.of("carrots", "walnuts");

    private ParallelRecipes() {}

    static void run(Answers answers, String ingredient, PrintStream out) {
        Answer<?> who = answers.any();
        CompletableFuture<?>[] streams = Stream.concat(Stream.of(ingredient), FURTHER.stream())
                .map(label -> stream(who, label, out))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(streams).join();
    }

    private static CompletableFuture<Void> stream(Answer<?> who, String label, PrintStream out) {
        CompletableFuture<StreamResult> result = RecipeRecommenderPrompt.of(label)
                .with(who.client())
                .on(who.model())
                .streamAsync()
                .forEach(chunk -> {
                    if (!chunk.content().isBlank()) {
                        out.println("[" + label + "] " + chunk.content().strip());
                    }
                });
        return result.thenAccept(
                whole -> out.println("[" + label + "] -- done, " + whole.text().length() + " characters"));
    }
}

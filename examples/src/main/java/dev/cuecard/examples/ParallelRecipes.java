package dev.cuecard.examples;

import dev.cuecard.PromptClient;
import dev.cuecard.stream.StreamResult;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Streams the replies to several prompts at the same time, each line with the label of its prompt. */
final class ParallelRecipes {

    private static final List<String> SIDE_DISHES = List.of("carrots", "walnuts");

    private ParallelRecipes() {}

    static void run(PromptClient client, String ingredient, PrintStream out) {
        CompletableFuture<Void> mainDish = stream(client, ingredient, out);
        CompletableFuture<?>[] sideDishes =
                SIDE_DISHES.stream().map(side -> stream(client, side, out)).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(sideDishes).join();
        mainDish.join();
    }

    private static CompletableFuture<Void> stream(PromptClient client, String label, PrintStream out) {
        CompletableFuture<StreamResult> result = RecipeRecommenderPrompt.of(label)
                .with(client)
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

package dev.cuecard.examples;

import dev.cuecard.PromptClient;
import dev.cuecard.message.Message;
import java.io.PrintStream;

/** Shows what the template of a {@code .prompty} file becomes, and streams the reply. */
final class PromptyRecipes {

    private PromptyRecipes() {}

    static void run(PromptClient client, String ingredient, PrintStream out) {
        ChefPrompt prompt = ChefPrompt.builder().ingredient(ingredient).build().with(client);
        for (Message message : prompt.render()) {
            out.println("[" + message.role() + "] " + message.text());
        }
        out.println("[reply]");
        try (var stream = prompt.stream()) {
            stream.text().forEach(out::print);
        }
        out.println();
    }
}

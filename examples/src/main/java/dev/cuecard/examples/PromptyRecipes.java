package dev.cuecard.examples;

import dev.cuecard.TypedPrompt;
import dev.cuecard.message.Message;
import java.io.PrintStream;

/** Shows what the template of a {@code .prompty} file becomes, and streams the reply. */
final class PromptyRecipes {

    private PromptyRecipes() {}

    static void run(Answers answers, String ingredient, PrintStream out) {
        Answer<?> who = answers.any();
        TypedPrompt<?> prompt = ChefPrompt.builder()
                .ingredient(ingredient)
                .build()
                .with(who.client())
                .on(who.model());
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

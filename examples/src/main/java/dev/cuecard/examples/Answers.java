package dev.cuecard.examples;

import dev.cuecard.PromptClient;
import dev.cuecard.testing.MockModel;
import java.time.Duration;
import java.util.Map;

/**
 * Decides who answers the examples.
 *
 * @param client makes the calls
 * @param description one line that says who answers, and how to change it
 */
record ModelSource(PromptClient client, String description) {

    private static final Duration BETWEEN_WORDS = Duration.ofMillis(40);

    private static final String SCRIPT = """
            Three ideas:
            1. Roast it with butter, thyme and a little honey until its edges brown.
            2. Simmer it into a soup with onions and cream, and grate nutmeg over it.
            3. Bake it under a crust of oats, walnuts and brown sugar.""";

    /** Chooses OpenAI where its key is set, else a scripted reply that needs neither key nor network. */
    static ModelSource of(Map<String, String> environment) {
        if (environment.getOrDefault("OPENAI_API_KEY", "").isBlank()) {
            return new ModelSource(
                    MockModel.streaming(SCRIPT).delay(BETWEEN_WORDS).client(),
                    "A scripted reply, the same for every ingredient; set OPENAI_API_KEY to ask OpenAI instead.");
        }
        return new ModelSource(
                PromptClient.shared(), "OpenAI answers, with your OPENAI_API_KEY; unset it for a scripted reply.");
    }
}

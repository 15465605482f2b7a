package dev.cuecard.benchmarks.cuecard;

import dev.cuecard.PromptClient;
import dev.cuecard.TypedPrompt;
import dev.cuecard.anthropic.Anthropic;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.stream.Chunk;
import java.net.URI;

/** A client as a user makes it, and the prompt. */
final class Clients {

    private Clients() {}

    static PromptClient at(URI server) {
        return builder(server).build();
    }

    static PromptClient.Builder builder(URI server) {
        return PromptClient.builder()
                .baseUrl("openai", server + "/v1")
                .baseUrl("anthropic", server.toString())
                .apiKey("openai", "key")
                .apiKey("anthropic", "key");
    }

    static TypedPrompt<? extends Chunk> prompt(PromptClient client, String model, boolean anthropic) {
        RecipeRecommenderPrompt prompt = RecipeRecommenderPrompt.of("apples").with(client);
        return anthropic ? prompt.on(Anthropic.model(model)) : prompt.on(OpenAi.model(model));
    }
}

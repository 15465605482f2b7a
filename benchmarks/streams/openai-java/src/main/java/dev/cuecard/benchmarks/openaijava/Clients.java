package dev.cuecard.benchmarks.openaijava;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/** A client as a user makes it, the request, and where its text is. */
final class Clients {

    private Clients() {}

    /**
     * The default would keep five idle connections, and open a new one for most streams where many run at once. Its limit of
     * 64 asynchronous requests at once can stay: it counts a request only until its headers are there.
     */
    static OpenAIClient at(URI server) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(server + "/v1")
                .apiKey("key")
                .maxIdleConnections(2_000)
                .keepAliveDuration(Duration.ofMinutes(1))
                .build();
    }

    static ChatCompletionCreateParams request(String model) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage("Recommend a recipe with apples.")
                .build();
    }

    static void text(ChatCompletionChunk chunk, Consumer<String> onText) {
        for (ChatCompletionChunk.Choice choice : chunk.choices()) {
            choice.delta().content().ifPresent(onText);
        }
    }
}

package dev.cuecard.benchmarks.anthropicjava;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.cuecard.benchmarks.load.Contender;
import dev.cuecard.benchmarks.load.Load;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/** {@code messages().createStreaming(…)}, without its accumulator: nothing but the text of each event. */
public final class Blocking implements Contender {

    private static final long MAX_TOKENS = 1024;

    private final AnthropicClient client;

    /** The default would keep five idle connections, and open a new one for most streams where many run at once. */
    private Blocking(URI server) {
        this.client = AnthropicOkHttpClient.builder()
                .baseUrl(server.toString())
                .apiKey("key")
                .maxIdleConnections(2_000)
                .keepAliveDuration(Duration.ofMinutes(1))
                .build();
    }

    public static void main(String[] arguments) throws Exception {
        Load.run(arguments, Blocking::new);
    }

    @Override
    public boolean blocks() {
        return true;
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // The stream that is returned closes it.
    public Stream start(String model, Consumer<String> onText) {
        MessageCreateParams request = MessageCreateParams.builder()
                .model(model)
                .maxTokens(MAX_TOKENS)
                .addUserMessage("Recommend a recipe with apples.")
                .build();
        return new Reading(client.messages().createStreaming(request), onText);
    }

    private record Reading(StreamResponse<RawMessageStreamEvent> response, Consumer<String> onText) implements Stream {

        @Override
        public void await() {
            try (response) {
                response.stream()
                        .flatMap(event -> event.contentBlockDelta().stream())
                        .flatMap(delta -> delta.delta().text().stream())
                        .forEach(delta -> onText.accept(delta.text()));
            }
        }

        @Override
        public void cancel() {
            response.close();
        }
    }
}

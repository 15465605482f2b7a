package dev.cuecard.benchmarks.springai;

import dev.cuecard.benchmarks.load.Contender;
import dev.cuecard.benchmarks.load.Load;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import reactor.core.Disposable;

/** {@code ChatClient.prompt().…stream().content()}, subscribed to, on the library's own threads. */
public final class Reactive implements Contender {

    private final ChatClient client;

    /**
     * The default would keep five idle connections, and open a new one for most streams where many run at once. Its limit of
     * 64 requests at once can stay: it counts a request only until its headers are there.
     */
    private Reactive(URI server) {
        this.client = ChatClient.create(OpenAiChatModel.builder()
                .options(OpenAiChatOptions.builder()
                        .baseUrl(server + "/v1")
                        .apiKey("key")
                        .timeout(Duration.ofMinutes(10))
                        .build())
                .httpClientBuilderCustomizer(
                        http -> http.maxIdleConnections(2_000).keepAliveDuration(Duration.ofMinutes(1)))
                .build());
    }

    public static void main(String[] arguments) throws Exception {
        Load.run(arguments, Reactive::new);
    }

    @Override
    public boolean blocks() {
        return false;
    }

    @Override
    public Stream start(String model, Consumer<String> onText) {
        CompletableFuture<Void> ending = new CompletableFuture<>();
        Disposable subscription = client
                .prompt()
                .user("Recommend a recipe with apples.")
                .options(OpenAiChatOptions.builder().model(model))
                .stream()
                .content()
                .doOnCancel(() -> ending.cancel(false))
                .subscribe(onText, ending::completeExceptionally, () -> ending.complete(null));
        return new Stream() {
            @Override
            public void await() throws Exception {
                ending.get();
            }

            @Override
            public void cancel() {
                subscription.dispose();
            }
        };
    }
}

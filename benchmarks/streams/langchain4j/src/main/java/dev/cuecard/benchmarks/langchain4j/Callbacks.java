package dev.cuecard.benchmarks.langchain4j;

import dev.cuecard.benchmarks.load.Contender;
import dev.cuecard.benchmarks.load.Load;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * {@code OpenAiStreamingChatModel.chat(…)} with a handler. It is called on a thread for each stream, that of the futures of
 * the JDK's HTTP client: the common pool's, or a new one where that has no more than one processor to itself.
 */
public final class Callbacks implements Contender {

    private final StreamingChatModel client;

    private Callbacks(URI server) {
        this.client = OpenAiStreamingChatModel.builder()
                .baseUrl(server + "/v1")
                .apiKey("key")
                .timeout(Duration.ofMinutes(10))
                .build();
    }

    /** A thread that waits is replaced by the common pool, but no more than 256 of them, and other streams wait behind these. */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("java.util.concurrent.ForkJoinPool.common.maximumSpares", "2000");
        Load.run(arguments, Callbacks::new);
    }

    @Override
    public boolean blocks() {
        return false;
    }

    @Override
    public Stream start(String model, Consumer<String> onText) {
        Handler handler = new Handler(onText);
        client.chat(
                ChatRequest.builder()
                        .messages(UserMessage.from("Recommend a recipe with apples."))
                        .modelName(model)
                        .build(),
                handler);
        return handler;
    }

    private static final class Handler implements StreamingChatResponseHandler, Stream {

        private final Consumer<String> onText;
        private final CompletableFuture<ChatResponse> ending = new CompletableFuture<>();

        /** There is none before the first text. */
        private volatile StreamingHandle handle;

        Handler(Consumer<String> onText) {
            this.onText = onText;
        }

        @Override
        public void onPartialResponse(PartialResponse partialResponse, PartialResponseContext context) {
            handle = context.streamingHandle();
            onText.accept(partialResponse.text());
        }

        @Override
        public void onCompleteResponse(ChatResponse completeResponse) {
            ending.complete(completeResponse);
        }

        @Override
        public void onError(Throwable error) {
            ending.completeExceptionally(error);
        }

        @Override
        public void await() throws Exception {
            ending.get();
        }

        /** Nobody is told of the end of a stream that was given up, so {@link #await()} is, here. */
        @Override
        public void cancel() {
            handle.cancel();
            ending.cancel(false);
        }
    }
}

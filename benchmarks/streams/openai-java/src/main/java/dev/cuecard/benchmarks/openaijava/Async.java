package dev.cuecard.benchmarks.openaijava;

import com.openai.client.OpenAIClientAsync;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import dev.cuecard.benchmarks.load.Contender;
import dev.cuecard.benchmarks.load.Load;
import java.net.URI;
import java.util.function.Consumer;

/** {@code async().chat().completions().createStreaming(…).subscribe(…)}, on the library's own threads. */
public final class Async implements Contender {

    private final OpenAIClientAsync client;

    private Async(URI server) {
        this.client = Clients.at(server).async();
    }

    public static void main(String[] arguments) throws Exception {
        Load.run(arguments, Async::new);
    }

    @Override
    public boolean blocks() {
        return false;
    }

    @Override
    public Stream start(String model, Consumer<String> onText) {
        AsyncStreamResponse<ChatCompletionChunk> response = client.chat()
                .completions()
                .createStreaming(Clients.request(model))
                .subscribe(chunk -> Clients.text(chunk, onText));
        return new Stream() {
            @Override
            public void await() throws Exception {
                response.onCompleteFuture().get();
            }

            @Override
            public void cancel() {
                response.close();
            }
        };
    }
}

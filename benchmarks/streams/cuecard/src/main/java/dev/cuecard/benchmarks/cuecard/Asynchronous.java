package dev.cuecard.benchmarks.cuecard;

import dev.cuecard.PromptClient;
import dev.cuecard.benchmarks.load.Contender;
import dev.cuecard.benchmarks.load.Load;
import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.StreamResult;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** {@code streamAsync().forEach(…)}, over OpenAI's protocol. */
public final class Asynchronous implements Contender {

    private final PromptClient client;

    private Asynchronous(URI server) {
        this.client = Clients.at(server);
    }

    public static void main(String[] arguments) throws Exception {
        Load.run(arguments, Asynchronous::new);
    }

    @Override
    public boolean blocks() {
        return false;
    }

    @Override
    public Stream start(String model, Consumer<String> onText) {
        return start(Clients.prompt(client, model, false).streamAsync(), onText);
    }

    private static <C extends Chunk> Stream start(AsyncChunkStream<C> stream, Consumer<String> onText) {
        CompletableFuture<StreamResult> ending = stream.forEach(chunk -> onText.accept(chunk.content()));
        return new Stream() {
            @Override
            public void await() throws Exception {
                ending.get();
            }

            @Override
            public void cancel() {
                stream.abort();
            }
        };
    }
}

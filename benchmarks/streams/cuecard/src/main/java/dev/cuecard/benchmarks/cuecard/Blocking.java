package dev.cuecard.benchmarks.cuecard;

import dev.cuecard.PromptClient;
import dev.cuecard.benchmarks.load.Contender;
import dev.cuecard.benchmarks.load.Load;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.ChunkStream;
import java.net.URI;
import java.util.function.Consumer;

/** {@code stream()}: the text of each chunk and the accumulated result, over OpenAI's protocol. */
public class Blocking implements Contender {

    private final PromptClient client;

    Blocking(URI server) {
        this(Clients.at(server));
    }

    Blocking(PromptClient client) {
        this.client = client;
    }

    public static void main(String[] arguments) throws Exception {
        Load.run(arguments, Blocking::new);
    }

    boolean anthropic() {
        return false;
    }

    @Override
    public boolean blocks() {
        return true;
    }

    @Override
    public Stream start(String model, Consumer<String> onText) {
        return new Reading<>(Clients.prompt(client, model, anthropic()).stream(), onText);
    }

    private record Reading<C extends Chunk>(ChunkStream<C> stream, Consumer<String> onText) implements Stream {

        @Override
        public void await() {
            for (C chunk : stream) {
                onText.accept(chunk.content());
            }
        }

        @Override
        public void cancel() {
            stream.abort();
        }
    }
}

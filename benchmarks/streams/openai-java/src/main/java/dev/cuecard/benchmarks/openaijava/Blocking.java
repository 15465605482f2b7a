package dev.cuecard.benchmarks.openaijava;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import dev.cuecard.benchmarks.load.Contender;
import dev.cuecard.benchmarks.load.Load;
import java.net.URI;
import java.util.function.Consumer;

/** {@code chat().completions().createStreaming(…)}, without its accumulator: nothing but the text of each chunk. */
public final class Blocking implements Contender {

    private final OpenAIClient client;

    private Blocking(URI server) {
        this.client = Clients.at(server);
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
        return new Reading(client.chat().completions().createStreaming(Clients.request(model)), onText);
    }

    private record Reading(StreamResponse<ChatCompletionChunk> response, Consumer<String> onText) implements Stream {

        @Override
        public void await() {
            try (response) {
                response.stream().forEach(chunk -> Clients.text(chunk, onText));
            }
        }

        @Override
        public void cancel() {
            response.close();
        }
    }
}

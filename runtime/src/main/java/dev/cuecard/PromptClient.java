package dev.cuecard;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Model;
import dev.cuecard.message.Message;
import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.StreamResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Makes the calls of prompts. */
@SuppressWarnings("DoNotCallSuggester")
public final class PromptClient {

    private PromptClient() {}

    static PromptClient shared() {
        return new PromptClient();
    }

    <C extends Chunk> ChunkStream<C> stream(Model<C> model, List<Message> messages, CallOptions options) {
        throw new UnsupportedOperationException();
    }

    <C extends Chunk> AsyncChunkStream<C> streamAsync(Model<C> model, List<Message> messages, CallOptions options) {
        throw new UnsupportedOperationException();
    }

    <C extends Chunk> StreamResult call(Model<C> model, List<Message> messages, CallOptions options) {
        throw new UnsupportedOperationException();
    }

    <C extends Chunk> CompletableFuture<StreamResult> callAsync(
            Model<C> model, List<Message> messages, CallOptions options) {
        throw new UnsupportedOperationException();
    }
}

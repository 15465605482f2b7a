package dev.cuecard;

import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.StreamResult;
import java.util.concurrent.CompletableFuture;

/**
 * What can be streamed. A prompt's interface may extend it, {@code Streaming<OpenAiChunk>}, so that callers hold the
 * interface alone; the chunk must be the one that the prompt's model streams.
 *
 * @param <C> the provider's chunk
 */
public interface Streaming<C extends Chunk> {

    /**
     * Makes a stream to be read by blocking. Never throws for what a provider does: that comes out of the stream.
     *
     * @return a stream of its own for each call
     */
    ChunkStream<C> stream();

    /**
     * Makes a stream that is pushed to a subscriber. Never blocks.
     *
     * @return a stream of its own for each call
     */
    AsyncChunkStream<C> streamAsync();

    /**
     * Makes the call and waits for the whole reply.
     *
     * @return the result
     * @throws dev.cuecard.error.PromptException if the call fails; all but a
     *     {@link dev.cuecard.error.ConfigurationException} carry what was received
     */
    StreamResult call();

    /**
     * Makes the call in the background.
     *
     * @return the result, or the exception that {@link #call()} would throw; settling it otherwise, as by cancelling it,
     *     aborts the call
     */
    CompletableFuture<StreamResult> callAsync();
}

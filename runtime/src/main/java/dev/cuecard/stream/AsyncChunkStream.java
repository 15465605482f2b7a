package dev.cuecard.stream;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * A reply as it arrives, pushed to a subscriber that asks for it.
 *
 * <p>The request is sent on the first subscription. There is one subscriber a stream; a second one is refused with an
 * {@link IllegalStateException}. Signals come one after another, on threads of the client's, in the OpenTelemetry context
 * that was the current one when the stream was made. What a subscriber has not requested is not read from the connection.
 *
 * <p>A stream without a subscriber is ended by its first-chunk deadline. One that is forgotten, and whose subscriber and
 * subscription are forgotten as well while chunks are still to be requested, is aborted by the garbage collector.
 *
 * @param <C> the provider's chunk
 */
public interface AsyncChunkStream<C extends Chunk> extends Flow.Publisher<C> {

    /**
     * Returns the trace's id, known before the first chunk.
     *
     * @return 32 hexadecimal digits
     */
    String traceId();

    /**
     * Returns the span's id, known before the first chunk.
     *
     * @return 16 hexadecimal digits
     */
    String spanId();

    /**
     * Hands every chunk to a consumer, one after another.
     *
     * @param onChunk called on a thread of the client's; what it throws aborts the stream and settles the future
     * @return the result, settled after the last chunk was handed over; cancelling it aborts the stream
     * @throws IllegalStateException if the stream has a subscriber already
     */
    CompletableFuture<StreamResult> forEach(Consumer<? super C> onChunk);

    /**
     * Reads the whole reply.
     *
     * @return the result; cancelling it aborts the stream
     * @throws IllegalStateException if the stream has a subscriber already
     */
    CompletableFuture<StreamResult> collect();

    /**
     * Returns what will be the outcome, once somebody has subscribed. It always settles: with a result if the stream was
     * completed or aborted, and with the exception that ended it otherwise.
     *
     * @return a future of its own for each call; cancelling it does nothing to the stream
     */
    CompletableFuture<StreamResult> result();

    /**
     * Ends the stream now, from any thread: the exchange is cancelled and the subscriber gets {@code onComplete}. Does
     * nothing once it has ended.
     */
    void abort();
}

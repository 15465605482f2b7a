package dev.cuecard.exchange;

import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.StreamResult;
import java.util.concurrent.CompletableFuture;

/** The ways in which a call may be made. */
public final class Calls {

    private Calls() {}

    /**
     * Makes a call that is read by blocking.
     *
     * @param <C> the chunk
     * @param exchange the call
     * @return its stream
     */
    public static <C extends Chunk> ChunkStream<C> blocking(Exchange<C> exchange) {
        return new BlockingStream<>(exchange.start());
    }

    /**
     * Makes a call that pushes to a subscriber.
     *
     * @param <C> the chunk
     * @param exchange the call
     * @return its stream
     */
    public static <C extends Chunk> AsyncChunkStream<C> reactive(Exchange<C> exchange) {
        return new ReactiveStream<>(exchange.start());
    }

    /**
     * Makes a call and waits for its result.
     *
     * @param exchange the call
     * @return the result
     * @throws dev.cuecard.error.PromptException what the call ended with, if it ended badly
     */
    public static StreamResult whole(Exchange<?> exchange) {
        return exchange.start().finishReading();
    }

    /**
     * Makes a call in the background.
     *
     * @param exchange the call
     * @return the result, or what the call ended with; settling it otherwise, as by cancelling it, aborts the call
     */
    public static CompletableFuture<StreamResult> wholeAsync(Exchange<?> exchange) {
        return readInBackground(exchange.start());
    }

    /** Reads a call that was started to its end, on a thread of its own. */
    static CompletableFuture<StreamResult> readInBackground(Exchange<?> exchange) {
        CompletableFuture<StreamResult> outcome = new CompletableFuture<>();
        // Cancelled, or completed by orTimeout: nobody waits for the call any more. One that has ended is left as it
        // is.
        CompletableFuture<StreamResult> unused = outcome.whenComplete((result, failure) -> exchange.abort());
        exchange.execute(() -> {
            try {
                outcome.complete(exchange.finishReading());
            } catch (Throwable e) {
                outcome.completeExceptionally(e);
            }
        });
        return outcome;
    }
}

package dev.cuecard.stream;

import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A reply as it arrives, read by blocking.
 *
 * <p>The request is sent when reading begins. One thread reads at a time; {@link #abort()}, {@link #close()} and
 * {@link #result()} may be called from any thread. Use it in a try-with-resources statement: leaving it early then ends
 * the call. A stream that nobody reads is ended by its first-chunk deadline, and one that is forgotten by the garbage
 * collector.
 *
 * @param <C> the provider's chunk
 */
public interface ChunkStream<C extends Chunk> extends Iterable<C>, AutoCloseable {

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
     * Begins to read. Both methods of the iterator block until a chunk is there or the stream has ended, and throw what
     * ended it. A thread that is interrupted ends the stream: a virtual thread at once, another when it next comes to
     * read, since its wait for a socket cannot be interrupted; {@link #abort()} ends that wait too.
     *
     * @return the chunks
     * @throws IllegalStateException if the stream is being read already: it can be read once
     */
    @Override
    Iterator<C> iterator();

    /**
     * Begins to read the text alone.
     *
     * @return the content of each chunk that has any; to be iterated once
     */
    Iterable<String> text();

    /**
     * Begins to read as a {@link Stream}. Closing the stream aborts what is left.
     *
     * @return the chunks, in order
     * @throws IllegalStateException if the stream is being read already
     */
    Stream<C> chunks();

    /**
     * Returns what will be the outcome. It always settles: with a result if the stream was completed or aborted, and
     * with the exception that ended it otherwise. A thread that waits for it while nobody else reads has the rest of the
     * stream read first.
     *
     * @return a future of its own for each call; cancelling it does nothing to the stream
     */
    CompletableFuture<StreamResult> result();

    /**
     * Reads what is left.
     *
     * @return the result
     * @throws dev.cuecard.error.PromptException if the stream ended badly; it carries the partial result
     */
    StreamResult collect();

    /** Ends the stream now: the exchange is cancelled and the iteration ends quietly. Does nothing once it has ended. */
    void abort();

    /** Aborts a stream that has not ended. */
    @Override
    void close();
}

package dev.cuecard.exchange;

import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.StreamResult;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The face of an {@link Exchange} that is read by blocking.
 *
 * <p>It is what the caller holds, and the only thing that tells of the caller's forgetting: the exchange is known to the
 * timer and to its connection, so it must never refer back here.
 *
 * @param <C> the provider's chunk
 */
public final class BlockingStream<C extends Chunk> implements ChunkStream<C> {

    private final Exchange<C> exchange;
    private final Cleaner.Cleanable forgotten;
    private final ReadClaim claim;

    /**
     * Makes a stream.
     *
     * @param exchange the call, started and not sent
     */
    public BlockingStream(Exchange<C> exchange) {
        this.exchange = exchange;
        this.claim = new ReadClaim(exchange);
        this.forgotten = Forgotten.watch(this, exchange, claim::abandoned);
    }

    @Override
    public String traceId() {
        return exchange.span().traceId();
    }

    @Override
    public String spanId() {
        return exchange.span().spanId();
    }

    @Override
    public Iterator<C> iterator() {
        if (!claim.take()) {
            throw new IllegalStateException(
                    "This stream has a reader already, and it can be read once. Call stream() again for another"
                            + " reply, or collect() the rest from the loop that reads it.");
        }
        return new ChunkIterator();
    }

    @Override
    public Iterable<String> text() {
        return () -> {
            Iterator<C> chunks = iterator();
            return new TextIterator(chunks);
        };
    }

    @Override
    public Stream<C> chunks() {
        Spliterator<C> spliterator =
                Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED | Spliterator.NONNULL);
        return StreamSupport.stream(spliterator, false).onClose(this::close);
    }

    @Override
    public CompletableFuture<StreamResult> result() {
        return claim.result();
    }

    @Override
    public StreamResult collect() {
        // What a loop has left over, or all of it: both are read here.
        claim.take();
        claim.reading();
        try {
            return exchange.finishReading();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void abort() {
        exchange.abort();
    }

    @Override
    public void close() {
        exchange.abort();
        forgotten.clean();
    }

    @Override
    public String toString() {
        return "ChunkStream[" + exchange + "]";
    }

    private final class ChunkIterator implements Iterator<C> {

        private @Nullable C ahead;

        @Override
        public boolean hasNext() {
            if (ahead == null) {
                claim.reading();
                try {
                    ahead = exchange.next();
                } finally {
                    Reference.reachabilityFence(BlockingStream.this);
                }
            }
            return ahead != null;
        }

        @Override
        public C next() {
            if (!hasNext()) {
                throw new NoSuchElementException("The stream has ended: ask hasNext() first");
            }
            C chunk = ahead;
            ahead = null;
            if (chunk == null) {
                throw new NoSuchElementException();
            }
            return chunk;
        }
    }

    private final class TextIterator implements Iterator<String> {

        private final Iterator<C> chunks;
        private String ahead = "";

        TextIterator(Iterator<C> chunks) {
            this.chunks = chunks;
        }

        @Override
        public boolean hasNext() {
            while (ahead.isEmpty() && chunks.hasNext()) {
                ahead = chunks.next().content();
            }
            return !ahead.isEmpty();
        }

        @Override
        public String next() {
            if (!hasNext()) {
                throw new NoSuchElementException("The stream has ended: ask hasNext() first");
            }
            String text = ahead;
            ahead = "";
            return text;
        }
    }
}

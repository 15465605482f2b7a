package dev.cuecard.life;

import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.TypedPrompt;
import dev.cuecard.life.Reading.Face;
import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.ChunkStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A stream from which the test takes one chunk after another, when it likes. */
interface OneByOne {

    /** The next chunk; empty when the stream is complete. */
    Optional<Chunk> next() throws Exception;

    CompletableFuture<Object> settled();

    void abort();

    static OneByOne of(Face face, TypedPrompt<?> prompt) {
        return face == Face.SYNC ? new Pulled(prompt.stream()) : new Pushed(prompt.streamAsync());
    }

    /** Advances an iterator. */
    final class Pulled implements OneByOne {

        private final ChunkStream<?> stream;
        private final Iterator<? extends Chunk> chunks;

        private Pulled(ChunkStream<?> stream) {
            this.stream = stream;
            this.chunks = stream.iterator();
        }

        @Override
        public Optional<Chunk> next() {
            return chunks.hasNext() ? Optional.of(chunks.next()) : Optional.empty();
        }

        @Override
        public CompletableFuture<Object> settled() {
            return EndingsTable.settled(stream.result());
        }

        @Override
        public void abort() {
            stream.abort();
        }
    }

    /** Requests a chunk and waits until it is pushed. */
    final class Pushed implements OneByOne, Flow.Subscriber<Chunk> {

        private final AsyncChunkStream<?> stream;
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        private final BlockingQueue<Optional<Chunk>> pushed = new LinkedBlockingQueue<>();

        private Pushed(AsyncChunkStream<?> stream) {
            this.stream = stream;
            stream.subscribe(this);
        }

        @Override
        public Optional<Chunk> next() throws Exception {
            // The end may come without.
            assertThat(pushed).as("chunks that were not requested").noneMatch(Optional::isPresent);
            subscription.get(PATIENCE_SECONDS, TimeUnit.SECONDS).request(1);
            Optional<Chunk> next = pushed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("a chunk, or the end").isNotNull();
            return next;
        }

        @Override
        public CompletableFuture<Object> settled() {
            return EndingsTable.settled(stream.result());
        }

        @Override
        public void abort() {
            stream.abort();
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.complete(given);
        }

        @Override
        public void onNext(Chunk chunk) {
            pushed.add(Optional.of(chunk));
        }

        @Override
        public void onError(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void onComplete() {
            pushed.add(Optional.empty());
        }
    }
}

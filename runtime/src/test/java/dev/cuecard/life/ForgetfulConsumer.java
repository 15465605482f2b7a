package dev.cuecard.life;

import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;

import dev.cuecard.TypedPrompt;
import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.StreamResult;
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/**
 * What callers do who then let go of all that they had of a stream. Each does it in a method of its own: once that has
 * returned, no frame of the thread's refers to the stream any more.
 */
enum ForgetfulConsumer {
    /** Asks for no result: whoever holds that of an unread stream may still come and wait for it, which reads the stream. */
    NEVER_ITERATES(Manner.CLOSES) {
        @Override
        Memory useAndForget(TypedPrompt<?> prompt, TableCase cell) {
            ChunkStream<?> stream = prompt.stream();
            return new Memory(stream.spanId(), Optional.empty(), new WeakReference<>(stream));
        }
    },
    READS_IN_PART(Manner.LEAVES_AT_TEXT) {
        @Override
        Memory useAndForget(TypedPrompt<?> prompt, TableCase cell) {
            ChunkStream<?> stream = prompt.stream();
            Memory memory = memory(stream.spanId(), stream.result(), stream);
            Iterator<? extends Chunk> chunks = stream.iterator();
            while (!cell.took(chunks.next())) {
                // The thinking comes first.
            }
            return memory;
        }
    },
    NEVER_SUBSCRIBES(Manner.CLOSES) {
        @Override
        Memory useAndForget(TypedPrompt<?> prompt, TableCase cell) {
            AsyncChunkStream<?> stream = prompt.streamAsync();
            return memory(stream.spanId(), stream.result(), stream);
        }
    },
    SUBSCRIBES_AND_REQUESTS_A_PART(Manner.LEAVES_AT_TEXT) {
        @Override
        Memory useAndForget(TypedPrompt<?> prompt, TableCase cell) throws Exception {
            AsyncChunkStream<?> stream = prompt.streamAsync();
            Memory memory = memory(stream.spanId(), stream.result(), stream);
            CompletableFuture<Void> partTaken = new CompletableFuture<>();
            stream.subscribe(new OneByOne(cell, partTaken));
            partTaken.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return memory;
        }
    };

    /**
     * What is left of a stream.
     *
     * @param settled what the result settles with, a result or an exception; empty where none was asked for
     */
    record Memory(String spanId, Optional<CompletableFuture<Object>> settled, WeakReference<?> stream) {}

    private final Manner manner;

    ForgetfulConsumer(Manner manner) {
        this.manner = manner;
    }

    Manner manner() {
        return manner;
    }

    abstract Memory useAndForget(TypedPrompt<?> prompt, TableCase cell) throws Exception;

    private static Memory memory(String spanId, CompletableFuture<StreamResult> result, Object stream) {
        return new Memory(spanId, Optional.of(EndingsTable.settled(result)), new WeakReference<>(stream));
    }

    /** A subscriber that requests a chunk at a time, up to one with text. */
    private static final class OneByOne implements Flow.Subscriber<Chunk> {

        private final TableCase cell;
        private final CompletableFuture<Void> partTaken;
        private Flow.Subscription subscription;

        OneByOne(TableCase cell, CompletableFuture<Void> partTaken) {
            this.cell = cell;
            this.partTaken = partTaken;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(1);
        }

        @Override
        public void onNext(Chunk chunk) {
            if (cell.took(chunk)) {
                partTaken.complete(null);
            } else {
                subscription.request(1);
            }
        }

        @Override
        public void onError(Throwable failure) {
            partTaken.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            partTaken.completeExceptionally(new AssertionError("complete before its text"));
        }
    }
}

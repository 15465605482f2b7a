package dev.cuecard.life;

import dev.cuecard.TypedPrompt;
import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.ChunkStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A stream that is read on a thread which the test does not wait for: its own, or one of the client's.
 *
 * @param settled what the result settles with: a result or an exception
 * @param over settled when the reader has come to an end, with what it was thrown or null
 */
record Reading(CompletableFuture<Object> settled, CompletableFuture<Throwable> over, Runnable abort) {

    /** The ways to read. */
    enum Face {
        SYNC,
        ASYNC;

        Reading read(TypedPrompt<?> prompt, Consumer<Chunk> onChunk) {
            return this == SYNC ? blocking(prompt.stream(), onChunk) : pushed(prompt.streamAsync(), onChunk);
        }
    }

    private static Reading blocking(ChunkStream<?> stream, Consumer<Chunk> onChunk) {
        CompletableFuture<Object> settled = EndingsTable.settled(stream.result());
        CompletableFuture<Throwable> over = new CompletableFuture<>();
        // Named as the threads of the client's are, where it has platform threads: they are found alike.
        Thread reader = new Thread(
                () -> {
                    Throwable thrown = null;
                    try {
                        stream.iterator().forEachRemaining(onChunk);
                    } catch (Throwable e) {
                        thrown = e;
                    }
                    over.complete(thrown);
                },
                "cuecard-0");
        reader.setDaemon(true);
        reader.start();
        return new Reading(settled, over, stream::abort);
    }

    private static Reading pushed(AsyncChunkStream<?> stream, Consumer<Chunk> onChunk) {
        CompletableFuture<Object> settled = EndingsTable.settled(stream.result());
        CompletableFuture<Throwable> over = stream.forEach(onChunk).handle((result, failure) -> failure);
        return new Reading(settled, over, stream::abort);
    }
}

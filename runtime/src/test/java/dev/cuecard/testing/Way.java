package dev.cuecard.testing;

import dev.cuecard.TypedPrompt;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.StreamResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The ways in which a prompt is called, so that a test can go through all of them. */
public enum Way {
    STREAM {
        @Override
        public Outcome call(TypedPrompt<?> prompt) {
            List<String> contents = new ArrayList<>();
            ChunkStream<?> stream = prompt.stream();
            @Nullable Throwable thrown = null;
            try {
                for (Chunk chunk : stream) {
                    add(chunk, contents);
                }
            } catch (RuntimeException e) {
                thrown = e;
            }
            Outcome settled = settled(contents, stream.result());
            if (settled.failure() != thrown) {
                throw new AssertionError("the iterator and the result disagree", thrown);
            }
            return settled;
        }
    },
    STREAM_ASYNC {
        @Override
        public Outcome call(TypedPrompt<?> prompt) {
            List<String> contents = new CopyOnWriteArrayList<>();
            return settled(contents, prompt.streamAsync().forEach(chunk -> add(chunk, contents)));
        }
    },
    CALL {
        @Override
        public Outcome call(TypedPrompt<?> prompt) {
            try {
                return new Outcome(List.of(), prompt.call(), null);
            } catch (RuntimeException e) {
                return new Outcome(List.of(), null, e);
            }
        }
    },
    CALL_ASYNC {
        @Override
        public Outcome call(TypedPrompt<?> prompt) {
            return settled(List.of(), prompt.callAsync());
        }
    };

    /** What a call brought: the contents of its chunks where it was streamed, and a result or an exception. */
    public record Outcome(
            List<String> contents,
            @Nullable StreamResult settled,
            @Nullable Throwable failure) {

        /** The result of a call that did not fail. */
        public StreamResult result() {
            if (settled == null) {
                throw new AssertionError("the call failed", failure);
            }
            return settled;
        }

        /** What the call failed with. */
        public Throwable thrown() {
            if (failure == null) {
                throw new AssertionError("the call did not fail, but gave " + settled);
            }
            return failure;
        }
    }

    /** Calls a prompt to its end. */
    public abstract Outcome call(TypedPrompt<?> prompt);

    /** Calls any prompt to its end. */
    Outcome call(MockModel mock) {
        return call(HandWrittenPrompt.with(mock.client()));
    }

    /** Whether the reply is asked for piece by piece. */
    public boolean streams() {
        return this == STREAM || this == STREAM_ASYNC;
    }

    private static void add(Chunk chunk, List<String> contents) {
        if (!chunk.content().isEmpty()) {
            contents.add(chunk.content());
        }
    }

    private static Outcome settled(List<String> contents, CompletableFuture<StreamResult> future) {
        try {
            StreamResult result = future.get(ScriptedServer.PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new Outcome(List.copyOf(contents), result, null);
        } catch (ExecutionException e) {
            return new Outcome(List.copyOf(contents), null, e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the call did not end", e);
        }
    }
}

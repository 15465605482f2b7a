package dev.cuecard.faults;

import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.PromptClient;
import dev.cuecard.TypedPrompt;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.faults.Answer.Close;
import dev.cuecard.faults.Answer.End;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Received;
import dev.cuecard.kit.ScriptedServer.Wire;
import dev.cuecard.message.Message;
import dev.cuecard.provider.MockWriter.Reply;
import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.Usage;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** Lets the caller and the server of a case meet, over a socket of their own. */
final class Meeting {

    private static final OkHttpClient ANY_CLIENT = new OkHttpClient();
    private static final Duration SHORT = Duration.ofMillis(150);
    /** Tells the call that comes after the fault from the one before, which may end before it is sent. */
    private static final String NEXT = "And then?";

    private static final String LATER = "And all is well.";

    private final FaultCase each;
    private final Answer answer;
    private final ExecutorService others;
    private final Verdict verdict;
    private final CompletableFuture<Void> sent = new CompletableFuture<>();

    /** Done when the caller was handed all that he waits for, or will not be handed any more. */
    private final CompletableFuture<Void> handed = new CompletableFuture<>();

    Meeting(FaultCase each, ExecutorService others) {
        this.each = each;
        this.answer = Answer.of(each);
        this.others = others;
        this.verdict = new Verdict(each, answer);
        if (each.caller().isHandedAllChunks() && answer.told().chunks() == 0) {
            handed.complete(null);
        }
    }

    void run() throws Exception {
        ConnectionPool pool = new ConnectionPool(5, 5, TimeUnit.MINUTES);
        try (ScriptedServer server = ScriptedServer.answering(this::serve)) {
            PromptClient client = each.protocol()
                    .clientOf(server)
                    .maxEventBytes(Answer.MAX_EVENT_BYTES)
                    .httpClient(ANY_CLIENT.newBuilder().connectionPool(pool).build())
                    .build();
            meet(prompt(client, CallOptions.defaults().retries(Retries.none()).timeouts(timeouts()), "Now."));
            // Whatever came before, the next call knows nothing of it.
            assertThat(prompt(client, CallOptions.defaults(), NEXT).stream()
                            .collect()
                            .text())
                    .as("the next reply")
                    .isEqualTo(LATER);
            await("connections closed or idle", () -> pool.idleConnectionCount() == pool.connectionCount());
            pool.evictAll();
            server.awaitNoConnections();
        }
    }

    private static Reply goodReply() {
        OptionalLong unknown = OptionalLong.empty();
        return new Reply(
                "some-model",
                List.of(LATER),
                "",
                List.of(),
                Kind.STOP,
                new Usage(unknown, unknown, unknown, unknown, unknown));
    }

    private TypedPrompt<?> prompt(PromptClient client, CallOptions options, String words) {
        return each.protocol().prompt(client, options, List.of(Message.user(words)));
    }

    /** Deadlines are far off but where nothing else ends the call, and there it is one of them alone. */
    private Timeouts timeouts() {
        if (answer.end() != End.TIMED_OUT || each.caller().isAborted()) {
            return Timeouts.defaults();
        }
        if (each.form(3) == 0) {
            return Timeouts.defaults().total(SHORT);
        }
        return answer.told().chunks() == 0
                ? Timeouts.defaults().firstChunk(SHORT)
                : Timeouts.defaults().idle(SHORT);
    }

    /** Once the caller has what he waits for, or the server has sent all there will be. */
    private void awaitTimeToAbort() {
        CompletableFuture.anyOf(handed, sent)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private void serve(Received request, Wire wire) throws Exception {
        if (request.body().contains(NEXT)) {
            each.protocol().replying(goodReply()).answer(request, wire);
            return;
        }
        try {
            new Serving(each, answer).send(wire, () -> {
                sent.complete(null);
                if (answer.close() == Close.RESET && each.caller().isHandedAllChunks()) {
                    awaitHanded();
                }
            });
        } finally {
            sent.complete(null);
        }
    }

    private void awaitHanded() {
        handed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private void meet(TypedPrompt<?> prompt) throws Exception {
        switch (each.caller()) {
            case ITERATES, ITERATES_AND_BREAKS_OUT, ITERATES_AND_IS_ABORTED, COLLECTS -> block(prompt.stream());
            case SUBSCRIBES, SUBSCRIBES_AND_ABORTS, SUBSCRIBES_AND_IS_ABORTED -> subscribe(prompt.streamAsync());
            case CALLS -> {
                CompletableFuture<StreamResult> called = CompletableFuture.supplyAsync(prompt::call, others);
                Object settled = outcome(called);
                verdict.check(settled, settled instanceof Throwable thrown ? thrown : null);
            }
        }
    }

    private void block(ChunkStream<?> stream) throws Exception {
        CompletableFuture<Object> settled = stream.result().handle((good, bad) -> bad == null ? good : bad);
        CompletableFuture<Void> aborter = aborter(stream::abort);
        CompletableFuture<Object> consumed = CompletableFuture.supplyAsync(() -> consume(stream), others);
        Object thrown = consumed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        aborter.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        verdict.check(settled.get(PATIENCE_SECONDS, TimeUnit.SECONDS), thrown instanceof Throwable t ? t : null);
    }

    /** Does what the caller does with a stream, and gives what it was thrown, or else the stream. */
    private Object consume(ChunkStream<?> stream) {
        try (stream) {
            if (each.caller() == Caller.COLLECTS) {
                return stream.collect();
            }
            for (Chunk chunk : stream) {
                if (take(chunk)) {
                    break;
                }
            }
            return stream;
        } catch (RuntimeException | Error e) {
            return e;
        } finally {
            handed.complete(null);
        }
    }

    private void subscribe(AsyncChunkStream<?> stream) throws Exception {
        CompletableFuture<Object> settled = stream.result().handle((good, bad) -> bad == null ? good : bad);
        CompletableFuture<Void> aborter = aborter(stream::abort);
        Object told = outcome(stream.forEach(chunk -> {
            if (take(chunk)) {
                stream.abort();
            }
        }));
        handed.complete(null);
        aborter.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        verdict.check(
                settled.get(PATIENCE_SECONDS, TimeUnit.SECONDS), told instanceof Throwable thrown ? thrown : null);
    }

    /** Takes a chunk, and tells whether the caller has enough. */
    private boolean take(Chunk chunk) {
        int count = verdict.take(chunk);
        if (count >= (each.caller().isHandedAllChunks() ? answer.told().chunks() : each.patience())) {
            handed.complete(null);
        }
        return each.caller().leaves() && count >= each.patience();
    }

    private CompletableFuture<Void> aborter(Runnable abort) {
        if (!each.caller().isAborted()) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.runAsync(
                () -> {
                    awaitTimeToAbort();
                    abort.run();
                },
                others);
    }

    private static Object outcome(CompletableFuture<StreamResult> future)
            throws InterruptedException, TimeoutException {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("waiting for %s", what).isNegative();
            Thread.onSpinWait();
        }
    }
}

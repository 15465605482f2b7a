package dev.cuecard.life;

import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.PromptClient;
import dev.cuecard.TypedPrompt;
import dev.cuecard.kit.Protocol;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.message.Message;
import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.StreamResult;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** A server and a client of one protocol, that all cells of the table share: each request says whose it is. */
final class EndingsTable implements AutoCloseable {

    private static final Pattern WHOSE = Pattern.compile("cell-(\\d+)-");

    /** How many cells are run at once. */
    static final int AT_ONCE = 8;

    /** More than there can be, so that no connection that could be kept is dropped. */
    private static final int KEPT = 100;

    private static final AttributeKey<String> ENDING = AttributeKey.stringKey("cuecard.stream.ending");
    private static final AttributeKey<String> TOLD_SPAN_ID = AttributeKey.stringKey("cuecard.told.span_id");

    private final Protocol protocol;
    private final ExecutorService others;
    private final Map<String, TableCase> cells = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final ConnectionPool pool = new ConnectionPool(KEPT, 5, TimeUnit.MINUTES);
    private final ScriptedServer server;
    private final PromptClient client;

    EndingsTable(Protocol protocol, ExecutorService others) {
        this.protocol = protocol;
        this.others = others;
        this.server = ScriptedServer.answering((request, wire) -> {
            Matcher whose = WHOSE.matcher(request.body());
            assertThat(whose.find()).isTrue();
            cells.get(whose.group(1)).serve(wire);
        });
        this.client = protocol.clientOf(server)
                .httpClient(new OkHttpClient.Builder().connectionPool(pool).build())
                .openTelemetry(OpenTelemetrySdk.builder()
                        .setTracerProvider(SdkTracerProvider.builder()
                                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                                .build())
                        .build())
                .build();
    }

    void run(Course course, BlockingConsumer consumer) throws Exception {
        TableCase cell = new TableCase(protocol, course, consumer.manner());
        ChunkStream<?> stream = prompt(cell).stream();
        CompletableFuture<Object> settled = settled(stream.result());
        CompletableFuture<Void> aborter = aborter(cell, Thread.currentThread(), stream::abort);
        Throwable thrown = thrownBy(() -> consumer.consume(stream, cell));
        abortTooLate(cell, stream::abort);

        cell.check(settled.get(PATIENCE_SECONDS, TimeUnit.SECONDS), thrown);
        // Asked again, it says the same.
        Throwable again = thrownBy(() -> assertThat(stream.collect()).isSameAs(settled.join()));
        assertThat((Object) again).isSameAs(settled.join() instanceof Throwable ? settled.join() : null);
        checkSpan(cell, stream.spanId());
        aborter.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    void run(Course course, PushedConsumer consumer) throws Exception {
        TableCase cell = new TableCase(protocol, course, consumer.manner());
        AsyncChunkStream<?> stream = prompt(cell).streamAsync();
        CompletableFuture<Object> settled = settled(stream.result());
        CompletableFuture<Void> aborter = aborter(cell, null, stream::abort);
        Throwable thrown = thrownBy(() -> consumer.consume(stream, cell));
        abortTooLate(cell, stream::abort);

        cell.check(settled.get(PATIENCE_SECONDS, TimeUnit.SECONDS), thrown);
        checkSpan(cell, stream.spanId());
        aborter.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** A stream that nobody holds any more, for the garbage collector to find: it ends as if its holder had aborted it. */
    record Forgotten(EndingsTable table, TableCase cell, ForgetfulConsumer.Memory memory) {

        boolean hasEnded() {
            return memory.settled()
                    .map(CompletableFuture::isDone)
                    .orElseGet(() -> !table.ended(memory.spanId()).isEmpty());
        }

        void check() {
            assertThat(hasEnded()).isTrue();
            assertThat((Object) memory.stream().get()).isNull();
            if (memory.settled().isPresent()) {
                cell.check(memory.settled().get().join(), null);
            } else {
                cell.checkNothingWasSent();
            }
            table.checkSpan(cell, memory.spanId());
        }
    }

    Forgotten forget(Course course, ForgetfulConsumer consumer) throws Exception {
        TableCase cell = new TableCase(protocol, course, consumer.manner());
        cell.leaves();
        return new Forgotten(this, cell, consumer.useAndForget(prompt(cell), cell));
    }

    private TypedPrompt<?> prompt(TableCase cell) {
        String number = String.valueOf(numbers.getAndIncrement());
        cells.put(number, cell);
        return protocol.prompt(client, cell.options(), List.of(Message.user("cell-" + number + "-")));
    }

    /** A stage of the result: to wait for it does not read the stream, as to wait for the result itself would. */
    static CompletableFuture<Object> settled(CompletableFuture<StreamResult> result) {
        return result.handle((good, failure) -> failure == null ? good : failure);
    }

    private CompletableFuture<Void> aborter(TableCase cell, Thread reader, Runnable abort) {
        if (!cell.needsAnAborter()) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.runAsync(
                () -> {
                    cell.awaitTimeToAbort(reader);
                    abort.run();
                },
                others);
    }

    private void abortTooLate(TableCase cell, Runnable abort) throws Exception {
        if (cell.isAbortedTooLate()) {
            CompletableFuture.runAsync(abort, others).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** What a consumer does with its stream. */
    private interface Consuming {
        void run() throws Exception;
    }

    /** What is thrown. What a test finds wrong is no part of that. */
    private static Throwable thrownBy(Consuming consuming) {
        try {
            consuming.run();
            return null;
        } catch (Exception e) {
            return e;
        }
    }

    private void checkSpan(TableCase cell, String spanId) {
        ScriptedServer.await("the span", () -> !ended(spanId).isEmpty());
        assertThat(ended(spanId))
                .singleElement()
                .satisfies(span -> assertThat(span.getAttributes().get(ENDING)).isEqualTo(cell.endingName()));
    }

    /** The spans of a call. One that the SDK was slow to start, as its first may be, says which id the caller was told. */
    private List<SpanData> ended(String spanId) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getSpanId().equals(spanId)
                        || spanId.equals(span.getAttributes().get(TOLD_SPAN_ID)))
                .toList();
    }

    /** When all cells are done: as many spans as calls, and every connection is closed or free for the next call. */
    void checkNothingIsLeft() {
        assertThat(spans.getFinishedSpanItems().size()).as("spans ended").isEqualTo(numbers.get());
        ScriptedServer.await("idle connections", () -> pool.idleConnectionCount() == pool.connectionCount());
        if (cells.values().stream().anyMatch(TableCase::keepsItsConnection)) {
            assertThat(pool.connectionCount()).as("connections kept").isPositive();
        }
        // Some cells begin while others are giving their connections back.
        int ended = (int)
                cells.values().stream().filter(TableCase::endsItsConnection).count();
        assertThat(server.connections())
                .as(
                        "connections made for %s calls, %s of which ended theirs",
                        server.requests().size(), ended)
                .isLessThanOrEqualTo(ended + 2 * AT_ONCE);
        pool.evictAll();
        server.awaitNoConnections();
    }

    @Override
    public void close() {
        server.close();
    }
}

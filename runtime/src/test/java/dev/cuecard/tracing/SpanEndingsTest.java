package dev.cuecard.tracing;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.error;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.refusal;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.Chunks.usage;
import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static dev.cuecard.kit.ScriptedServer.body;
import static dev.cuecard.kit.ScriptedServer.events;
import static dev.cuecard.tracing.Recorder.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.error.ServerException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.RefusalException;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.StreamTimeoutException;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However a call ends, one span is ended once, and says how, with the text and the usage that were received. */
@Timeout(120)
@NullUnmarked
class SpanEndingsTest {

    private static final String PARTIAL = text("hel");

    private static Script thenNothing(String... data) {
        return (request, wire) -> {
            wire.beginStream();
            for (String event : data) {
                wire.event(event);
            }
            wire.awaitClientGone();
        };
    }

    private static Script thenCut(String... data) {
        return (request, wire) -> {
            wire.beginStream();
            for (String event : data) {
                wire.event(event);
            }
            wire.cut();
        };
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of("Completed", events(usage(3, 2), PARTIAL, finish("stop"), DONE), null),
                Arguments.of("Aborted", thenNothing(usage(3, 2), PARTIAL), null),
                Arguments.of("TimedOut", thenNothing(usage(3, 2), PARTIAL), StreamTimeoutException.class),
                Arguments.of(
                        "Refused",
                        events(usage(3, 2), PARTIAL, refusal("no"), finish("stop"), DONE),
                        RefusalException.class),
                Arguments.of("Interrupted", thenCut(usage(3, 2), PARTIAL), StreamInterruptedException.class),
                Arguments.of(
                        "Failed", body(500, "application/json", error("server_error", "x")), ServerException.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endings")
    void a_stream_that_is_read(String ending, Script script, Class<?> error) {
        Recorder recorder = new Recorder();
        try (ScriptedServer server = ScriptedServer.answering(script)) {
            ChunkStream<OpenAiChunk> stream = prompt(recorder, server, ending).stream();
            try {
                for (OpenAiChunk chunk : stream) {
                    if (ending.equals("Aborted") && !chunk.content().isEmpty()) {
                        stream.abort();
                    }
                }
            } catch (RuntimeException e) {
                assertThat(e).isInstanceOf(error);
            }
            stream.close();

            check(recorder.span(), ending, error);
            assertThat(recorder.span().getSpanId()).isEqualTo(stream.spanId());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endings")
    void a_stream_that_is_pushed(String ending, Script script, Class<?> error) throws Exception {
        Recorder recorder = new Recorder();
        try (ScriptedServer server = ScriptedServer.answering(script)) {
            AsyncChunkStream<OpenAiChunk> stream =
                    prompt(recorder, server, ending).streamAsync();
            CompletableFuture<StreamResult> unused = stream.forEach(chunk -> {
                if (ending.equals("Aborted") && !chunk.content().isEmpty()) {
                    stream.abort();
                }
            });
            Throwable failure =
                    stream.result().handle((result, thrown) -> thrown).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(unused).isNotNull();

            assertThat(failure == null).isEqualTo(error == null);
            check(recorder.span(), ending, error);
            assertThat(recorder.span().getSpanId()).isEqualTo(stream.spanId());
        }
    }

    private static HandWrittenPrompt prompt(Recorder recorder, ScriptedServer server, String ending) {
        Timeouts hasty = Timeouts.defaults().idle(Duration.ofMillis(200));
        return HandWrittenPrompt.with(
                recorder.clientOf(server).captureContent(true).build(),
                CallOptions.defaults()
                        .retries(Retries.none())
                        .timeouts(ending.equals("TimedOut") ? hasty : Timeouts.defaults()));
    }

    private static void check(SpanData span, String ending, Class<?> error) {
        Map<String, Object> attributes = attributes(span);
        assertThat(span.hasEnded()).isTrue();
        assertThat(attributes).containsEntry("cuecard.stream.ending", ending);
        if (error == null) {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
            assertThat(attributes).doesNotContainKey("error.type");
        } else {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getStatus().getDescription()).isNotBlank();
            assertThat(attributes).containsEntry("error.type", error.getName());
        }
        if (ending.equals("Failed")) {
            assertThat(attributes).doesNotContainKeys("gen_ai.output.messages", "gen_ai.usage.input_tokens");
        } else {
            assertThat(attributes)
                    .containsEntry("gen_ai.usage.input_tokens", 3L)
                    .containsEntry("gen_ai.usage.output_tokens", 2L);
            assertThat(attributes.get("gen_ai.output.messages").toString()).contains("hel");
        }
    }

    @Test
    void a_stream_that_nobody_reads_ends_its_span_when_it_is_closed() {
        Recorder recorder = new Recorder();
        try (ScriptedServer server = ScriptedServer.answering(events(DONE))) {
            ChunkStream<OpenAiChunk> stream = prompt(recorder, server, "").stream();
            assertThat(recorder.spans()).isEmpty();
            stream.close();

            assertThat(attributes(recorder.span()))
                    .containsEntry("cuecard.stream.ending", "Aborted")
                    .containsEntry("cuecard.attempts", 0L)
                    .doesNotContainKey("server.address");
        }
    }

    @Test
    void whoever_gets_to_know_of_an_ending_that_another_thread_brought_about_finds_the_span_ended() {
        Thread reader = Thread.currentThread();
        AtomicBoolean known = new AtomicBoolean();
        Recorder recorder = new Recorder(new SpanProcessor() {
            @Override
            public void onStart(Context parent, ReadWriteSpan span) {
                assertThat(span).isNotNull();
            }

            @Override
            public boolean isStartRequired() {
                return false;
            }

            @Override
            public void onEnd(ReadableSpan span) {
                // Until the reader is left with nothing but to wait for the ending, or has got to know of it.
                while (reader.getState() != Thread.State.WAITING && !known.get()) {
                    Thread.onSpinWait();
                }
            }

            @Override
            public boolean isEndRequired() {
                return true;
            }
        });
        try (ScriptedServer server = ScriptedServer.answering(thenNothing(PARTIAL))) {
            ChunkStream<OpenAiChunk> stream = prompt(recorder, server, "TimedOut").stream();
            assertThatThrownBy(() -> stream.forEach(chunk -> {})).isInstanceOf(StreamTimeoutException.class);
            int ended = recorder.spans().size();
            known.set(true);

            assertThat(ended).isEqualTo(1);
        }
    }

    @Test
    void spans_are_ended_once_each_where_readers_aborters_and_deadlines_race() throws Exception {
        int calls = 300;
        Recorder recorder = new Recorder();
        ExecutorService others = Executors.newFixedThreadPool(2);
        Set<String> told = new HashSet<>();
        List<CompletableFuture<StreamResult>> results = new ArrayList<>();
        try (ScriptedServer server = ScriptedServer.answering(events(PARTIAL, text("lo"), finish("stop"), DONE))) {
            HandWrittenPrompt prompt = prompt(recorder, server, "");
            for (int i = 0; i < calls; i++) {
                ChunkStream<OpenAiChunk> stream = prompt.stream();
                told.add(stream.spanId());
                CompletableFuture<StreamResult> result = stream.result();
                results.add(result);
                CyclicBarrier start = new CyclicBarrier(3);
                for (int j = 0; j < 2; j++) {
                    others.execute(() -> {
                        await(start);
                        stream.abort();
                    });
                }
                await(start);
                stream.collect();
                result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }

            assertThat(recorder.spans()).hasSize(calls);
            assertThat(recorder.spans().stream().map(SpanData::getSpanId)).containsExactlyInAnyOrderElementsOf(told);
            for (SpanData span : recorder.spans()) {
                StreamResult result = results.stream()
                        .map(CompletableFuture::join)
                        .filter(each -> each.spanId().equals(span.getSpanId()))
                        .findFirst()
                        .orElseThrow();
                assertThat(attributes(span))
                        .containsEntry(
                                "cuecard.stream.ending",
                                result.ending().getClass().getSimpleName());
            }
        } finally {
            others.shutdownNow();
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}

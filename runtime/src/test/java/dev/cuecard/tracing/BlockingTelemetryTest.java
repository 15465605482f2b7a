package dev.cuecard.tracing;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.Chunks.usage;
import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static dev.cuecard.kit.ScriptedServer.events;
import static dev.cuecard.tracing.Recorder.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.StreamResult;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Span processors and exporters that hang: the stream, its ending and its result come all the same, and once the hanging is
 * over nothing is missing.
 */
@Timeout(60)
class BlockingTelemetryTest {

    private static final long LONG_SECONDS = 10;

    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicBoolean callsHung = new AtomicBoolean();
    private final ScriptedServer server =
            ScriptedServer.answering(events(text("hel"), text("lo"), finish("stop"), usage(3, 2), DONE));

    /** Hangs until the test says so. Where it is a call that hangs, the test cannot, and so fails after a while. */
    private void hang() {
        try {
            if (!release.await(LONG_SECONDS, TimeUnit.SECONDS)) {
                callsHung.set(true);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private final SpanProcessor hangingAtStarts = new Processor() {
        @Override
        public void onStart(Context parent, ReadWriteSpan span) {
            hang();
        }
    };

    private final SpanProcessor hangingAtEnds = new Processor() {
        @Override
        public void onEnd(ReadableSpan span) {
            hang();
        }
    };

    /** A processor that does nothing. */
    private abstract static class Processor implements SpanProcessor {
        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return true;
        }

        @Override
        public void onEnd(ReadableSpan span) {}

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.close();
        assertThat(callsHung).isFalse();
    }

    private static void awaitSpans(Recorder recorder, int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (recorder.spans().size() < count) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(recorder.spans().size() + " spans of " + count);
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void where_ends_hang_every_way_to_end_ends_and_no_span_is_lost() throws Exception {
        Recorder recorder = new Recorder(hangingAtEnds);
        HandWrittenPrompt prompt =
                HandWrittenPrompt.with(recorder.clientOf(server).build());
        List<String> ended = new ArrayList<>();

        ChunkStream<OpenAiChunk> read = prompt.stream();
        assertThat(read.text()).containsExactly("hel", "lo");
        assertThat(read.result().get(PATIENCE_SECONDS, TimeUnit.SECONDS).text()).isEqualTo("hello");
        ended.add(read.spanId());

        ChunkStream<OpenAiChunk> aborted = prompt.stream();
        aborted.iterator().next();
        aborted.abort();
        assertThat(aborted.result().get(PATIENCE_SECONDS, TimeUnit.SECONDS).text())
                .isEqualTo("hel");
        ended.add(aborted.spanId());

        ChunkStream<OpenAiChunk> closed = prompt.stream();
        closed.close();
        ended.add(closed.spanId());

        AsyncChunkStream<OpenAiChunk> pushed = prompt.streamAsync();
        assertThat(pushed.collect().get(PATIENCE_SECONDS, TimeUnit.SECONDS).text())
                .isEqualTo("hello");
        ended.add(pushed.spanId());

        assertThat(recorder.spans()).isEmpty();
        assertThat(recorder.metricNames()).contains("gen_ai.client.operation.duration");
        release.countDown();
        awaitSpans(recorder, ended.size());
        assertThat(recorder.spans()).extracting(SpanData::getSpanId).containsExactlyElementsOf(ended);
        assertThat(recorder.spans())
                .extracting(span -> attributes(span).get("cuecard.stream.ending"))
                .containsExactly("Completed", "Aborted", "Aborted", "Completed");
    }

    @Test
    void a_span_s_times_are_those_of_the_call_however_late_its_end_is_told() {
        Recorder recorder = new Recorder(hangingAtEnds);
        HandWrittenPrompt prompt =
                HandWrittenPrompt.with(recorder.clientOf(server).build());
        prompt.stream().collect();
        StreamResult waiting = prompt.stream().collect();
        // Made after the other had ended, and before its span could.
        ChunkStream<OpenAiChunk> later = prompt.stream();
        release.countDown();
        later.close();
        awaitSpans(recorder, 3);

        SpanData late = recorder.spans().get(1);
        assertThat(late.getSpanId()).isEqualTo(waiting.spanId());
        assertThat(late.getEndEpochNanos())
                .isGreaterThan(late.getStartEpochNanos())
                .isLessThan(recorder.spans().get(2).getStartEpochNanos());
    }

    @Test
    void where_starts_hang_streams_are_read_with_ids_of_their_own_and_their_spans_come_late_and_whole() {
        Recorder recorder = new Recorder(hangingAtStarts);
        HandWrittenPrompt prompt = HandWrittenPrompt.with(
                recorder.clientOf(server).captureContent(true).build());
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ChunkStream<OpenAiChunk> stream = prompt.stream();
            assertThat(stream.traceId()).matches("[0-9a-f]{32}");
            assertThat(stream.spanId()).matches("[0-9a-f]{16}");
            told.add(stream.spanId());
            Iterator<String> words = stream.text().iterator();
            assertThat(words.next()).isEqualTo("hel");
            assertThat(stream.collect().text()).isEqualTo("hello");
        }
        assertThat(new HashSet<>(told)).hasSize(5);
        assertThat(recorder.spans()).isEmpty();

        release.countDown();
        awaitSpans(recorder, 5);
        assertThat(recorder.spans())
                .extracting(span -> attributes(span).get("cuecard.told.span_id"))
                .containsExactlyElementsOf(new ArrayList<Object>(told));
        assertThat(recorder.spans())
                .allSatisfy(span -> assertThat(attributes(span))
                        .containsEntry("cuecard.stream.ending", "Completed")
                        .containsEntry("gen_ai.usage.output_tokens", 2L)
                        .containsKeys("gen_ai.input.messages", "gen_ai.output.messages"));
    }

    @Test
    void a_processor_sees_its_caller_s_context_as_the_current_one() throws Exception {
        List<Context> seen = new ArrayList<>();
        Recorder recorder = new Recorder(new Processor() {
            @Override
            public void onStart(Context parent, ReadWriteSpan span) {
                seen.add(Context.current());
            }
        });
        Context callers = Context.root().with(ContextKey.named("tenant"), "acme");
        HandWrittenPrompt prompt =
                HandWrittenPrompt.with(recorder.clientOf(server).build());
        callers.wrap(() -> prompt.stream().collect()).call();

        assertThat(seen).containsExactly(callers);
    }
}

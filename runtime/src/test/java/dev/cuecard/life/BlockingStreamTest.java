package dev.cuecard.life;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.Chunks.usage;
import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static dev.cuecard.kit.ScriptedServer.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cuecard.PromptClient;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.Deadline;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamResult;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a consumer may do to a stream that it reads by blocking. */
@Timeout(60)
class BlockingStreamTest {

    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());

    private static ChunkStream<OpenAiChunk> stream(ScriptedServer server) {
        return stream(server, ONCE);
    }

    private static ChunkStream<OpenAiChunk> stream(ScriptedServer server, CallOptions options) {
        return HandWrittenPrompt.with(HandWrittenPrompt.clientOf(server).build(), options).stream();
    }

    private static StreamResult settled(CompletableFuture<StreamResult> result) throws Exception {
        return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** A script that sends an event and then says no more until the client has gone. */
    private static Script silentAfter(String event, CountDownLatch clientGone) {
        return (request, wire) -> {
            wire.beginStream();
            wire.event(event);
            wire.awaitClientGone();
            clientGone.countDown();
        };
    }

    @Test
    void a_chunk_is_handed_over_before_the_next_one_is_sent() throws Exception {
        CountDownLatch firstRead = new CountDownLatch(1);
        Script waiting = (request, wire) -> {
            wire.beginStream();
            wire.event(text("one"));
            if (!firstRead.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                wire.cut();
                return;
            }
            wire.event(finish("stop"));
            wire.event(DONE);
            wire.end();
        };
        try (ScriptedServer server = ScriptedServer.answering(waiting)) {
            Iterator<OpenAiChunk> chunks = stream(server).iterator();

            assertThat(chunks.next().content()).isEqualTo("one");
            firstRead.countDown();
            assertThat(chunks.next().choice().finishReason()).isPresent();
            assertThat(chunks.hasNext()).isFalse();
            assertThatThrownBy(chunks::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void leaving_the_loop_and_closing_aborts_and_keeps_what_came_and_closes_the_connection() throws Exception {
        CountDownLatch clientGone = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering(silentAfter(text("so far"), clientGone))) {
            ChunkStream<OpenAiChunk> stream = stream(server);
            try (stream) {
                for (OpenAiChunk chunk : stream) {
                    assertThat(chunk.content()).isEqualTo("so far");
                    break;
                }
            }

            StreamResult result = settled(stream.result());
            assertThat(result.ending()).isEqualTo(new Ending.Aborted());
            assertThat(result.aborted()).isTrue();
            assertThat(result.text()).isEqualTo("so far");
            assertThat(clientGone.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aborting_from_another_thread_wakes_a_blocked_reader_quietly_and_the_server_sees_it() throws Exception {
        CountDownLatch clientGone = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering(silentAfter(text("so far"), clientGone))) {
            ChunkStream<OpenAiChunk> stream = stream(server);
            CountDownLatch firstRead = new CountDownLatch(1);
            CompletableFuture<List<String>> reading = CompletableFuture.supplyAsync(() -> {
                List<String> read = new ArrayList<>();
                for (OpenAiChunk chunk : stream) {
                    read.add(chunk.content());
                    firstRead.countDown();
                }
                return read;
            });
            assertThat(firstRead.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

            stream.abort();

            assertThat(settled(stream.result()).text()).isEqualTo("so far");
            assertThat(reading.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).containsExactly("so far");
            assertThat(clientGone.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aborting_while_the_request_is_unanswered_settles_at_once() throws Exception {
        CountDownLatch clientGone = new CountDownLatch(1);
        Script mute = (request, wire) -> {
            wire.awaitClientGone();
            clientGone.countDown();
        };
        try (ScriptedServer server = ScriptedServer.answering(mute)) {
            ChunkStream<OpenAiChunk> stream = stream(server);
            CompletableFuture<Boolean> reading =
                    CompletableFuture.supplyAsync(() -> stream.iterator().hasNext());
            server.awaitRequest();

            stream.abort();

            assertThat(settled(stream.result()).ending()).isEqualTo(new Ending.Aborted());
            assertThat(reading.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isFalse();
            assertThat(clientGone.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void reading_on_after_an_abort_ends_quietly() throws Exception {
        CountDownLatch clientGone = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering(silentAfter(text("one"), clientGone))) {
            ChunkStream<OpenAiChunk> stream = stream(server);
            Iterator<OpenAiChunk> chunks = stream.iterator();
            chunks.next();

            stream.abort();
            stream.abort();

            assertThat(chunks.hasNext()).isFalse();
            assertThat(stream.collect().ending()).isEqualTo(new Ending.Aborted());
        }
    }

    @Test
    void a_stream_closed_before_it_is_read_sends_nothing_and_is_aborted() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(events(text("x"), finish("stop"), DONE))) {
            ChunkStream<OpenAiChunk> stream = stream(server);
            stream.close();

            StreamResult result = settled(stream.result());
            assertThat(result.ending()).isEqualTo(new Ending.Aborted());
            assertThat(result.attempts()).isZero();
            assertThat(stream.iterator().hasNext()).isFalse();
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void whoever_waits_for_the_result_of_a_stream_that_nobody_reads_gets_all_of_it() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(events(text("a"), text("b"), finish("stop"), DONE))) {
            assertThat(stream(server).result().join().text()).isEqualTo("ab");

            ChunkStream<OpenAiChunk> left = stream(server);
            for (OpenAiChunk chunk : left) {
                assertThat(chunk.content()).isEqualTo("a");
                break;
            }
            assertThat(settled(left.result()).text()).isEqualTo("ab");
        }
    }

    @Test
    void a_stream_that_is_never_read_is_ended_by_the_first_chunk_deadline() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(events(text("x"), finish("stop"), DONE))) {
            ChunkStream<OpenAiChunk> stream =
                    stream(server, ONCE.timeouts(Timeouts.defaults().firstChunk(Duration.ofMillis(200))));
            CountDownLatch settled = new CountDownLatch(1);
            AtomicReference<Throwable> failure = new AtomicReference<>();
            CompletableFuture<StreamResult> unused = stream.result().whenComplete((result, thrown) -> {
                failure.set(thrown);
                settled.countDown();
            });

            assertThat(settled.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(failure.get())
                    .hasMessageContaining("Nobody began to read")
                    .extracting("deadline")
                    .isEqualTo(Deadline.FIRST_CHUNK);
            assertThat(server.requests()).isEmpty();
            assertThat(stream).isNotNull();
        }
    }

    @Test
    void a_forgotten_stream_is_aborted_by_the_garbage_collector_and_its_connection_closed() throws Exception {
        CountDownLatch clientGone = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering(silentAfter(text("one"), clientGone))) {
            PromptClient client = HandWrittenPrompt.clientOf(server).build();
            CountDownLatch settled = new CountDownLatch(1);
            WeakReference<ChunkStream<OpenAiChunk>> forgotten = readOneAndForget(client, settled);

            for (int i = 0; i < 200 && !settled.await(100, TimeUnit.MILLISECONDS); i++) {
                System.gc();
            }

            assertThat(forgotten.get()).isNull();
            assertThat(settled.getCount()).isZero();
            assertThat(clientGone.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static WeakReference<ChunkStream<OpenAiChunk>> readOneAndForget(
            PromptClient client, CountDownLatch settled) {
        ChunkStream<OpenAiChunk> stream = HandWrittenPrompt.with(client, ONCE).stream();
        CompletableFuture<StreamResult> unused = stream.result().whenComplete((result, failure) -> settled.countDown());
        assertThat(stream.iterator().next().content()).isEqualTo("one");
        return new WeakReference<>(stream);
    }

    @Test
    void a_stream_is_read_once() {
        try (ScriptedServer server = ScriptedServer.answering(events(text("x"), finish("stop"), DONE))) {
            ChunkStream<OpenAiChunk> stream = stream(server);
            Iterator<OpenAiChunk> first = stream.iterator();

            assertThatThrownBy(stream::iterator)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("read once");
            assertThatThrownBy(stream::chunks).isInstanceOf(IllegalStateException.class);
            assertThat(first.next().content()).isEqualTo("x");
        }
    }

    @Test
    void collect_after_some_chunks_reads_the_rest_and_returns_all() {
        try (ScriptedServer server =
                ScriptedServer.answering(events(text("a"), text("b"), finish("stop"), usage(1, 1), DONE))) {
            ChunkStream<OpenAiChunk> stream = stream(server);
            Iterator<OpenAiChunk> chunks = stream.iterator();
            chunks.next();

            StreamResult result = stream.collect();

            assertThat(result.text()).isEqualTo("ab");
            assertThat(stream.collect().text()).isEqualTo("ab");
            assertThat(chunks.hasNext()).isFalse();
        }
    }

    @Test
    void text_gives_only_content_that_is_not_empty() {
        try (ScriptedServer server =
                ScriptedServer.answering(events(text(""), text("a"), text(""), text("b"), finish("stop"), DONE))) {
            assertThat(stream(server).text()).containsExactly("a", "b");
        }
    }

    @Test
    void a_limited_java_stream_that_is_closed_aborts_what_is_left() throws Exception {
        CountDownLatch clientGone = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering(silentAfter(text("one"), clientGone))) {
            ChunkStream<OpenAiChunk> stream = stream(server);
            try (var chunks = stream.chunks()) {
                assertThat(chunks.limit(1).map(Chunk::content).toList()).containsExactly("one");
            }

            assertThat(settled(stream.result()).ending()).isEqualTo(new Ending.Aborted());
            assertThat(clientGone.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_consumer_that_throws_keeps_its_own_exception_and_the_stream_is_aborted() throws Exception {
        CountDownLatch clientGone = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering(silentAfter(text("one"), clientGone))) {
            ChunkStream<OpenAiChunk> stream = stream(server);
            Throwable thrown = catchThrowable(() -> {
                try (stream) {
                    for (OpenAiChunk chunk : stream) {
                        throw new IllegalArgumentException("mine: " + chunk.content());
                    }
                }
            });

            assertThat(thrown).isInstanceOf(IllegalArgumentException.class).hasMessage("mine: one");
            assertThat(settled(stream.result()).ending()).isEqualTo(new Ending.Aborted());
        }
    }

    @Test
    void an_interrupted_reader_gets_a_clear_exception_and_keeps_its_flag() throws Exception {
        CountDownLatch clientGone = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering(silentAfter(text("one"), clientGone))) {
            ChunkStream<OpenAiChunk> stream = stream(server);
            Iterator<OpenAiChunk> chunks = stream.iterator();
            chunks.next();
            Thread.currentThread().interrupt();

            Throwable thrown = catchThrowable(chunks::hasNext);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(thrown).isInstanceOf(StreamInterruptedException.class).hasMessageContaining("interrupted");
            assertThat(((StreamInterruptedException) thrown).partial().text()).isEqualTo("one");
        }
    }

    @Test
    void ids_are_known_before_the_first_chunk_and_unique() {
        try (ScriptedServer server = ScriptedServer.answering(events(text("x"), finish("stop"), DONE))) {
            ChunkStream<OpenAiChunk> one = stream(server);
            ChunkStream<OpenAiChunk> other = stream(server);

            assertThat(one.traceId()).matches("[0-9a-f]{32}").isNotEqualTo(other.traceId());
            assertThat(one.spanId()).matches("[0-9a-f]{16}").isNotEqualTo(other.spanId());
            assertThat(one.collect().traceId()).isEqualTo(one.traceId());
            other.close();
        }
    }

    @Test
    void a_completed_stream_leaves_its_connection_for_the_next_call() {
        try (ScriptedServer server = ScriptedServer.answering(events(text("x"), finish("stop"), DONE))) {
            PromptClient client = HandWrittenPrompt.clientOf(server).build();
            for (int i = 0; i < 5; i++) {
                assertThat(HandWrittenPrompt.with(client).stream().collect().text())
                        .isEqualTo("x");
            }

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void cancelling_a_view_of_the_result_does_nothing_to_the_stream() {
        try (ScriptedServer server = ScriptedServer.answering(events(text("x"), finish("stop"), DONE))) {
            ChunkStream<OpenAiChunk> stream = stream(server);
            stream.result().cancel(true);
            stream.result().completeExceptionally(new IllegalStateException("not yours to settle"));

            assertThat(stream.collect().text()).isEqualTo("x");
        }
    }
}

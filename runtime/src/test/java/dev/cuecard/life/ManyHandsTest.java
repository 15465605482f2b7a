package dev.cuecard.life;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
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
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamResult;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Streams that are handed from thread to thread, waited for by others, interrupted, or held by a thread alone. */
@Timeout(60)
class ManyHandsTest {

    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());

    private static ChunkStream<OpenAiChunk> stream(ScriptedServer server) {
        return stream(server, ONCE);
    }

    private static ChunkStream<OpenAiChunk> stream(ScriptedServer server, CallOptions options) {
        return HandWrittenPrompt.with(HandWrittenPrompt.clientOf(server).build(), options).stream();
    }

    /** Sends one chunk, and the rest when it is told to. */
    private static Script inTwoParts(CountDownLatch firstSent, CountDownLatch goOn) {
        return (request, wire) -> {
            wire.beginStream();
            wire.event(text("a"));
            firstSent.countDown();
            goOn.await();
            wire.event(text("b"));
            wire.event(finish("stop"));
            wire.event(DONE);
            wire.end();
        };
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    /** Waits until a thread sits in a wait, such as that for a future. */
    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(thread.isAlive()).isTrue();
            Thread.onSpinWait();
        }
    }

    @Test
    void a_thread_that_hands_its_iterator_on_and_waits_for_the_result_leaves_the_reading_to_the_other()
            throws Exception {
        CountDownLatch firstSent = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering(inTwoParts(firstSent, goOn))) {
            ChunkStream<OpenAiChunk> stream = stream(server);
            CompletableFuture<StreamResult> result = stream.result();
            CompletableFuture<StreamResult> waited = new CompletableFuture<>();
            CompletableFuture<Iterator<OpenAiChunk>> handedOn = new CompletableFuture<>();
            Thread first = new Thread(() -> {
                handedOn.complete(stream.iterator());
                waited.complete(result.join());
            });
            first.start();
            Iterator<OpenAiChunk> iterator = handedOn.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            awaitWaiting(first);

            assertThat(iterator.next().content()).isEqualTo("a");
            goOn.countDown();
            assertThat(iterator.next().content()).isEqualTo("b");
            iterator.forEachRemaining(chunk -> {});

            assertThat(waited.get(PATIENCE_SECONDS, TimeUnit.SECONDS).text()).isEqualTo("ab");
        }
    }

    @Test
    void a_thread_that_leaves_its_loop_and_waits_for_the_result_gets_all_of_it() throws Exception {
        CountDownLatch firstSent = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering(inTwoParts(firstSent, new CountDownLatch(0)))) {
            ChunkStream<OpenAiChunk> stream = stream(server);
            stream.iterator().next();

            assertThat(stream.result().get(PATIENCE_SECONDS, TimeUnit.SECONDS).text())
                    .isEqualTo("ab");
        }
    }

    @Test
    void a_second_thread_that_reads_is_refused_and_the_first_one_is_not_disturbed() throws Exception {
        CountDownLatch firstSent = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering(inTwoParts(firstSent, goOn))) {
            ChunkStream<OpenAiChunk> stream = stream(server);
            Iterator<OpenAiChunk> iterator = stream.iterator();
            iterator.next();
            CompletableFuture<String> second = new CompletableFuture<>();
            Thread reader = new Thread(() -> second.complete(iterator.next().content()));
            reader.start();
            awaitReading(reader);

            assertThatThrownBy(stream::collect)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Two threads");
            goOn.countDown();

            assertThat(second.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("b");
            reader.join();
            assertThat(stream.collect().text()).isEqualTo("ab");
        }
    }

    /** Waits until another thread sits in its socket on a stream's behalf. */
    private static void awaitReading(Thread thread) {
        while (Stream.of(thread.getStackTrace())
                .noneMatch(frame -> frame.getClassName().endsWith("SseReader"))) {
            assertThat(thread.isAlive()).isTrue();
            Thread.onSpinWait();
        }
    }

    @Test
    void a_wait_with_a_limit_that_passes_leaves_the_stream_to_be_aborted() throws Exception {
        CountDownLatch firstSent = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering(inTwoParts(firstSent, goOn))) {
            ChunkStream<OpenAiChunk> stream = stream(server);
            CompletableFuture<StreamResult> result = stream.result();

            assertThat(catchThrowable(() -> result.get(1, TimeUnit.MILLISECONDS)))
                    .isInstanceOf(TimeoutException.class);
            await(firstSent);
            stream.abort();

            assertThat(result.get(PATIENCE_SECONDS, TimeUnit.SECONDS).aborted()).isTrue();
        } finally {
            goOn.countDown();
        }
    }

    @Test
    void an_interrupt_is_told_as_one_in_every_phase_and_keeps_the_flag() throws Exception {
        Script retryLater = ScriptedServer.body(503, "application/json", "{}", "Retry-After: 50");
        try (ScriptedServer server =
                ScriptedServer.answering(ScriptedServer.events(text("a"), finish("stop"), DONE), retryLater)) {
            PromptClient client = HandWrittenPrompt.clientOf(server).build();
            for (boolean streamed : new boolean[] {true, false}) {
                Thread.currentThread().interrupt();
                Throwable thrown = catchThrowable(() -> {
                    HandWrittenPrompt prompt = HandWrittenPrompt.with(client, ONCE);
                    StreamResult unused = streamed ? prompt.stream().collect() : prompt.call();
                });
                assertThat(Thread.interrupted()).isTrue();
                assertThat(thrown)
                        .isInstanceOf(StreamInterruptedException.class)
                        .hasMessageContaining("interrupted");
            }
            assertThat(HandWrittenPrompt.with(client, ONCE).stream().collect().text())
                    .isEqualTo("a");

            CompletableFuture<Throwable> waiting = new CompletableFuture<>();
            AtomicBoolean flag = new AtomicBoolean();
            Thread caller = new Thread(() -> {
                Throwable thrown =
                        catchThrowable(() -> HandWrittenPrompt.with(client).call());
                flag.set(Thread.currentThread().isInterrupted());
                waiting.complete(thrown);
            });
            caller.start();
            awaitWaiting(caller);
            caller.interrupt();

            assertThat(waiting.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isInstanceOf(StreamInterruptedException.class)
                    .hasMessageContaining("interrupted");
            assertThat(flag).isTrue();
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void a_virtual_thread_is_interrupted_though_it_sits_in_its_socket() throws Exception {
        CountDownLatch firstSent = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering(inTwoParts(firstSent, goOn))) {
            CountDownLatch firstRead = new CountDownLatch(1);
            CompletableFuture<Throwable> ended = new CompletableFuture<>();
            Runnable reading = () -> ended.complete(catchThrowable(() -> {
                for (OpenAiChunk chunk : stream(server)) {
                    assertThat(chunk.content()).isEqualTo("a");
                    firstRead.countDown();
                }
            }));
            // The tests are compiled for a JDK that has no such threads.
            Thread reader = (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, reading);
            await(firstRead);
            awaitWaiting(reader);
            reader.interrupt();

            assertThat(ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isInstanceOf(StreamInterruptedException.class)
                    .hasMessageContaining("was interrupted");
        } finally {
            goOn.countDown();
        }
    }

    @Test
    void a_stream_that_is_held_by_its_iterator_or_as_a_java_stream_is_not_forgotten() throws Exception {
        for (boolean asJavaStream : new boolean[] {true, false}) {
            CountDownLatch firstSent = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            try (ScriptedServer server = ScriptedServer.answering(inTwoParts(firstSent, goOn))) {
                Iterator<String> held = asJavaStream
                        ? mapped(stream(server).chunks())
                        : stream(server).text().iterator();
                assertThat(held.next()).isEqualTo("a");
                for (int i = 0; i < 5; i++) {
                    System.gc();
                }
                goOn.countDown();

                assertThat(held.next()).isEqualTo("b");
            }
        }
    }

    private static Iterator<String> mapped(Stream<OpenAiChunk> chunks) {
        return chunks.map(OpenAiChunk::content).iterator();
    }

    @Test
    void an_unread_stream_that_is_held_by_its_result_alone_settles() throws Exception {
        CountDownLatch firstSent = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering(inTwoParts(firstSent, new CountDownLatch(0)))) {
            CompletableFuture<StreamResult> waited = stream(server).result();
            CallOptions soon = ONCE.timeouts(Timeouts.defaults().firstChunk(Duration.ofMillis(300)));
            CompletableFuture<StreamResult> unwaited = stream(server, soon).result();
            for (int i = 0; i < 5; i++) {
                System.gc();
            }

            assertThat(waited.get(PATIENCE_SECONDS, TimeUnit.SECONDS).text()).isEqualTo("ab");
            CompletableFuture<Boolean> settled = unwaited.handle((result, failure) -> true);
            assertThat(settled.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }
}

package dev.cuecard.life;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.Chunks.usage;
import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static dev.cuecard.kit.ScriptedServer.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.Deadline;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.StreamTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a subscriber may do to a stream that is pushed to it. */
@Timeout(60)
class ReactiveStreamTest {

    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());

    private static AsyncChunkStream<OpenAiChunk> stream(ScriptedServer server, CallOptions options) {
        return HandWrittenPrompt.with(HandWrittenPrompt.clientOf(server).build(), options)
                .streamAsync();
    }

    private static StreamResult settled(CompletableFuture<StreamResult> result) throws Exception {
        return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Records signals, and requests only what a test tells it to. */
    private static final class Probe implements Flow.Subscriber<OpenAiChunk> {
        final CountDownLatch subscribed = new CountDownLatch(1);
        final CountDownLatch ended = new CountDownLatch(1);
        final List<String> contents = new CopyOnWriteArrayList<>();
        final List<String> signals = new CopyOnWriteArrayList<>();
        volatile Throwable failure;
        volatile Flow.Subscription subscription;
        volatile CountDownLatch awaited = new CountDownLatch(0);

        void request(long n) throws InterruptedException {
            assertThat(subscribed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            awaited = new CountDownLatch((int) n);
            subscription.request(n);
        }

        void awaitRequested() throws InterruptedException {
            assertThat(awaited.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }

        void awaitEnd() throws InterruptedException {
            assertThat(ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            signals.add("subscribe");
            subscribed.countDown();
        }

        @Override
        public void onNext(OpenAiChunk chunk) {
            contents.add(chunk.content());
            awaited.countDown();
        }

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
            signals.add("error");
            ended.countDown();
        }

        @Override
        public void onComplete() {
            signals.add("complete");
            ended.countDown();
        }
    }

    @Test
    void for_each_hands_over_every_chunk_and_then_settles_with_the_result() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.answering(events(text("a"), text("b"), finish("stop"), usage(1, 1), DONE))) {
            List<String> contents = new CopyOnWriteArrayList<>();

            StreamResult result = settled(stream(server, ONCE).forEach(chunk -> contents.add(chunk.content())));

            assertThat(contents).containsExactly("a", "b", "", "");
            assertThat(result.text()).isEqualTo("ab");
            assertThat(result.ending()).isEqualTo(new Ending.Completed());
        }
    }

    @Test
    void nothing_is_sent_before_somebody_subscribes() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(events(text("a"), finish("stop"), DONE))) {
            AsyncChunkStream<OpenAiChunk> stream = stream(server, ONCE);
            assertThat(stream.traceId()).matches("[0-9a-f]{32}");
            assertThat(server.requests()).isEmpty();

            assertThat(settled(stream.collect()).text()).isEqualTo("a");
            assertThat(settled(stream.result()).text()).isEqualTo("a");
        }
    }

    @Test
    void the_caller_is_not_blocked_by_a_server_that_says_nothing() throws Exception {
        CountDownLatch clientGone = new CountDownLatch(1);
        Script mute = (request, wire) -> {
            wire.awaitClientGone();
            clientGone.countDown();
        };
        try (ScriptedServer server = ScriptedServer.answering(mute)) {
            AsyncChunkStream<OpenAiChunk> stream = stream(server, ONCE);
            CompletableFuture<StreamResult> result = stream.collect();
            server.awaitRequest();
            assertThat(result.isDone()).isFalse();

            stream.abort();

            assertThat(settled(result).ending()).isEqualTo(new Ending.Aborted());
            assertThat(clientGone.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void what_is_not_requested_is_not_delivered_and_the_end_needs_no_demand_of_its_own() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.answering(events(text("a"), text("b"), finish("stop"), usage(1, 1), DONE))) {
            Probe probe = new Probe();
            stream(server, ONCE).subscribe(probe);
            probe.request(1);
            probe.awaitRequested();
            assertThat(probe.contents).containsExactly("a");

            probe.request(2);
            probe.awaitRequested();
            assertThat(probe.contents).containsExactly("a", "b", "");
            assertThat(probe.ended.getCount()).isEqualTo(1);

            probe.request(1);
            probe.awaitEnd();
            assertThat(probe.contents).hasSize(4);
            assertThat(probe.signals).containsExactly("subscribe", "complete");
        }
    }

    @Test
    void a_subscriber_that_requests_nothing_leaves_the_socket_unread_until_the_server_cannot_write() throws Exception {
        AtomicLong written = new AtomicLong();
        String big = text("x".repeat(60_000));
        CountDownLatch clientGone = new CountDownLatch(1);
        Script endless = (request, wire) -> {
            wire.beginStream();
            try {
                while (true) {
                    wire.event(big);
                    written.incrementAndGet();
                }
            } finally {
                clientGone.countDown();
            }
        };
        try (ScriptedServer server = ScriptedServer.answering(endless)) {
            Probe probe = new Probe();
            AsyncChunkStream<OpenAiChunk> stream = stream(server, ONCE);
            stream.subscribe(probe);
            probe.request(3);
            probe.awaitRequested();
            awaitStandstill(written);
            long before = written.get();

            probe.request(50);
            probe.awaitRequested();
            awaitStandstill(written);

            assertThat(written.get()).isBetween(before + 1, before + 200);
            assertThat(probe.contents).hasSize(53);
            probe.subscription.cancel();
            assertThat(clientGone.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(settled(stream.result()).ending()).isEqualTo(new Ending.Aborted());
        }
    }

    /** Waits until the server is stuck in a write: the count has not moved over many looks. */
    private static void awaitStandstill(AtomicLong count) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long last = -1;
        for (int same = 0, looks = 0; same < 5 && looks < 400; looks++) {
            assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
            long now = count.get();
            same = now == last ? same + 1 : 0;
            last = now;
        }
    }

    @Test
    void a_second_subscriber_is_refused_and_the_first_one_is_not_disturbed() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(events(text("a"), finish("stop"), DONE))) {
            AsyncChunkStream<OpenAiChunk> stream = stream(server, ONCE);
            Probe first = new Probe();
            Probe second = new Probe();
            stream.subscribe(first);
            stream.subscribe(second);

            second.awaitEnd();
            assertThat(second.failure).isInstanceOf(IllegalStateException.class).hasMessageContaining("takes one");
            assertThatThrownBy(() -> stream.forEach(chunk -> {})).isInstanceOf(IllegalStateException.class);
            first.request(10);
            first.awaitEnd();
            assertThat(first.contents).containsExactly("a", "");
        }
    }

    @Test
    void after_an_abort_the_subscriber_gets_on_complete_even_without_demand() throws Exception {
        CountDownLatch clientGone = new CountDownLatch(1);
        Script silent = (request, wire) -> {
            wire.beginStream();
            wire.event(text("one"));
            wire.awaitClientGone();
            clientGone.countDown();
        };
        try (ScriptedServer server = ScriptedServer.answering(silent)) {
            AsyncChunkStream<OpenAiChunk> stream = stream(server, ONCE);
            Probe probe = new Probe();
            stream.subscribe(probe);
            probe.request(1);
            probe.awaitRequested();

            stream.abort();

            probe.awaitEnd();
            assertThat(probe.signals).containsExactly("subscribe", "complete");
            assertThat(clientGone.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_subscriber_that_never_requests_gets_the_first_chunk_deadline() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(events(text("a"), finish("stop"), DONE))) {
            AsyncChunkStream<OpenAiChunk> stream =
                    stream(server, ONCE.timeouts(Timeouts.defaults().firstChunk(Duration.ofMillis(300))));
            Probe probe = new Probe();
            stream.subscribe(probe);

            probe.awaitEnd();

            assertThat(probe.failure).isInstanceOf(StreamTimeoutException.class);
            assertThat(((StreamTimeoutException) probe.failure).deadline()).isEqualTo(Deadline.FIRST_CHUNK);
        }
    }

    @Test
    void a_request_of_nothing_is_an_error_that_names_the_rule() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(events(text("a"), finish("stop"), DONE))) {
            Probe probe = new Probe();
            AsyncChunkStream<OpenAiChunk> stream = stream(server, ONCE);
            stream.subscribe(probe);
            probe.request(0);

            probe.awaitEnd();
            assertThat(probe.failure)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("3.9");
            assertThat(settled(stream.result()).ending()).isEqualTo(new Ending.Aborted());
        }
    }

    @Test
    void a_consumer_that_throws_aborts_the_stream_and_finds_its_exception_in_the_future() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(events(text("a"), text("b"), finish("stop"), DONE))) {
            AsyncChunkStream<OpenAiChunk> stream = stream(server, ONCE);
            CompletableFuture<StreamResult> outcome = stream.forEach(chunk -> {
                throw new IllegalArgumentException("mine");
            });

            assertThat(catchThrowableOfType(ExecutionException.class, () -> settled(outcome)))
                    .hasCauseInstanceOf(IllegalArgumentException.class);
            assertThat(settled(stream.result()).ending()).isEqualTo(new Ending.Aborted());
        }
    }

    @Test
    void a_lost_connection_reaches_the_subscriber_and_the_result_as_one_exception() throws Exception {
        Script cut = (request, wire) -> {
            wire.beginStream();
            wire.event(text("half"));
            wire.reset();
        };
        try (ScriptedServer server = ScriptedServer.answering(cut)) {
            AsyncChunkStream<OpenAiChunk> stream = stream(server, ONCE);
            Probe probe = new Probe();
            stream.subscribe(probe);
            probe.request(100);
            probe.awaitEnd();

            assertThat(probe.failure).isInstanceOf(StreamInterruptedException.class);
            assertThat(catchThrowableOfType(ExecutionException.class, () -> settled(stream.result()))
                            .getCause())
                    .isSameAs(probe.failure);
        }
    }

    @Test
    void cancelling_an_asynchronous_call_aborts_it() throws Exception {
        CountDownLatch clientGone = new CountDownLatch(1);
        Script mute = (request, wire) -> {
            wire.awaitClientGone();
            clientGone.countDown();
        };
        try (ScriptedServer server = ScriptedServer.answering(mute)) {
            CompletableFuture<StreamResult> call = HandWrittenPrompt.with(
                            HandWrittenPrompt.clientOf(server).build(), ONCE)
                    .callAsync();
            server.awaitRequest();

            call.cancel(true);

            assertThat(clientGone.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void cancelling_what_for_each_returned_aborts_the_stream() throws Exception {
        CountDownLatch clientGone = new CountDownLatch(1);
        Script silent = (request, wire) -> {
            wire.beginStream();
            wire.event(text("one"));
            wire.awaitClientGone();
            clientGone.countDown();
        };
        try (ScriptedServer server = ScriptedServer.answering(silent)) {
            AsyncChunkStream<OpenAiChunk> stream = stream(server, ONCE);
            CountDownLatch first = new CountDownLatch(1);
            CompletableFuture<StreamResult> reading = stream.forEach(chunk -> first.countDown());
            assertThat(first.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

            reading.cancel(true);

            assertThat(settled(stream.result()).ending()).isEqualTo(new Ending.Aborted());
            assertThat(clientGone.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(stream)
                    .hasToString("AsyncChunkStream[openai:gpt-4o-mini, trace " + stream.traceId() + ", ended]");
        }
    }
}

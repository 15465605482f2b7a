package dev.cuecard.life;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static dev.cuecard.kit.ScriptedServer.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.error.PromptException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.StreamResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Subscribers that break the rules, or keep to them in ways that are hard on a publisher. */
@Timeout(60)
class HostileSubscriberTest {

    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());

    private static HandWrittenPrompt prompt(ScriptedServer server) {
        return HandWrittenPrompt.with(HandWrittenPrompt.clientOf(server).build(), ONCE);
    }

    private static StreamResult settled(CompletableFuture<StreamResult> result) throws Exception {
        return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    /** Sends a chunk and then waits for the client to go. */
    private static Script talking(CountDownLatch clientGone) {
        return (request, wire) -> {
            wire.beginStream();
            wire.event(text("a"));
            wire.awaitClientGone();
            clientGone.countDown();
        };
    }

    private enum Signal {
        SUBSCRIBE,
        NEXT,
        COMPLETE
    }

    /** Asks for everything, counts its signals, and throws at one of them. */
    private static class Thrower implements Flow.Subscriber<OpenAiChunk> {

        private final Signal at;
        private final Throwable thrown;
        final List<String> signals = new CopyOnWriteArrayList<>();
        final CountDownLatch threw = new CountDownLatch(1);

        Thrower(Signal at, Throwable thrown) {
            this.at = at;
            this.thrown = thrown;
        }

        private void at(Signal signal) {
            signals.add(signal.name());
            if (signal == at) {
                threw.countDown();
                Throwers.sneak(thrown);
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
            at(Signal.SUBSCRIBE);
        }

        @Override
        public void onNext(OpenAiChunk chunk) {
            at(Signal.NEXT);
        }

        @Override
        public void onError(Throwable failure) {
            signals.add("ERROR " + failure);
        }

        @Override
        public void onComplete() {
            at(Signal.COMPLETE);
        }
    }

    private static final class Throwers {
        @SuppressWarnings({"unchecked", "DoNotCallSuggester"})
        static <T extends Throwable> void sneak(Throwable thrown) throws T {
            throw (T) thrown;
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Signal.class,
            names = {"SUBSCRIBE", "NEXT"})
    void a_subscriber_that_throws_gets_no_more_signals_and_the_call_is_aborted(Signal at) throws Exception {
        for (Throwable thrown : List.of(
                new IllegalStateException("a bug"),
                new ConfigurationException("of a call within the subscriber"),
                new AssertionError("an error"))) {
            CountDownLatch clientGone = new CountDownLatch(1);
            try (ScriptedServer server = ScriptedServer.answering(talking(clientGone))) {
                Thrower subscriber = new Thrower(at, thrown);
                AsyncChunkStream<OpenAiChunk> stream = prompt(server).streamAsync();
                stream.subscribe(subscriber);

                assertThat(settled(stream.result()).aborted()).isTrue();
                if (at == Signal.NEXT) {
                    await(clientGone);
                }
                assertThat(subscriber.signals).last().isEqualTo(at.name());
            }
        }
    }

    @Test
    void a_subscriber_that_throws_at_the_end_is_not_told_of_another_end() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(events(text("a"), finish("stop"), DONE))) {
            Thrower subscriber = new Thrower(Signal.COMPLETE, new ConfigurationException("of the subscriber's own"));
            AsyncChunkStream<OpenAiChunk> stream = prompt(server).streamAsync();
            stream.subscribe(subscriber);

            await(subscriber.threw);
            assertThat(settled(stream.result()).ending()).isEqualTo(new Ending.Completed());
            assertThat(settled(prompt(server).streamAsync().collect()).text()).isEqualTo("a");
            assertThat(subscriber.signals).containsExactly("SUBSCRIBE", "NEXT", "NEXT", "COMPLETE");
        }
    }

    /** Requests within onNext, as much at a time as it is told to. */
    private static final class OneByOne implements Flow.Subscriber<OpenAiChunk> {

        private final int perChunk;
        private Flow.Subscription subscription;
        private int depth;
        final AtomicInteger chunks = new AtomicInteger();
        final AtomicInteger deepest = new AtomicInteger();
        final CompletableFuture<String> end = new CompletableFuture<>();

        OneByOne(int perChunk) {
            this.perChunk = perChunk;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(1);
        }

        @Override
        public void onNext(OpenAiChunk chunk) {
            depth++;
            deepest.accumulateAndGet(depth, Math::max);
            chunks.incrementAndGet();
            for (int i = 0; i < perChunk; i++) {
                subscription.request(1);
            }
            depth--;
        }

        @Override
        public void onError(Throwable failure) {
            end.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            end.complete("complete");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void a_subscriber_that_requests_within_a_signal_is_not_called_again_before_it_returns(int perChunk)
            throws Exception {
        int many = 100_000;
        byte[] lot = ("data: " + text("x") + "\n\n").repeat(1_000).getBytes(StandardCharsets.UTF_8);
        Script script = (request, wire) -> {
            wire.beginStream();
            for (int i = 0; i < many / 1_000; i++) {
                wire.chunk(lot);
            }
            wire.event(finish("stop"));
            wire.event(DONE);
            wire.end();
        };
        try (ScriptedServer server = ScriptedServer.answering(script)) {
            OneByOne subscriber = new OneByOne(perChunk);
            prompt(server).streamAsync().subscribe(subscriber);

            assertThat(subscriber.end.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("complete");
            assertThat(subscriber.chunks).hasValue(many + 1);
            assertThat(subscriber.deepest).hasValue(1);
        }
    }

    @Test
    void demand_may_come_from_many_threads_at_once() throws Exception {
        int chunks = 400;
        String[] data = new String[chunks + 2];
        java.util.Arrays.fill(data, text("x"));
        data[chunks] = finish("stop");
        data[chunks + 1] = DONE;
        try (ScriptedServer server = ScriptedServer.answering(events(data))) {
            CompletableFuture<Flow.Subscription> subscribed = new CompletableFuture<>();
            AtomicInteger seen = new AtomicInteger();
            CompletableFuture<String> end = new CompletableFuture<>();
            prompt(server).streamAsync().subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscribed.complete(subscription);
                }

                @Override
                public void onNext(OpenAiChunk chunk) {
                    seen.incrementAndGet();
                }

                @Override
                public void onError(Throwable failure) {
                    end.completeExceptionally(failure);
                }

                @Override
                public void onComplete() {
                    end.complete("complete");
                }
            });
            Flow.Subscription subscription = subscribed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            List<Thread> threads = new CopyOnWriteArrayList<>();
            for (int t = 0; t < 4; t++) {
                Thread thread = new Thread(() -> {
                    for (int i = 0; i < chunks / 4 + 1; i++) {
                        subscription.request(1);
                    }
                });
                threads.add(thread);
                thread.start();
            }

            assertThat(end.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("complete");
            assertThat(seen).hasValue(chunks + 1);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    @Test
    void a_subscriber_that_cancels_when_it_is_subscribed_sends_nothing() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(events(text("a"), finish("stop"), DONE))) {
            AsyncChunkStream<OpenAiChunk> stream = prompt(server).streamAsync();
            stream.subscribe(new Thrower(Signal.COMPLETE, new AssertionError("no signal may come")) {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscription.request(5);
                    subscription.cancel();
                }
            });

            StreamResult result = settled(stream.result());

            assertThat(result.aborted()).isTrue();
            assertThat(result.attempts()).isZero();
            assertThat(settled(prompt(server).streamAsync().collect()).text()).isEqualTo("a");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void a_consumer_s_error_ends_the_stream_and_is_found_in_the_future() throws Exception {
        CountDownLatch clientGone = new CountDownLatch(1);
        AssertionError error = new AssertionError("the consumer's own");
        try (ScriptedServer server = ScriptedServer.answering(talking(clientGone))) {
            AsyncChunkStream<OpenAiChunk> stream = prompt(server).streamAsync();
            CompletableFuture<StreamResult> outcome = stream.forEach(chunk -> {
                throw error;
            });

            assertThat(catchThrowable(() -> settled(outcome)))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isSameAs(error)
                    .isNotInstanceOf(PromptException.class);
            assertThat(settled(stream.result()).aborted()).isTrue();
            await(clientGone);
        }
    }

    @Test
    void an_asynchronous_call_that_is_given_up_after_a_time_is_aborted() throws Exception {
        CountDownLatch clientGone = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
            wire.awaitClientGone();
            clientGone.countDown();
        })) {
            CompletableFuture<StreamResult> outcome = prompt(server).callAsync().orTimeout(200, TimeUnit.MILLISECONDS);

            assertThat(catchThrowable(() -> settled(outcome)))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
            await(clientGone);
        }
    }
}

package dev.cuecard.life;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.Deadline;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.StreamTimeoutException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A subscriber that has not requested all is forgotten only when nobody can request for it, and nothing would tell it. */
@Timeout(60)
class ForgottenSubscriberTest {

    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());

    /** What a subscriber saw, kept apart from it. */
    private static final class Seen {
        final Queue<String> contents = new ConcurrentLinkedQueue<>();
        final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        final CountDownLatch first = new CountDownLatch(1);
        final CompletableFuture<Object> ending = new CompletableFuture<>();
    }

    /** Requests one chunk. Who wants more of it has to hold its subscription. */
    private static final class Taker implements Flow.Subscriber<OpenAiChunk> {

        private final Seen seen;
        private final boolean shares;

        Taker(Seen seen, boolean shares) {
            this.seen = seen;
            this.shares = shares;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            if (shares) {
                seen.subscription.complete(given);
            }
            given.request(1);
        }

        @Override
        public void onNext(OpenAiChunk chunk) {
            seen.contents.add(chunk.content());
            seen.first.countDown();
        }

        @Override
        public void onError(Throwable failure) {
            seen.ending.complete(failure);
        }

        @Override
        public void onComplete() {
            seen.ending.complete("complete");
        }
    }

    /** Sends one chunk, and the rest when it may. */
    private static Script inTwoParts(CountDownLatch goOn) {
        return (request, wire) -> {
            wire.beginStream();
            wire.event(text("a"));
            goOn.await();
            wire.event(text("b"));
            wire.event(finish("stop"));
            wire.event(DONE);
            wire.end();
        };
    }

    private static AsyncChunkStream<OpenAiChunk> stream(ScriptedServer server, CallOptions options) {
        return HandWrittenPrompt.with(HandWrittenPrompt.clientOf(server).build(), options)
                .streamAsync();
    }

    /** Subscribes in a method of its own, so that afterwards only what is returned refers to the stream. */
    private static AsyncChunkStream<OpenAiChunk> subscribe(
            ScriptedServer server, CallOptions options, Seen seen, boolean shares) throws InterruptedException {
        AsyncChunkStream<OpenAiChunk> stream = stream(server, options);
        stream.subscribe(new Taker(seen, shares));
        assertThat(seen.first.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return stream;
    }

    private static WeakReference<?> subscribeAndForget(
            ScriptedServer server, CallOptions options, Seen seen, boolean shares) throws InterruptedException {
        return new WeakReference<>(subscribe(server, options, seen, shares));
    }

    /** Waits until something that nobody holds is gone: what nobody held at that time has been found, too. */
    private static void collectGarbage(WeakReference<?> gone) {
        ScriptedServer.await("a garbage collection", () -> {
            System.gc();
            return gone.get() == null;
        });
        WeakReference<Object> later = new WeakReference<>(new Object());
        ScriptedServer.await("another garbage collection", () -> {
            System.gc();
            return later.get() == null;
        });
    }

    @Test
    void a_subscription_that_is_held_alone_goes_on() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering(inTwoParts(goOn))) {
            Seen seen = new Seen();
            collectGarbage(subscribeAndForget(server, ONCE, seen, true));

            goOn.countDown();
            seen.subscription.get(PATIENCE_SECONDS, TimeUnit.SECONDS).request(2);

            assertThat(seen.ending.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("complete");
            assertThat(seen.contents).containsExactly("a", "b", "");
        }
    }

    @Test
    void a_stream_that_is_held_alone_tells_its_subscriber_when_it_is_aborted() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering(inTwoParts(goOn))) {
            Seen seen = new Seen();
            AsyncChunkStream<OpenAiChunk> stream = subscribe(server, ONCE, seen, false);
            collectGarbage(new WeakReference<>(new Object()));
            assertThat(seen.ending.isDone()).isFalse();

            stream.abort();

            assertThat(seen.ending.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("complete");
        } finally {
            goOn.countDown();
        }
    }

    @Test
    void a_subscriber_that_nobody_holds_is_told_of_the_total_deadline() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering(inTwoParts(goOn))) {
            Seen seen = new Seen();
            CallOptions bounded = ONCE.timeouts(Timeouts.defaults().total(Duration.ofSeconds(1)));
            collectGarbage(subscribeAndForget(server, bounded, seen, false));

            assertThat(seen.ending.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            StreamTimeoutException.class,
                            timeout -> assertThat(timeout.deadline()).isEqualTo(Deadline.TOTAL));
        } finally {
            goOn.countDown();
        }
    }

    @Test
    void a_consumer_of_everything_is_not_forgotten_though_nobody_holds_its_stream() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering(inTwoParts(goOn))) {
            Seen seen = new Seen();
            CompletableFuture<StreamResult> result = consume(server, seen);
            collectGarbage(new WeakReference<>(new Object()));

            goOn.countDown();

            assertThat(result.get(PATIENCE_SECONDS, TimeUnit.SECONDS).text()).isEqualTo("ab");
            assertThat(seen.contents).containsExactly("a", "b", "");
        }
    }

    private static CompletableFuture<StreamResult> consume(ScriptedServer server, Seen seen)
            throws InterruptedException {
        CompletableFuture<StreamResult> result = stream(server, ONCE).forEach(chunk -> {
            seen.contents.add(chunk.content());
            seen.first.countDown();
        });
        assertThat(seen.first.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return result;
    }
}

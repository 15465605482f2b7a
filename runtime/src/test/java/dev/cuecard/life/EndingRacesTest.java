package dev.cuecard.life;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.error;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.PromptClient;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.error.ApiException;
import dev.cuecard.error.PromptException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.StreamException;
import dev.cuecard.stream.StreamResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Thousands of calls that are ended by their consumers, their servers and their deadlines at random, and at once. Each
 * settles once, in one way, whoever is asked; and nothing is left of it.
 */
@Timeout(240)
class EndingRacesTest {

    private static final int CALLS = Integer.getInteger("cuecard.races", 500);
    private static final int CALLERS = 8;

    private final long seed = Long.getLong("cuecard.seed", System.nanoTime());
    private final ConnectionPool pool = new ConnectionPool(8, 1, TimeUnit.MINUTES);
    private final AtomicInteger served = new AtomicInteger();
    private final ExecutorService others = Executors.newCachedThreadPool(EndingRacesTest::daemon);
    private ScriptedServer server;
    private PromptClient client;

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "races");
        thread.setDaemon(true);
        return thread;
    }

    @BeforeEach
    void start() {
        System.out.println("seed of the races: " + seed);
        server = ScriptedServer.answering(anything());
        client = HandWrittenPrompt.clientOf(server)
                .httpClient(new OkHttpClient.Builder().connectionPool(pool).build())
                .build();
    }

    @AfterEach
    void stop() {
        server.close();
        others.shutdownNow();
    }

    /** Anything that a server may do, at random. */
    private Script anything() {
        return (request, wire) -> {
            Random random = new Random(seed + served.getAndIncrement());
            switch (random.nextInt(10)) {
                case 0 -> wire.answer(500, "application/json", error("server_error", "x"), "retry-after-ms: 0");
                case 1 -> wire.reset();
                case 2 -> wire.awaitClientGone();
                case 3 -> wire.answer(200, "application/json", error("rate_limit_error", "x"));
                default -> {
                    wire.beginStream();
                    for (int i = random.nextInt(6); i > 0; i--) {
                        wire.event(text("x" + i));
                    }
                    switch (random.nextInt(6)) {
                        case 0 -> wire.cut();
                        case 1 -> wire.reset();
                        case 2 -> wire.awaitClientGone();
                        case 3 -> wire.event("not json");
                        case 4 -> wire.event(error("server_error", "x"));
                        default -> {
                            wire.event(finish("stop"));
                            wire.event(DONE);
                            wire.end();
                        }
                    }
                }
            }
        };
    }

    /** Patient or hasty, so that deadlines are missed in every phase. */
    private HandWrittenPrompt prompt(Random random) {
        Timeouts timeouts = Timeouts.defaults()
                .firstChunk(Duration.ofMillis(1 + random.nextInt(60)))
                .idle(Duration.ofMillis(1 + random.nextInt(60)));
        return HandWrittenPrompt.with(
                client,
                CallOptions.defaults()
                        .retries(Retries.of(random.nextInt(3)))
                        .timeouts(
                                random.nextInt(3) == 0
                                        ? timeouts.total(Duration.ofMillis(1 + random.nextInt(40)))
                                        : timeouts));
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }

    private static StreamResult partial(Throwable failure) {
        return failure instanceof StreamException broken ? broken.partial() : ((ApiException) failure).partial();
    }

    /** Checks that everybody was told the same, and gives the text that the result has. */
    private static String agreed(CompletableFuture<StreamResult> result, Throwable thrown) throws Exception {
        try {
            StreamResult settled = result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(thrown).isNull();
            return settled.text();
        } catch (ExecutionException e) {
            assertThat(thrown).isSameAs(e.getCause());
            return partial(thrown).text();
        }
    }

    private void raceMany(Function<Random, Callable<Void>> race) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS, EndingRacesTest::daemon);
        List<Future<Void>> races = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            races.add(callers.submit(race.apply(new Random(seed - i))));
        }
        for (Future<Void> each : races) {
            each.get(PATIENCE_SECONDS * 10, TimeUnit.SECONDS);
        }
        callers.shutdown();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (pool.connectionCount() != pool.idleConnectionCount() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        pool.evictAll();
        assertThat(pool.connectionCount()).isZero();
        server.awaitNoConnections();
    }

    @Test
    void a_blocking_stream_ends_once_and_tells_everybody_the_same() throws Exception {
        raceMany(random -> () -> {
            ChunkStream<OpenAiChunk> stream = prompt(random).stream();
            CompletableFuture<StreamResult> result = stream.result();
            AtomicInteger settled = new AtomicInteger();
            CompletableFuture<StreamResult> counted =
                    result.whenComplete((outcome, failure) -> settled.incrementAndGet());
            int wait = random.nextInt(100_000);
            List<Runnable> endings =
                    List.of(stream::abort, stream::close, () -> result.cancel(true), () -> {}, () -> {}, () -> {});
            Future<?> other = others.submit(() -> {
                spin(wait);
                endings.get(wait % endings.size()).run();
            });
            StringBuilder text = new StringBuilder();
            Throwable thrown = null;
            try {
                for (OpenAiChunk chunk : stream) {
                    text.append(chunk.content());
                    spin(random.nextInt(1_000));
                }
            } catch (PromptException e) {
                thrown = e;
            }
            other.get();
            assertThat(agreed(stream.result(), thrown)).isEqualTo(text.toString());
            assertThat(counted.handle((outcome, failure) -> 1).get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isEqualTo(1);
            assertThat(settled).hasValue(1);
            stream.close();
            return null;
        });
    }

    /** Requests at random, and notes what it is told. */
    private static final class Careless implements Flow.Subscriber<OpenAiChunk> {
        private final Random random;
        private final boolean cancels;
        private Flow.Subscription subscription;
        // Written on one thread after another and read on a third.
        @SuppressWarnings("JdkObsolete")
        final StringBuffer text = new StringBuffer();

        final AtomicInteger terminals = new AtomicInteger();
        final AtomicReference<Throwable> failure = new AtomicReference<>();
        final CompletableFuture<Void> over = new CompletableFuture<>();

        Careless(Random random) {
            this.random = random;
            this.cancels = random.nextInt(4) == 0;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(1 + random.nextInt(3));
        }

        @Override
        public void onNext(OpenAiChunk chunk) {
            text.append(chunk.content());
            if (cancels && random.nextBoolean()) {
                subscription.cancel();
                over.complete(null);
            } else {
                subscription.request(1 + random.nextInt(2));
            }
        }

        @Override
        public void onError(Throwable thrown) {
            failure.set(thrown);
            terminals.incrementAndGet();
            over.complete(null);
        }

        @Override
        public void onComplete() {
            terminals.incrementAndGet();
            over.complete(null);
        }
    }

    @Test
    void a_reactive_stream_ends_once_and_tells_everybody_the_same() throws Exception {
        raceMany(random -> () -> {
            AsyncChunkStream<OpenAiChunk> stream = prompt(random).streamAsync();
            Careless subscriber = new Careless(random);
            int wait = random.nextInt(100_000);
            boolean aborts = wait % 3 == 0;
            stream.subscribe(subscriber);
            if (aborts) {
                spin(wait);
                stream.abort();
            }
            subscriber.over.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Throwable thrown = subscriber.failure.get();
            StreamResult outcome = stream.result()
                    .handle((result, failure) -> failure == null ? result : partial(failure))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (subscriber.terminals.get() == 0) {
                assertThat(outcome.text()).startsWith(subscriber.text.toString());
            } else {
                assertThat(subscriber.terminals).hasValue(1);
                assertThat(agreed(stream.result(), thrown)).startsWith(subscriber.text.toString());
                if (!outcome.aborted()) {
                    assertThat(outcome.text()).isEqualTo(subscriber.text.toString());
                }
            }
            return null;
        });
    }

    @Test
    void an_asynchronous_call_ends_once_though_it_is_cancelled_at_any_moment() throws Exception {
        raceMany(random -> () -> {
            int wait = random.nextInt(100_000);
            CompletableFuture<StreamResult> outcome = prompt(random).callAsync();
            if (wait % 2 == 0) {
                spin(wait);
                outcome.cancel(true);
            }
            CompletableFuture<Boolean> settled = outcome.handle((result, failure) -> true);
            assertThat(settled.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return null;
        });
    }
}

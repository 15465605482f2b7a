package dev.cuecard.life;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.PromptClient;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.Deadline;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.StreamTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many streams at once, and streams of many chunks. */
@Timeout(120)
class ManyStreamsTest {

    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());

    private static List<StreamResult> settled(List<CompletableFuture<StreamResult>> results) throws Exception {
        List<StreamResult> settled = new ArrayList<>();
        for (CompletableFuture<StreamResult> result : results) {
            settled.add(result.handle((good, failure) -> failure == null ? good : null)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        return settled;
    }

    @Test
    void five_hundred_asynchronous_streams_are_under_way_at_once() throws Exception {
        int streams = 500;
        CountDownLatch allAsked = new CountDownLatch(streams);
        Script together = (request, wire) -> {
            wire.beginStream();
            wire.event(text("a"));
            allAsked.countDown();
            allAsked.await();
            wire.event(text("b"));
            wire.event(finish("stop"));
            wire.event(DONE);
            wire.end();
        };
        try (ScriptedServer server = ScriptedServer.answering(together)) {
            PromptClient client = HandWrittenPrompt.clientOf(server).build();
            List<CompletableFuture<StreamResult>> results = new ArrayList<>();
            AtomicInteger chunks = new AtomicInteger();
            for (int i = 0; i < streams; i++) {
                results.add(
                        HandWrittenPrompt.with(client, ONCE).streamAsync().forEach(chunk -> chunks.incrementAndGet()));
            }

            assertThat(settled(results))
                    .allSatisfy(result -> assertThat(result.text()).isEqualTo("ab"));
            assertThat(chunks).hasValue(streams * 3);
        }
    }

    @Test
    void three_hundred_silent_streams_all_settle_by_their_deadlines_and_leave_no_connection() throws Exception {
        Script silent = (request, wire) -> {
            wire.beginStream();
            wire.event(text("a"));
            wire.awaitClientGone();
        };
        CallOptions soon = ONCE.timeouts(Timeouts.defaults().idle(Duration.ofMillis(500)));
        try (ScriptedServer server = ScriptedServer.answering(silent)) {
            PromptClient client = HandWrittenPrompt.clientOf(server).build();
            List<CompletableFuture<Object>> endings = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                AsyncChunkStream<OpenAiChunk> stream =
                        HandWrittenPrompt.with(client, soon).streamAsync();
                endings.add(EndingsTable.settled(stream.result()));
                CompletableFuture<StreamResult> unused = stream.collect();
            }

            for (CompletableFuture<Object> ending : endings) {
                assertThat(ending.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .isInstanceOfSatisfying(StreamTimeoutException.class, timeout -> {
                            assertThat(timeout.deadline()).isEqualTo(Deadline.IDLE);
                            assertThat(timeout.partial().text()).isEqualTo("a");
                        });
            }
            server.awaitNoConnections();
        }
    }

    @Test
    void two_hundred_streams_with_faults_leave_the_good_ones_alone() throws Exception {
        long seed = Long.getLong("cuecard.seed", System.nanoTime());
        System.out.println("seed of the faults: " + seed);
        AtomicInteger served = new AtomicInteger();
        Script anything = (request, wire) -> {
            Random random = new Random(seed + served.getAndIncrement());
            boolean good = request.body().contains("good");
            wire.beginStream();
            wire.event(text("a"));
            if (!good && random.nextBoolean()) {
                wire.reset();
            } else if (!good) {
                wire.cut();
            } else {
                wire.event(text("b"));
                wire.event(finish("stop"));
                wire.event(DONE);
                wire.end();
            }
        };
        try (ScriptedServer server = ScriptedServer.answering(anything)) {
            PromptClient client = HandWrittenPrompt.clientOf(server).build();
            for (int round = 0; round < 5; round++) {
                List<CompletableFuture<StreamResult>> good = new ArrayList<>();
                List<CompletableFuture<StreamResult>> bad = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    good.add(HandWrittenPrompt.with(client, ONCE.extra("user", "\"good\""))
                            .streamAsync()
                            .collect());
                    bad.add(HandWrittenPrompt.with(client, ONCE.extra("user", "\"bad\""))
                            .streamAsync()
                            .collect());
                }
                assertThat(settled(good))
                        .allSatisfy(result -> assertThat(result.text()).isEqualTo("ab"));
                assertThat(settled(bad)).containsOnlyNulls();
            }
        }
    }

    @Test
    void a_long_stream_that_is_not_accumulated_takes_no_more_memory_than_a_short_one() throws Exception {
        int rounds = 100;
        byte[] lot = ("data: " + text("y".repeat(1_000)) + "\n\n").repeat(1_000).getBytes(UTF_8);
        Script script = (request, wire) -> {
            wire.beginStream();
            for (int i = 0; i < rounds; i++) {
                wire.chunk(lot);
            }
            wire.event(finish("stop"));
            wire.event(DONE);
            wire.end();
        };
        try (ScriptedServer server = ScriptedServer.answering(script);
                ChunkStream<OpenAiChunk> stream =
                        HandWrittenPrompt.with(
                                HandWrittenPrompt.clientOf(server).build(), ONCE.accumulate(false))
                                .stream()) {
            long before = usedMemory();
            long read = 0;
            for (OpenAiChunk chunk : stream) {
                read += chunk.content().length();
                if (read == rounds * 1_000_000L - 1_000_000L) {
                    assertThat(usedMemory() - before).isLessThan(20_000_000L);
                }
            }
            assertThat(read).isEqualTo(rounds * 1_000_000L);
            assertThat(stream.collect().text()).isEmpty();
        }
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}

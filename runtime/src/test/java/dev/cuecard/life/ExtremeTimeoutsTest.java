package dev.cuecard.life;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static dev.cuecard.kit.ScriptedServer.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cuecard.PromptClient;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.Deadline;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.StreamTimeoutException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deadlines that are very long, very short, or shorter than those they contain. */
@Timeout(60)
class ExtremeTimeoutsTest {

    private static HandWrittenPrompt prompt(ScriptedServer server, Timeouts timeouts) {
        return HandWrittenPrompt.with(
                HandWrittenPrompt.clientOf(server).build(),
                CallOptions.defaults().retries(Retries.none()).timeouts(timeouts));
    }

    static Stream<Timeouts> forever() {
        Duration longest = ChronoUnit.FOREVER.getDuration();
        Timeouts usual = Timeouts.defaults();
        return Stream.of(
                usual.connect(longest),
                usual.firstChunk(longest),
                usual.idle(longest),
                usual.total(longest),
                usual.connect(longest).firstChunk(longest).idle(longest).total(longest));
    }

    @ParameterizedTest
    @MethodSource("forever")
    void the_longest_duration_there_is_means_no_deadline(Timeouts timeouts) {
        try (ScriptedServer server = ScriptedServer.answering(events(text("a"), finish("stop"), DONE))) {
            assertThat(prompt(server, timeouts).stream().collect().text()).isEqualTo("a");
        }
    }

    @Test
    void a_total_that_is_over_before_the_connect_is_the_deadline_that_is_told() throws Exception {
        Script mute = (request, wire) -> wire.awaitClientGone();
        try (ScriptedServer server = ScriptedServer.answering(mute)) {
            Timeouts timeouts = Timeouts.defaults().total(Duration.ofNanos(1));

            StreamTimeoutException thrown = catchThrowableOfType(
                    StreamTimeoutException.class,
                    () -> prompt(server, timeouts).stream().collect());

            assertThat(thrown.deadline()).isEqualTo(Deadline.TOTAL);
        }
    }

    @Test
    void a_callback_that_blocks_holds_up_no_other_call_s_deadline() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(8);
        Script mute = (request, wire) -> wire.awaitClientGone();
        try (ScriptedServer server = ScriptedServer.answering(mute)) {
            PromptClient client = HandWrittenPrompt.clientOf(server).build();
            HandWrittenPrompt prompt = HandWrittenPrompt.with(
                    client,
                    CallOptions.defaults()
                            .retries(Retries.none())
                            .timeouts(Timeouts.defaults().firstChunk(Duration.ofMillis(50))));
            for (int i = 0; i < 8; i++) {
                CompletableFuture<Void> unused = prompt.callAsync().handle((result, failure) -> {
                    blocked.countDown();
                    awaitQuietly(release);
                    return null;
                });
            }
            assertThat(blocked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

            ChunkStream<OpenAiChunk> stream = prompt.stream();
            CompletableFuture<StreamResult> result = stream.result();

            assertThat(catchThrowable(stream::collect)).isInstanceOf(StreamTimeoutException.class);
            assertThat(catchThrowable(() -> result.get(PATIENCE_SECONDS, TimeUnit.SECONDS)))
                    .hasCauseInstanceOf(StreamTimeoutException.class);
        } finally {
            release.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

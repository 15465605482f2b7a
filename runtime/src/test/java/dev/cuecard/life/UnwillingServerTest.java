package dev.cuecard.life;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.error;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.Chunks.usage;
import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static dev.cuecard.kit.ScriptedServer.body;
import static dev.cuecard.kit.ScriptedServer.events;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.error.ApiException;
import dev.cuecard.error.PromptException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that do something else than they were asked for, or do not come to an end. */
@Timeout(60)
class UnwillingServerTest {

    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());

    private static HandWrittenPrompt prompt(ScriptedServer server) {
        return HandWrittenPrompt.with(HandWrittenPrompt.clientOf(server).build(), ONCE);
    }

    private static Script raw(String answer) {
        return (request, wire) -> {
            wire.raw(answer.getBytes(UTF_8));
            wire.cut();
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n",
                "HTTP/1.1 101 Switching\r\n\r\n",
                "HTTP/9.9 200 OK\r\n\r\n",
                "not http at all\r\n\r\n",
                "\r\n\r\n"
            })
    void an_answer_without_a_body_is_an_interruption_that_says_so(String answer) {
        try (ScriptedServer server = ScriptedServer.answering(raw(answer))) {
            Throwable streamed = catchThrowable(() -> prompt(server).stream().collect());
            Throwable called = catchThrowable(() -> prompt(server).call());
            assertThat(streamed).isInstanceOf(PromptException.class).hasMessageContaining("openai");
            assertThat(called).isInstanceOf(PromptException.class).hasMessageContaining("openai");
        }
    }

    @Test
    void a_web_page_is_shown_as_an_error_to_a_call_too() {
        try (ScriptedServer server =
                ScriptedServer.answering(body(200, "text/html", "<html><body>Sign in to the proxy</body></html>"))) {
            assertThat(catchThrowable(() -> prompt(server).call()))
                    .isInstanceOf(PromptException.class)
                    .hasMessageContaining("Sign in to the proxy");
        }
    }

    @Test
    void a_server_that_streams_although_it_was_asked_not_to_is_understood() {
        try (ScriptedServer server = ScriptedServer.answering(
                events(text("a"), text("b"), finish("stop"), usage(1, 2), DONE),
                events(text("a"), error("server_error", "oh no")))) {
            StreamResult result = prompt(server).call();

            assertThat(result.text()).isEqualTo("ab");
            assertThat(result.ending()).isEqualTo(new Ending.Completed());
            assertThat(result.usage()).isPresent();
            assertThat(catchThrowable(() -> prompt(server).call()))
                    .isInstanceOf(StreamInterruptedException.class)
                    .hasMessageContaining("oh no");
        }
    }

    @Test
    void a_server_that_never_closes_after_the_end_marker_does_not_hold_up_the_result() throws Exception {
        CountDownLatch clientGone = new CountDownLatch(1);
        Script script = (request, wire) -> {
            wire.beginStream();
            wire.event(text("a"));
            wire.event(finish("stop"));
            wire.event(DONE);
            wire.awaitClientGone();
            clientGone.countDown();
        };
        try (ScriptedServer server = ScriptedServer.answering(script)) {
            ChunkStream<OpenAiChunk> stream = prompt(server).stream();
            CompletableFuture<Long> settledFirst = new CompletableFuture<>();
            CompletableFuture<StreamResult> unused =
                    stream.result().whenComplete((result, failure) -> settledFirst.complete(clientGone.getCount()));
            Iterator<OpenAiChunk> iterator = stream.iterator();
            iterator.next();
            iterator.next();

            assertThat(iterator.hasNext()).isFalse();
            assertThat(settledFirst.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(1L);
            assertThat(clientGone.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(iterator.hasNext()).isFalse();
            stream.close();
        }
    }

    @Test
    void a_server_that_goes_on_talking_after_the_end_marker_is_hung_up_on() throws Exception {
        CountDownLatch clientGone = new CountDownLatch(1);
        Script script = (request, wire) -> {
            wire.beginStream();
            wire.event(text("a"));
            wire.event(DONE);
            try {
                while (true) {
                    wire.event(text("more"));
                }
            } catch (IOException e) {
                clientGone.countDown();
                throw e;
            }
        };
        try (ScriptedServer server = ScriptedServer.answering(script)) {
            assertThat(prompt(server).stream().collect().text()).isEqualTo("a");
            assertThat(clientGone.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void an_error_whose_body_never_ends_is_told_by_its_status() {
        Script script = (request, wire) -> {
            wire.raw(("HTTP/1.1 503 X\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n"
                            + error("server_error", "overloaded"))
                    .getBytes(UTF_8));
            wire.awaitClientGone();
        };
        try (ScriptedServer server = ScriptedServer.answering(script)) {
            CallOptions options = ONCE.timeouts(Timeouts.defaults().firstChunk(Duration.ofSeconds(15)));
            HandWrittenPrompt prompt =
                    HandWrittenPrompt.with(HandWrittenPrompt.clientOf(server).build(), options);

            assertThat(catchThrowable(() -> prompt.stream().collect()))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("overloaded");
        }
    }
}

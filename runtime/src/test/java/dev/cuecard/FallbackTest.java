package dev.cuecard;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.error;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.refusal;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static dev.cuecard.kit.ScriptedServer.body;
import static dev.cuecard.kit.ScriptedServer.events;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.error.ApiException;
import dev.cuecard.error.ServerException;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.kit.TwoServers;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.Deadline;
import dev.cuecard.stream.RefusalException;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.StreamTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a call goes on to another model, and when it does not. */
@Timeout(60)
class FallbackTest {

    private static final Script GOOD = events(
            "{\"model\":\"b-2026\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"good\"}}]}",
            finish("stop"),
            DONE);
    private static final Script STALLS = (request, wire) -> wire.awaitClientGone();
    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());

    private final List<Duration> waits = new ArrayList<>();

    private PromptClient client(TwoServers servers) {
        return client(servers, builder -> builder);
    }

    private PromptClient client(TwoServers servers, UnaryOperator<PromptClient.Builder> more) {
        return more.apply(servers.client().fallback("second:b").sleeper((wait, ended) -> {
                    waits.add(wait);
                    return ended.getCount() == 0;
                }))
                .build();
    }

    private StreamResult collect(Script first, CallOptions options) {
        try (TwoServers servers = TwoServers.answering(first, GOOD)) {
            return TwoServers.prompt(client(servers), options).stream().collect();
        }
    }

    private static Script failing(int status, String... headers) {
        return body(status, "application/json", error("some_error", "no"), headers);
    }

    @Test
    void each_model_has_retries_of_its_own_and_the_result_tells_who_answered_and_counts_all_requests() {
        try (TwoServers servers = TwoServers.of(
                ScriptedServer.answering(failing(503)), ScriptedServer.answering(failing(500), failing(529), GOOD))) {
            StreamResult result = TwoServers.prompt(client(servers), CallOptions.defaults()).stream()
                    .collect();

            assertThat(result.text()).isEqualTo("good");
            assertThat(result.model()).isEqualTo("b-2026");
            assertThat(result.attempts()).isEqualTo(6);
            assertThat(servers.first().requests()).hasSize(3);
            assertThat(servers.second().requests())
                    .hasSize(3)
                    .allMatch(request -> request.body().contains("\"model\":\"b\""));
            assertThat(waits).hasSize(4);
            assertThat(waits.get(2)).isLessThanOrEqualTo(Duration.ofMillis(500));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 401, 402, 403, 404, 408, 409, 410, 429, 500, 503, 529})
    void an_answer_that_says_nothing_of_the_next_model_moves_the_call_on(int status) {
        assertThat(collect(failing(status), ONCE).text()).isEqualTo("good");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void a_request_that_its_own_model_finds_wrong_is_not_sent_to_others(int status) {
        try (TwoServers servers = TwoServers.answering(failing(status), GOOD)) {
            Throwable thrown = catchThrowable(TwoServers.prompt(client(servers), ONCE)::call);

            assertThat(thrown).isInstanceOf(ApiException.class);
            assertThat(((ApiException) thrown).status()).isEqualTo(status);
            assertThat(servers.second().requests()).isEmpty();
        }
    }

    @Test
    void a_key_that_is_refused_as_a_bad_request_is_still_the_key_of_one_provider() {
        Script refused = body(
                400,
                "application/json",
                "{\"error\":{\"code\":400,\"message\":\"API key not valid\",\"status\":\"INVALID_ARGUMENT\",\"details\":["
                        + "{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"API_KEY_INVALID\"}]}}");
        Script unknown = body(
                400, "application/json", "{\"error\":{\"message\":\"no such model\",\"code\":\"model_not_found\"}}");

        assertThat(collect(unknown, ONCE).text()).isEqualTo("good");
        assertThat(collect(refused, ONCE).text()).isEqualTo("good");
    }

    @Test
    void a_used_up_quota_or_a_wait_of_more_than_a_minute_moves_the_call_on_at_once() {
        Script quota = body(429, "application/json", error("insufficient_quota", "pay"));

        assertThat(collect(quota, CallOptions.defaults()).attempts()).isEqualTo(2);
        assertThat(collect(failing(429, "Retry-After: 61"), CallOptions.defaults())
                        .attempts())
                .isEqualTo(2);
        assertThat(waits).isEmpty();
    }

    @Test
    void a_connection_that_breaks_or_garbage_before_the_first_chunk_moves_the_call_on() {
        Script reset = (request, wire) -> wire.reset();
        Script cut = (request, wire) -> {
            wire.beginStream();
            wire.cut();
        };
        Script page = body(200, "text/html", "<html><title>Sign in</title></html>");
        Script early = events(error("server_error", "overloaded"));

        for (Script broken : List.of(reset, cut, page, early, events("{\"choices\":[}"))) {
            assertThat(collect(broken, ONCE).text()).isEqualTo("good");
        }
    }

    @Test
    void a_server_that_is_not_there_moves_the_call_on() {
        ScriptedServer gone = ScriptedServer.answering(GOOD);
        gone.close();
        try (TwoServers servers = TwoServers.of(gone, ScriptedServer.answering(GOOD))) {
            assertThat(TwoServers.prompt(client(servers), ONCE).call().text()).isEqualTo("good");
        }
    }

    @Test
    void a_first_chunk_that_does_not_come_in_time_moves_the_call_on_before_and_after_the_head_of_the_answer() {
        Script silent = (request, wire) -> {
            wire.beginStream();
            wire.awaitClientGone();
        };
        CallOptions soon = CallOptions.defaults().timeouts(Timeouts.defaults().firstChunk(Duration.ofMillis(1500)));

        for (Script slow : List.of(STALLS, silent)) {
            StreamResult result = collect(slow, soon);

            assertThat(result.text()).isEqualTo("good");
            assertThat(result.attempts()).isEqualTo(2);
        }
    }

    @Test
    void a_thread_that_does_not_come_back_from_a_slow_model_keeps_nobody_waiting() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        try (TwoServers servers = TwoServers.answering(GOOD, GOOD)) {
            PromptClient client = client(
                    servers,
                    builder -> builder.httpClient(new OkHttpClient.Builder()
                            .addInterceptor(chain -> {
                                awaitUninterruptibly(stuck);
                                return chain.proceed(chain.request());
                            })
                            .build()));
            CallOptions soon = ONCE.timeouts(Timeouts.defaults().firstChunk(Duration.ofSeconds(1)));

            AsyncChunkStream<OpenAiChunk> stream =
                    TwoServers.prompt(client, soon).streamAsync();
            CompletableFuture<StreamResult> unused = stream.collect();
            Throwable thrown =
                    stream.result().handle((result, failure) -> failure).get(PATIENCE_SECONDS, SECONDS);

            assertThat(thrown)
                    .isInstanceOf(StreamTimeoutException.class)
                    .hasMessageStartingWith("No chunk came from first:a within 1 s");
            assertThat(servers.second().requests()).isEmpty();
        } finally {
            stuck.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // It is the stubborn kind.
            }
        }
    }

    @Test
    void nothing_moves_once_a_chunk_has_reached_the_caller() {
        Script half = (request, wire) -> {
            wire.beginStream();
            wire.event(text("half"));
            wire.cut();
        };
        try (TwoServers servers = TwoServers.answering(half, GOOD)) {
            List<String> seen = new ArrayList<>();

            Throwable thrown = catchThrowable(() -> TwoServers.prompt(client(servers), CallOptions.defaults()).stream()
                    .text()
                    .forEach(seen::add));

            assertThat(thrown).isInstanceOf(StreamInterruptedException.class);
            assertThat(seen).containsExactly("half");
            assertThat(servers.second().requests()).isEmpty();
        }
    }

    @Test
    void a_refusal_is_an_answer() {
        try (TwoServers servers = TwoServers.answering(events(refusal("I will not"), finish("stop"), DONE), GOOD)) {
            assertThat(catchThrowable(TwoServers.prompt(client(servers), ONCE).stream()::collect))
                    .isInstanceOf(RefusalException.class);
            assertThat(servers.second().requests()).isEmpty();
        }
    }

    @Test
    void the_total_deadline_is_one_for_all_models() {
        try (TwoServers servers = TwoServers.answering(failing(500), STALLS)) {
            Throwable thrown = catchThrowable(TwoServers.prompt(
                    client(servers), ONCE.timeouts(Timeouts.defaults().total(Duration.ofMillis(1500))))::call);

            assertThat(thrown)
                    .isInstanceOf(StreamTimeoutException.class)
                    .hasMessageContaining("second:b")
                    .hasMessageContaining("Before, first:a failed: first answered HTTP 500");
            assertThat(((StreamTimeoutException) thrown).deadline()).isEqualTo(Deadline.TOTAL);
            assertThat(((StreamTimeoutException) thrown).partial().attempts()).isEqualTo(2);
            assertThat(thrown.getSuppressed()).hasExactlyElementsOfTypes(ServerException.class);
        }
    }

    @Test
    void aborting_ends_the_call_whichever_model_it_has_come_to() throws Exception {
        try (TwoServers servers = TwoServers.answering(failing(500), STALLS);
                ScriptedServer third = ScriptedServer.answering(GOOD)) {
            PromptClient client = client(
                    servers,
                    builder ->
                            builder.openAiCompatible("third", third.url(), "").fallback("third:c"));
            AsyncChunkStream<OpenAiChunk> stream =
                    TwoServers.prompt(client, ONCE).streamAsync();
            CompletableFuture<StreamResult> read = stream.collect();
            servers.second().awaitRequest();

            stream.abort();

            StreamResult result = read.get(PATIENCE_SECONDS, SECONDS);
            assertThat(result.aborted()).isTrue();
            assertThat(result.attempts()).isEqualTo(2);
            servers.second().awaitNoConnections();
            assertThat(third.requests()).isEmpty();
        }
    }

    @Test
    void an_interrupted_thread_asks_nobody_else() {
        try (TwoServers servers = TwoServers.answering(GOOD, GOOD)) {
            Thread.currentThread().interrupt();

            Throwable thrown = catchThrowable(TwoServers.prompt(client(servers), ONCE)::call);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(thrown)
                    .isInstanceOf(StreamInterruptedException.class)
                    .hasMessageContaining("interrupted")
                    .hasMessageNotContaining("fallback")
                    .hasNoSuppressedExceptions();
            assertThat(servers.second().requests()).isEmpty();
        }
    }

    @Test
    void every_call_begins_with_its_own_model() {
        try (TwoServers servers =
                TwoServers.of(ScriptedServer.answering(failing(500), GOOD), ScriptedServer.answering(GOOD))) {
            TypedPrompt<OpenAiChunk> prompt = TwoServers.prompt(client(servers), ONCE);

            assertThat(prompt.stream().collect().attempts()).isEqualTo(2);
            assertThat(prompt.stream().collect().attempts()).isEqualTo(1);
            assertThat(servers.second().requests()).hasSize(1);
        }
    }
}

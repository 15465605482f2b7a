package dev.cuecard;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.error;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.LineProvider.END;
import static dev.cuecard.kit.LineProvider.OPEN;
import static dev.cuecard.kit.LineProvider.fail;
import static dev.cuecard.kit.LineProvider.say;
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
import dev.cuecard.error.BadRequestException;
import dev.cuecard.error.RateLimitException;
import dev.cuecard.error.ServerException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.LineProvider;
import dev.cuecard.kit.LineProvider.LineChunk;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.Deadline;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.StreamTimeoutException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a call is tried again, and how long is waited for it. No test waits: the client's sleeper only takes notes. */
@Timeout(60)
class RetriesTest {

    private static final Script GOOD = events(text("good"), finish("stop"), DONE);

    private static final Script HALF = (request, wire) -> {
        wire.beginStream();
        wire.event(text("half"));
        wire.cut();
    };

    private static final CallOptions STREAMED = CallOptions.defaults().stream(true);

    private final List<Duration> waits = new ArrayList<>();

    private HandWrittenPrompt prompt(ScriptedServer server, CallOptions options) {
        PromptClient client = HandWrittenPrompt.clientOf(server)
                .sleeper((wait, ended) -> {
                    waits.add(wait);
                    return ended.getCount() == 0;
                })
                .build();
        return HandWrittenPrompt.with(client, options);
    }

    private TypedPrompt<LineChunk> lines(ScriptedServer server, CallOptions options) {
        LineProvider provider = new LineProvider(server);
        PromptClient client = PromptClient.builder()
                .provider(provider)
                .sleeper((wait, ended) -> {
                    waits.add(wait);
                    return ended.getCount() == 0;
                })
                .build();
        return HandWrittenPrompt.with(client, options).on(provider.model("m"));
    }

    private StreamResult collect(Script... scripts) {
        try (ScriptedServer server = ScriptedServer.answering(scripts)) {
            return prompt(server, CallOptions.defaults()).stream().collect();
        }
    }

    private static Script failing(int status, String... headers) {
        return body(status, "application/json", error("server_error", "try again"), headers);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 502, 503, 529})
    void a_passing_failure_is_tried_again_and_shows_in_the_count_of_attempts(int status) {
        StreamResult result = collect(failing(status), GOOD);

        assertThat(result.text()).isEqualTo("good");
        assertThat(result.attempts()).isEqualTo(2);
        assertThat(waits).hasSize(1);
    }

    @Test
    void two_retries_are_the_default_and_then_the_last_error_comes_out() {
        Throwable thrown = catchThrowable(() -> collect(failing(500), failing(503), failing(502), GOOD));

        assertThat(thrown).isInstanceOf(ServerException.class).hasMessageContaining("502");
        assertThat(((ApiException) thrown).partial().attempts()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 413, 422})
    void what_another_attempt_cannot_mend_is_not_tried_again(int status) {
        Throwable thrown = catchThrowable(() -> collect(failing(status), GOOD));

        assertThat(thrown).isInstanceOf(ApiException.class);
        assertThat(((ApiException) thrown).partial().attempts()).isEqualTo(1);
        assertThat(waits).isEmpty();
    }

    @Test
    void a_used_up_quota_is_not_tried_again() {
        Throwable thrown = catchThrowable(() -> collect(
                body(
                        429,
                        "application/json",
                        "{\"error\":{\"message\":\"pay\",\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\"}}"),
                GOOD));

        assertThat(thrown).isInstanceOf(RateLimitException.class);
        assertThat(waits).isEmpty();
    }

    @Test
    void a_connection_lost_before_the_first_chunk_is_tried_again() {
        Script reset = (request, wire) -> wire.reset();
        Script cut = (request, wire) -> {
            wire.beginStream();
            wire.cut();
        };

        assertThat(collect(reset, cut, GOOD).attempts()).isEqualTo(3);
    }

    @Test
    void an_error_event_before_any_chunk_is_tried_again() {
        Script overloaded = events("{\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\",\"code\":503}}");

        StreamResult result = collect(overloaded, GOOD);

        assertThat(result.text()).isEqualTo("good");
        assertThat(result.attempts()).isEqualTo(2);
    }

    @Test
    void nothing_is_tried_again_once_a_chunk_has_reached_the_caller() {
        Throwable thrown = catchThrowable(() -> collect(HALF, GOOD));

        assertThat(thrown).isInstanceOf(StreamInterruptedException.class);
        assertThat(((StreamInterruptedException) thrown).partial().attempts()).isEqualTo(1);
        assertThat(((StreamInterruptedException) thrown).partial().text()).isEqualTo("half");
    }

    @Test
    void an_error_after_chunks_that_say_nothing_is_tried_again_where_nobody_has_seen_them() throws Exception {
        Script opened = events(OPEN, fail(529));
        Script good = events(OPEN, say("good"), END);

        for (int way = 0; way < 5; way++) {
            try (ScriptedServer server = ScriptedServer.answering(opened, opened, good)) {
                TypedPrompt<LineChunk> prompt = lines(server, CallOptions.defaults());
                StreamResult result = switch (way) {
                    case 0 -> prompt.stream().collect();
                    case 1 -> prompt.stream().result().get(PATIENCE_SECONDS, SECONDS);
                    case 2 -> prompt.streamAsync().collect().get(PATIENCE_SECONDS, SECONDS);
                    case 3 -> lines(server, STREAMED).call();
                    default -> lines(server, STREAMED).callAsync().get(PATIENCE_SECONDS, SECONDS);
                };

                assertThat(result.text()).isEqualTo("good");
                assertThat(result.attempts()).isEqualTo(3);
                assertThat(result.chunkCount()).isEqualTo(2);
                assertThat(result.choices()).hasSize(1);
            }
        }
    }

    @Test
    void an_error_after_a_chunk_that_says_nothing_ends_the_call_of_whoever_has_seen_it() throws Exception {
        Script opened = events(OPEN, fail(529));
        try (ScriptedServer server = ScriptedServer.answering(opened)) {
            List<LineChunk> seen = new ArrayList<>();
            Throwable iterated = catchThrowable(() ->
                    lines(server, CallOptions.defaults()).stream().iterator().forEachRemaining(seen::add));
            Throwable pushed = lines(server, CallOptions.defaults())
                    .streamAsync()
                    .forEach(seen::add)
                    .handle((result, failure) -> failure)
                    .get(PATIENCE_SECONDS, SECONDS);

            assertThat(seen).containsExactly(new LineChunk(OPEN), new LineChunk(OPEN));
            for (Throwable thrown : List.of(iterated, pushed)) {
                assertThat(thrown)
                        .isInstanceOf(StreamInterruptedException.class)
                        .hasCauseInstanceOf(ServerException.class);
                assertThat(((StreamInterruptedException) thrown).partial().attempts())
                        .isEqualTo(1);
            }
            assertThat(waits).isEmpty();
        }
    }

    @Test
    void what_the_last_attempt_brought_stays_when_the_retries_are_used_up() {
        try (ScriptedServer server = ScriptedServer.answering(events(OPEN, fail(529)))) {
            Throwable thrown = catchThrowable(lines(server, CallOptions.defaults()).stream()::collect);

            assertThat(thrown).isInstanceOf(StreamInterruptedException.class);
            StreamResult partial = ((StreamInterruptedException) thrown).partial();
            assertThat(partial.attempts()).isEqualTo(3);
            assertThat(partial.chunkCount()).isEqualTo(1);
            assertThat(partial.responseId()).isEqualTo("opened");
        }
    }

    @Test
    void a_word_that_was_said_is_not_asked_for_twice_though_nobody_has_seen_it() {
        for (boolean keep : new boolean[] {true, false}) {
            try (ScriptedServer server = ScriptedServer.answering(events(OPEN, say("a"), fail(529)))) {
                Throwable thrown =
                        catchThrowable(lines(server, CallOptions.defaults().accumulate(keep)).stream()::collect);

                assertThat(thrown).isInstanceOf(StreamInterruptedException.class);
                assertThat(((StreamInterruptedException) thrown).partial().text())
                        .isEqualTo(keep ? "a" : "");
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @Test
    void aborting_ends_the_wait_for_another_attempt() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering(failing(503), GOOD)) {
            PromptClient client = HandWrittenPrompt.clientOf(server)
                    .sleeper((wait, ended) -> {
                        waiting.countDown();
                        return ended.await(PATIENCE_SECONDS, SECONDS);
                    })
                    .build();
            AsyncChunkStream<OpenAiChunk> stream =
                    HandWrittenPrompt.with(client).streamAsync();
            CompletableFuture<StreamResult> read = stream.forEach(chunk -> {});
            assertThat(waiting.await(PATIENCE_SECONDS, SECONDS)).isTrue();

            stream.abort();

            assertThat(read.get(PATIENCE_SECONDS, SECONDS).aborted()).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void the_total_deadline_is_one_for_all_attempts() {
        Script stalls = (request, wire) -> wire.awaitClientGone();
        try (ScriptedServer server = ScriptedServer.answering(failing(503), stalls)) {
            CallOptions soon =
                    CallOptions.defaults().timeouts(Timeouts.defaults().total(Duration.ofMillis(1500)));

            Throwable thrown = catchThrowable(prompt(server, soon).stream()::collect);

            assertThat(thrown).isInstanceOf(StreamTimeoutException.class);
            assertThat(((StreamTimeoutException) thrown).deadline()).isEqualTo(Deadline.TOTAL);
            assertThat(((StreamTimeoutException) thrown).partial().attempts()).isEqualTo(2);
        }
    }

    @Test
    void a_wait_in_seconds_or_in_milliseconds_is_obeyed() {
        collect(failing(429, "Retry-After: 7"), failing(429, "Retry-After-Ms: 1500", "Retry-After: 9"), GOOD);

        assertThat(waits).containsExactly(Duration.ofSeconds(7), Duration.ofMillis(1500));
    }

    @Test
    void a_date_that_is_past_is_not_waited_for_and_one_that_is_far_ends_the_retries() {
        collect(failing(503, "Retry-After: Wed, 01 Jan 2020 00:00:00 GMT"), GOOD);
        assertThat(waits).containsExactly(Duration.ZERO);

        String inAnHour = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
        assertThat(catchThrowable(() -> collect(failing(503, "Retry-After: " + inAnHour), GOOD)))
                .isInstanceOf(ServerException.class);
        assertThat(waits).hasSize(1);
    }

    @Test
    void a_wait_of_more_than_a_minute_ends_the_call_at_once() {
        Throwable thrown = catchThrowable(() -> collect(failing(429, "Retry-After: 61"), GOOD));

        assertThat(thrown).isInstanceOf(RateLimitException.class);
        assertThat(((RateLimitException) thrown).retryAfter()).contains(Duration.ofSeconds(61));
        assertThat(waits).isEmpty();
    }

    @Test
    void own_waits_grow_and_are_spread() {
        for (int i = 0; i < 40; i++) {
            collect(failing(500), failing(500), GOOD);
        }

        List<Duration> first = new ArrayList<>();
        List<Duration> second = new ArrayList<>();
        for (int i = 0; i < waits.size(); i += 2) {
            first.add(waits.get(i));
            second.add(waits.get(i + 1));
        }
        assertThat(first).allMatch(wait -> wait.compareTo(Duration.ofMillis(500)) <= 0);
        assertThat(second)
                .allMatch(wait -> wait.compareTo(Duration.ofMillis(1000)) <= 0)
                .anyMatch(wait -> wait.compareTo(Duration.ofMillis(500)) > 0);
        assertThat(first).doesNotHaveDuplicates();
    }

    @Test
    void the_provider_s_own_word_on_whether_to_try_again_is_obeyed() {
        assertThat(collect(failing(400, "x-should-retry: true"), GOOD).attempts())
                .isEqualTo(2);
        assertThat(catchThrowable(() -> collect(failing(500, "x-should-retry: false"), GOOD)))
                .isInstanceOf(ServerException.class);
    }

    @Test
    void a_call_may_have_retries_of_its_own() {
        try (ScriptedServer server = ScriptedServer.answering(failing(500), GOOD)) {
            Throwable thrown =
                    catchThrowable(prompt(server, CallOptions.defaults().retries(Retries.none()))::call);
            assertThat(thrown).isInstanceOf(ServerException.class);
        }
    }

    @Test
    void no_wait_is_begun_that_the_total_deadline_would_cut() {
        try (ScriptedServer server = ScriptedServer.answering(failing(503, "Retry-After: 30"), GOOD)) {
            CallOptions inTenSeconds =
                    CallOptions.defaults().timeouts(Timeouts.defaults().total(Duration.ofSeconds(10)));

            assertThat(catchThrowable(prompt(server, inTenSeconds).stream()::collect))
                    .isInstanceOf(ServerException.class);
            assertThat(waits).isEmpty();
        }
    }

    @Test
    void a_bad_request_names_the_provider_s_words_type_and_request() {
        Throwable thrown = catchThrowable(() -> collect(body(
                400, "application/json", error("invalid_request_error", "no such parameter"), "x-request-id: req_7")));

        assertThat(thrown)
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("openai answered HTTP 400")
                .hasMessageContaining("invalid_request_error")
                .hasMessageContaining("no such parameter")
                .hasMessageContaining("req_7");
        assertThat(((ApiException) thrown).requestId()).isEqualTo("req_7");
        assertThat(((ApiException) thrown).retryable()).isFalse();
    }
}

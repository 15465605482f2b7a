package dev.cuecard;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.error;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.ScriptedServer.body;
import static dev.cuecard.kit.ScriptedServer.events;
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
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamResult;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a call is tried again, and how long is waited for it. No test waits: the client's sleeper only takes notes. */
@Timeout(60)
class RetriesTest {

    private static final Script GOOD = events(text("good"), finish("stop"), DONE);

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
        Script half = (request, wire) -> {
            wire.beginStream();
            wire.event(text("half"));
            wire.cut();
        };

        Throwable thrown = catchThrowable(() -> collect(half, GOOD));

        assertThat(thrown).isInstanceOf(StreamInterruptedException.class);
        assertThat(((StreamInterruptedException) thrown).partial().attempts()).isEqualTo(1);
        assertThat(((StreamInterruptedException) thrown).partial().text()).isEqualTo("half");
    }

    @Test
    void a_wait_in_seconds_in_milliseconds_or_to_a_date_is_obeyed() {
        String inHalfAMinute = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(30));

        collect(failing(429, "Retry-After: 7"), failing(429, "Retry-After-Ms: 1500", "Retry-After: 9"), GOOD);
        collect(failing(503, "Retry-After: " + inHalfAMinute), GOOD);

        assertThat(waits.subList(0, 2)).containsExactly(Duration.ofSeconds(7), Duration.ofMillis(1500));
        assertThat(waits.get(2)).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
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

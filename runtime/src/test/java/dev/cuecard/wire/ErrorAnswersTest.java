package dev.cuecard.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.error.ApiError;
import dev.cuecard.provider.ErrorResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers whose status is an error. */
class ErrorAnswersTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static ApiError read(int status, Map<String, String> headers, String body) {
        return new ErrorReader("openai", InstantSource.fixed(NOW))
                .readAnswer(new ErrorResponse(
                        status, name -> headers.getOrDefault(name.toLowerCase(Locale.ROOT), ""), body));
    }

    private static ApiError read(String body) {
        return read(400, Map.of(), body);
    }

    @Test
    void openais_error_object_is_read_whole() {
        String body =
                "{\"error\":{\"message\":\"No such model\",\"type\":\"invalid_request_error\",\"param\":\"model\","
                        + "\"code\":\"model_not_found\"}}";

        ApiError error = read(404, Map.of("x-request-id", "req_1"), body);

        assertThat(error.provider()).isEqualTo("openai");
        assertThat(error.status()).isEqualTo(404);
        assertThat(error.message()).isEqualTo("No such model");
        assertThat(error.type()).isEqualTo("invalid_request_error");
        assertThat(error.code()).isEqualTo("model_not_found");
        assertThat(error.requestId()).isEqualTo("req_1");
        assertThat(error.body()).isEqualTo(body);
        assertThat(error.retryAfter()).isEmpty();
        assertThat(error.shouldRetry()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":\"no\"} | no",
                "{\"error\":\"no\",\"message\":\"longer\"} | no",
                "{\"error\":[\"a\",{\"m\":1},\"\"]} | a; {\"m\":1}",
                "{\"error\":{\"message\":{\"detail\":[1]}}} | {\"detail\":[1]}",
                "{\"error\":{\"msg\":\"no\"}} | no",
                "{\"detail\":\"no\"} | no",
                "{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"no\"}]} | [{\"loc\":[\"body\"],\"msg\":\"no\"}]",
                "{\"object\":\"error\",\"message\":\"no\",\"code\":40001} | no",
                "{\"message\":\"no\"} | no",
                "[{\"error\":{\"message\":\"no\"}}] | no",
                "{\"error\":{\"message\":\"no\"},\"detail\":\"worse\",\"message\":\"worst\"} | no",
                "{\"error\":{\"message\":\"no\"},\"rest\":{\"cut\": | no",
                "{\"error\":{\"message\":\"no\",\"type\":\"cu | no",
                "<html><HEAD><TITLE> 502 Bad Gateway </title> | 502 Bad Gateway",
                "upstream connect error | upstream connect error"
            })
    void the_message_is_found_in_every_form(String body, String message) {
        assertThat(read(body).message()).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{}", "[]", "[1]", "{\"error\":null}", "{\"error\":7}", "<html>", "{\"a", "[[[["})
    void a_body_that_says_nothing_leaves_the_message_empty(String body) {
        ApiError error = read(502, Map.of(), body);

        assertThat(error.message()).isEmpty();
        assertThat(error.status()).isEqualTo(502);
    }

    @Test
    void type_and_code_are_found_in_every_form() {
        assertThat(read("{\"message\":\"m\",\"type\":\"t\",\"code\":1500}").type())
                .isEqualTo("t");
        assertThat(read("{\"message\":\"m\",\"type\":\"t\",\"code\":1500}").code())
                .isEqualTo("1500");
        assertThat(read("{\"error\":\"m\",\"error_type\":\"overloaded\"}").type())
                .isEqualTo("overloaded");
        assertThat(read("{\"error\":{\"status\":\"INVALID_ARGUMENT\",\"code\":400}}")
                        .type())
                .isEqualTo("INVALID_ARGUMENT");
        assertThat(read("{\"error\":{\"type\":\"inner\"},\"type\":\"error\"}").type())
                .isEqualTo("inner");
        assertThat(read("{\"error\":{\"type\":null,\"code\":{\"a\":1}}}").code())
                .isEmpty();
    }

    @Test
    void the_status_of_the_answer_stands_and_a_good_one_gives_way_to_the_errors_own() {
        String body = "{\"error\":{\"message\":\"m\",\"code\":503}}";

        assertThat(read(400, Map.of(), body).status()).isEqualTo(400);
        assertThat(read(200, Map.of(), body).status()).isEqualTo(503);
        assertThat(read(200, Map.of(), "{\"error\":\"m\"}").status()).isEqualTo(200);
    }

    @Test
    void the_servers_own_request_id_goes_before_the_edges() {
        Map<String, String> edge = Map.of("cf-ray", "ray");

        assertThat(read(500, edge, "").requestId()).isEqualTo("ray");
        assertThat(read(500, edge, "{\"request_id\":\"body\"}").requestId()).isEqualTo("body");
        assertThat(read(500, Map.of("cf-ray", "ray", "request-id", " r "), "").requestId())
                .isEqualTo("r");
        assertThat(read(500, Map.of("request-id", "r", "x-request-id", "x"), "").requestId())
                .isEqualTo("x");
        assertThat(read(500, Map.of(), "{\"error\":{\"request_id\":\"inner\"}}").requestId())
                .isEqualTo("inner");
    }

    @ParameterizedTest
    @CsvSource({
        "retry-after-ms, 644, 644",
        "retry-after-ms, 0, 0",
        "retry-after-ms, 12.5, 12",
        "retry-after, 2, 2000",
        "retry-after, 0.25, 250",
        "retry-after, ' 3 ', 3000",
        "retry-after, 86400, 86400000",
        "retry-after, 'Sat, 21 Nov 2026 12:01:30 GMT', 90000",
        "retry-after, 'Sat, 21 Nov 2026 11:59:00 GMT', 0"
    })
    void a_wait_is_read(String header, String value, long millis) {
        assertThat(read(429, Map.of(header, value), "").retryAfter())
                .map(Duration::toMillis)
                .contains(millis);
    }

    @Test
    void milliseconds_go_before_seconds_unless_they_are_nonsense() {
        assertThat(read(429, Map.of("retry-after-ms", "5", "retry-after", "1"), "")
                        .retryAfter())
                .contains(Duration.ofMillis(5));
        assertThat(read(429, Map.of("retry-after-ms", "soon", "retry-after", "1"), "")
                        .retryAfter())
                .contains(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "NaN",
                "Infinity",
                "1e3",
                "0x10",
                "5d",
                ".",
                "1.2.3",
                "soon",
                "99999999999999999999",
                "Sun, 21 Nov 2026 12:01:30 GMT",
                "2026-11-21",
                "Fri, 21 Nov 2098 12:00:00 GMT"
            })
    void a_wait_that_makes_no_sense_is_none(String value) {
        assertThat(read(429, Map.of("retry-after", value, "retry-after-ms", value), "")
                        .retryAfter())
                .isEmpty();
    }

    @Test
    void the_providers_word_on_trying_again_is_kept() {
        assertThat(read(400, Map.of("x-should-retry", "true"), "").shouldRetry())
                .contains(true);
        assertThat(read(500, Map.of("x-should-retry", "FALSE"), "").shouldRetry())
                .contains(false);
        assertThat(read(500, Map.of("x-should-retry", "maybe"), "").shouldRetry())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Incorrect API key provided: sk-proj-ab****wxyz. You can, Incorrect API key provided: [key]. You can",
        "Incorrect API key provided: invalid-*****2345., Incorrect API key provided: [key].",
        "key 'sk-abcdefghijklmnop' is bad, key '[key]' is bad",
        "(gsk_0123456789abcdef), ([key])",
        "sk-ab...yz, [key]",
        "sk-ab…yz, [key]",
        "***, [key]",
        "at ?key=AIza0123456789%2Dabc%5fdef&x=1, at ?key=[key]&x=1",
        "100% and 7%20 of it, 100% and 7%20 of it",
        "no key in here, no key in here",
        "model sk-small and ** or 2 * 3, model sk-small and ** or 2 * 3"
    })
    void what_looks_like_a_key_is_masked_wholly(String message, String masked) {
        ApiError error = read("{\"error\":{\"message\":\"" + message + "\"}}");

        assertThat(error.message()).isEqualTo(masked);
        assertThat(error.body()).contains(masked);
        assertThat(KeyMask.mask(masked)).isEqualTo(masked);
    }

    @Test
    void a_key_is_masked_wholly_as_json_may_escape_it_and_as_an_id_of_the_request() {
        assertThat(KeyMask.mask("{\"a\":\"sk-0123456789\\u002Dabc\\u005fdef\\u0022\"}"))
                .isEqualTo("{\"a\":\"[key]\\u0022\"}");
        assertThat(read(401, Map.of("x-request-id", "sk-abcdefghijklmnop"), "").requestId())
                .isEqualTo("[key]");
        assertThat(read(401, Map.of(), "{\"request_id\":\"sk-abcdefghijklmnop\"}")
                        .requestId())
                .isEqualTo("[key]");
    }

    @Property(tries = 300)
    void no_body_whatever_makes_reading_fail(@ForAll String body) {
        ApiError error = read(500, Map.of("retry-after", body), body);

        assertThat(error.status()).isEqualTo(500);
    }
}

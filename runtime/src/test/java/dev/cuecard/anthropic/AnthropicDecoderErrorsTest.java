package dev.cuecard.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.error.ApiError;
import dev.cuecard.provider.ChunkDecoder;
import dev.cuecard.provider.ErrorResponse;
import dev.cuecard.provider.WireEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors, as answers and inside answers that began well. */
class AnthropicDecoderErrorsTest {

    @Test
    void an_error_event_is_no_chunk() throws Exception {
        String data =
                "{\"type\":\"error\",\"error\":{\"details\":null,\"type\":\"overloaded_error\",\"message\":\"Overloaded\"},"
                        + "\"request_id\":\"req_1\"}";

        Merged merged = Merged.stream(Events.text(0, "a"), data);

        assertThat(merged.chunks).hasSize(1);
        ApiError error = merged.error.orElseThrow();
        assertThat(error.provider()).isEqualTo("anthropic");
        assertThat(error.status()).isEqualTo(529);
        assertThat(error.type()).isEqualTo("overloaded_error");
        assertThat(error.message()).isEqualTo("Overloaded");
        assertThat(error.requestId()).isEqualTo("req_1");
        assertThat(error.body()).isEqualTo(data);
        assertThat(error.retryable()).isTrue();
        assertThat(merged.finished).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_request_error, 400",
        "authentication_error, 401",
        "billing_error, 402",
        "permission_error, 403",
        "not_found_error, 404",
        "request_too_large, 413",
        "rate_limit_error, 429",
        "api_error, 500",
        "timeout_error, 504",
        "overloaded_error, 529",
        "something_new, 200"
    })
    void an_error_event_has_the_status_that_its_type_stands_for(String type, int status) throws Exception {
        Merged merged = Merged.stream("{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"m\"}}");

        assertThat(merged.error.orElseThrow().status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"error\",\"message\":\"Broken\"}",
                "{\"type\":\"error\",\"error\":\"Broken\"}",
                "{\"error\":{\"message\":\"Broken\"}}",
                "{\"error\":[\"Broken\"]}",
                "{\"error\":{\"a\":[{}],\"message\":\"Broken\"}}",
                "{\"error\":true,\"message\":\"Broken\"}",
                "{\"message\":\"Broken\"}",
                "{\"detail\":\"Broken\"}",
                "{\"type\":\"something_new\",\"error\":{\"message\":\"Broken\"}}"
            })
    void every_form_of_error_is_one_in_a_stream_and_in_place_of_it(String data) throws Exception {
        for (Merged merged : List.of(Merged.stream(data), Merged.whole(data))) {
            assertThat(merged.chunks).isEmpty();
            assertThat(merged.error.orElseThrow().message()).isEqualTo("Broken");
            assertThat(merged.finished).isFalse();
        }
    }

    @Test
    void a_sentence_of_an_unknown_kind_is_an_error_only_where_it_is_the_whole_answer() throws Exception {
        String data = "{\"type\":\"notice\",\"message\":\"Broken\"}";

        assertThat(Merged.stream(data).error).isEmpty();
        assertThat(Merged.whole(data).error.orElseThrow().message()).isEqualTo("Broken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "{}", "[]", "false", "0"})
    void a_field_that_tells_of_nothing_is_no_error(String error) throws Exception {
        String data = "{\"error\":" + error + ",\"type\":\"content_block_delta\",\"index\":0,"
                + "\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}}";

        Merged merged = Merged.stream(data);

        assertThat(merged.error).isEmpty();
        assertThat(merged.text).isEqualTo("a");
    }

    @Test
    void an_error_beside_a_reply_leaves_the_reply_its_chunk() throws Exception {
        String data = "{\"error\":{\"message\":\"Broken\"},\"type\":\"message\",\"content\":[{\"type\":\"text\","
                + "\"text\":\"a\"}]}";

        for (Merged merged : List.of(Merged.stream(data), Merged.whole(data))) {
            assertThat(merged.text).isEqualTo("a");
            assertThat(merged.error.orElseThrow().message()).isEqualTo("Broken");
        }
    }

    @Test
    void an_event_named_error_is_an_error_whatever_it_holds() throws Exception {
        for (String data : List.of("{\"message\":\"Broken\"}", "Broken", "{\"error\":{\"message\":\"Broken\"}}")) {
            for (boolean terminated : new boolean[] {true, false}) {
                ChunkDecoder<AnthropicChunk> decoder = Merged.decoder();
                WireEvent event = new WireEvent("error", data.getBytes(StandardCharsets.UTF_8), terminated);

                assertThat(decoder.decode(event)).isNull();
                assertThat(decoder.error().orElseThrow().message()).isEqualTo("Broken");
            }
        }
    }

    @Test
    void an_error_is_told_of_once() throws Exception {
        ChunkDecoder<AnthropicChunk> decoder = Merged.decoder();

        decoder.decode(Merged.event("error", "{\"error\":\"x\"}"));
        assertThat(decoder.error()).isPresent();
        decoder.decode(Merged.event("ping", "{\"type\":\"ping\"}"));
        assertThat(decoder.error()).isEmpty();

        decoder.decodeWhole(Merged.event("", "{\"error\":\"x\"}"));
        decoder.decodeWhole(Merged.event("", "{\"content\":[]}"));
        assertThat(decoder.error()).isEmpty();
    }

    @Test
    void an_error_answer_is_read_with_its_headers() {
        Map<String, String> headers = Map.of("request-id", "req_head", "retry-after", "17", "x-should-retry", "true");
        ApiError error = Anthropic.provider()
                .readError(new ErrorResponse(
                        429,
                        name -> headers.getOrDefault(name, ""),
                        "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"Slow down\"},"
                                + "\"request_id\":\"req_body\"}"));

        assertThat(error.status()).isEqualTo(429);
        assertThat(error.type()).isEqualTo("rate_limit_error");
        assertThat(error.message()).isEqualTo("Slow down");
        assertThat(error.requestId()).isEqualTo("req_head");
        assertThat(error.retryAfter()).contains(Duration.ofSeconds(17));
        assertThat(error.shouldRetry()).contains(true);
    }
}

package dev.cuecard.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.error.ApiError;
import dev.cuecard.provider.ErrorResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors in place of an answer, in the middle of one, and in the body of a good one. */
class GeminiErrorsTest {

    private static final String OVERLOADED =
            "{\"error\":{\"code\":503,\"message\":\"The model is overloaded.\",\"status\":\"UNAVAILABLE\"}}";

    private static ApiError read(int status, String body) {
        return Gemini.provider().readError(new ErrorResponse(status, name -> "", body));
    }

    @Test
    void a_key_that_is_not_valid_is_told_by_its_reason() {
        ApiError error = read(400, """
                {"error": {"code": 400, "message": "API key not valid.", "status": "INVALID_ARGUMENT",
                  "details": [
                    {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID",
                     "domain": "googleapis.com", "metadata": {"service": "generativelanguage.googleapis.com"}},
                    {"@type": "type.googleapis.com/google.rpc.LocalizedMessage", "locale": "en-US"}]}}
                """);

        assertThat(error.provider()).isEqualTo("google");
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.type()).isEqualTo("INVALID_ARGUMENT");
        assertThat(error.code()).isEqualTo("API_KEY_INVALID");
        assertThat(error.message()).isEqualTo("API key not valid.");
        assertThat(error.retryable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_ARGUMENT, false",
        "403, PERMISSION_DENIED, false",
        "404, NOT_FOUND, false",
        "429, RESOURCE_EXHAUSTED, true",
        "500, INTERNAL, true",
        "503, UNAVAILABLE, true",
        "504, DEADLINE_EXCEEDED, true"
    })
    void an_error_has_its_word_and_may_be_tried_again_or_not(int status, String word, boolean retryable) {
        String body = "{\"error\":{\"code\":" + status + ",\"message\":\"No.\",\"status\":\"" + word + "\"}}";

        for (ApiError error : List.of(read(status, body), read(status, "[" + body + "\n]"))) {
            assertThat(error.status()).isEqualTo(status);
            assertThat(error.type()).isEqualTo(word);
            assertThat(error.message()).isEqualTo("No.");
            assertThat(error.retryable()).isEqualTo(retryable);
        }
    }

    @Test
    void the_wait_that_google_asks_for_is_in_the_body() {
        ApiError error = read(429, """
                {"error": {"code": 429, "message": "Quota exceeded.", "status": "RESOURCE_EXHAUSTED",
                  "details": [
                    {"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [{"quotaId": "q"}]},
                    {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "34.074824224s"}]}}
                """);

        assertThat(error.retryAfter()).contains(Duration.ofNanos(34_074_824_224L));
    }

    @Test
    void a_page_of_a_gateway_and_no_body_at_all_are_errors_too() {
        assertThat(read(502, "<html><title>502 Bad Gateway</title></html>").message())
                .isEqualTo("502 Bad Gateway");
        assertThat(read(500, "").message()).isEmpty();
        assertThat(read(500, "").retryable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n"})
    void an_error_in_place_of_a_stream_is_no_chunk(String before) throws Exception {
        for (String data : List.of(OVERLOADED, "[" + OVERLOADED + "]", "[\n" + OVERLOADED + "\n]\n")) {
            for (Merged merged : List.of(Merged.stream(before + data), Merged.whole(before + data))) {
                assertThat(merged.chunks).isEmpty();
                ApiError error = merged.error.orElseThrow();
                assertThat(error.status()).isEqualTo(503);
                assertThat(error.type()).isEqualTo("UNAVAILABLE");
                assertThat(error.message()).isEqualTo("The model is overloaded.");
                assertThat(merged.decoder.finished()).isFalse();
            }
        }
    }

    @Test
    void an_error_in_the_middle_of_a_stream_is_told_once() throws Exception {
        Merged merged = Merged.stream(Merged.parts("{\"text\":\"a\"}"), OVERLOADED);

        assertThat(merged.chunks).hasSize(1);
        assertThat(merged.error).isPresent();
        assertThat(merged.decoder.decode(Merged.event(Merged.finish("STOP")))).isNotNull();
        assertThat(merged.decoder.error()).isEmpty();
    }

    @Test
    void an_error_beside_a_candidate_does_not_hide_it() throws Exception {
        Merged merged = Merged.stream(
                "{\"error\":{\"message\":\"No.\"},\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}]}");

        assertThat(merged.first().text.toString()).isEqualTo("a");
        assertThat(merged.error).map(ApiError::message).contains("No.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":\"No.\"} | No.",
                "{\"detail\":\"No.\"} | No.",
                "{\"detail\":[{\"msg\":\"No.\"}]} | [{\"msg\":\"No.\"}]",
                "{\"message\":\"No.\",\"code\":16} | No.",
                "{\"code\":\"x\",\"message\":\"No.\"} | No.",
                "{\"status\":\"x\",\"message\":\"No.\"} | No."
            })
    void servers_in_between_have_errors_of_other_forms(String data, String message) throws Exception {
        for (Merged merged : List.of(Merged.stream(data), Merged.whole(data))) {
            assertThat(merged.chunks).isEmpty();
            assertThat(merged.error).map(ApiError::message).contains(message);
        }
    }

    @Test
    void a_sentence_alone_is_an_error_only_in_place_of_an_answer() throws Exception {
        assertThat(Merged.whole("{\"message\":\"No.\"}").error).isPresent();
        assertThat(Merged.stream("{\"message\":\"No.\"}").error).isEmpty();
        assertThat(Merged.whole("{\"message\":\"No.\",\"candidates\":[]}").error)
                .isEmpty();
        assertThat(Merged.whole("{\"message\":\"No.\",\"promptFeedback\":{}}").error)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"error\":null}", "{\"error\":\"\"}", "{\"error\":{}}", "{\"error\":[]}", "{\"error\":false}"})
    void a_field_for_errors_that_holds_none_is_none(String data) throws Exception {
        assertThat(Merged.stream(data).error).isEmpty();
        assertThat(Merged.whole(data).error).isEmpty();
    }

    @Test
    void an_event_that_is_named_an_error_is_one_whatever_it_holds() throws Exception {
        for (String data : List.of("out of order", "{\"say\":\"out of order\"}")) {
            Merged merged = Merged.stream(List.of(Merged.event("error", data, true)));

            assertThat(merged.chunks).isEmpty();
            assertThat(merged.error).map(ApiError::body).contains(data);
        }
    }
}

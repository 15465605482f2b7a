package dev.cuecard.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.error.ApiError;
import dev.cuecard.provider.ErrorResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OllamaErrorsTest {

    private static ApiError read(int status, String body) {
        return Ollama.provider()
                .readError(new ErrorResponse(status, name -> name.equals("x-request-id") ? "req_1" : "", body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":\"it broke\"} | it broke | 200",
                "{\"error\":\"busy\",\"status\":503} | busy | 503",
                "{\"error\":\"busy\",\"status_code\":503} | busy | 503",
                "{\"model\":\"m\",\"done\":true,\"error\":\"it broke\"} | it broke | 200",
                "{\"error\":{\"message\":\"no\",\"type\":\"api_error\"}} | no | 500",
                "{\"error\":[\"a\",\"b\"]} | a; b | 200",
                "{\"message\":\"Unauthorized\",\"code\":401} | Unauthorized | 401",
                "{\"detail\":\"Not Found\"} | Not Found | 200"
            })
    void an_error_line_is_an_error_at_any_point_and_in_place_of_an_answer(String line, String message, int status)
            throws Exception {
        Answer middle = Answer.lines("{\"message\":{\"content\":\"a\"}}", line);
        Answer whole = Answer.whole(line.getBytes(StandardCharsets.UTF_8));

        for (Answer answer : new Answer[] {middle, Answer.lines(line), whole}) {
            ApiError error = answer.error.orElseThrow();
            assertThat(error.message()).isEqualTo(message);
            assertThat(error.status()).isEqualTo(status);
            assertThat(error.body()).isEqualTo(line);
            assertThat(answer.ended).isFalse();
        }
        assertThat(middle.chunks).hasSize(1);
        assertThat(whole.chunks).isEmpty();
    }

    @Test
    void an_error_beside_a_piece_of_the_reply_takes_nothing_away_from_it() throws Exception {
        Answer answer = Answer.lines("{\"message\":{\"content\":\"a\"},\"error\":\"it broke\"}");

        assertThat(answer.text).hasToString("a");
        assertThat(answer.error).isPresent();
    }

    @Test
    void an_error_is_told_once() throws Exception {
        var decoder = Answer.decoder();
        decoder.decode(Answer.event("{\"error\":\"it broke\"}"));
        decoder.decode(Answer.event("{}"));

        assertThat(decoder.error()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"Hi\",\"model\":\"m\",\"done\":false}",
                "{\"message\":\"Hi\",\"done\":true}",
                "{\"message\":{\"content\":\"Hi\"},\"detail\":\"more\"}",
                "{\"message\":\"\",\"detail\":{}}"
            })
    void a_sentence_is_no_error_where_a_reply_is_told_of(String line) throws Exception {
        assertThat(Answer.lines(line).error).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {\"error\":\"model 'x' not found\"} | model 'x' not found | false",
                "400 | {\"error\":\"\\\"m\\\" does not support tools\"} | \"m\" does not support tools | false",
                "401 | {\"error\":\"unauthorized\",\"signin_url\":\"https://example.org\"} | unauthorized | false",
                "500 | {\"error\":\"llama runner process has terminated\"} | llama runner process has terminated | true",
                "503 | {\"error\":\"server busy, please try again\"} | server busy, please try again | true",
                "502 | <html><title>502 Bad Gateway</title></html> | 502 Bad Gateway | true"
            })
    void an_error_answer_is_understood(int status, String body, String message, boolean retryable) {
        ApiError error = read(status, body);

        assertThat(error.provider()).isEqualTo("ollama");
        assertThat(error.status()).isEqualTo(status);
        assertThat(error.message()).isEqualTo(message);
        assertThat(error.requestId()).isEqualTo("req_1");
        assertThat(error.retryable()).isEqualTo(retryable);
    }

    @Test
    void an_empty_error_answer_says_nothing() {
        assertThat(read(500, "").message()).isEmpty();
    }

    @Test
    void only_a_model_that_is_not_there_is_to_be_pulled() {
        assertThat(Ollama.provider().advice(read(404, "{\"error\":\"model 'x' not found\"}"), "x"))
                .isEqualTo("A model that the server does not have yet is fetched with: ollama pull x");
        assertThat(Ollama.provider().advice(read(500, "{\"error\":\"x\"}"), "x"))
                .isEmpty();
    }
}

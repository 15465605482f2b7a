package dev.cuecard.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.error.ApiError;
import dev.cuecard.provider.WireEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors that come inside an answer that began well. */
class OpenAiDecoderErrorsTest {

    private static ApiError error(String data) throws Exception {
        Merged merged = Merged.stream(data);
        assertThat(merged.chunks).isEmpty();
        return merged.error.orElseThrow();
    }

    @Test
    void an_error_object_is_read() throws Exception {
        String data =
                "{\"error\":{\"message\":\"Too much\",\"type\":\"tokens\",\"param\":null,\"code\":\"rate_limit_exceeded\"}}";

        ApiError error = error(data);

        assertThat(error.provider()).isEqualTo("server");
        assertThat(error.message()).isEqualTo("Too much");
        assertThat(error.type()).isEqualTo("tokens");
        assertThat(error.code()).isEqualTo("rate_limit_exceeded");
        assertThat(error.status()).isEqualTo(429);
        assertThat(error.body()).isEqualTo(data);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"Too much\"}",
                "{\"error\":[\"Too much\"]}",
                "{\"error\":{\"message\":\"Too much\"}}",
                "{\"error\":{\"error\":{\"message\":\"Too much\"}}}",
                "{\"object\":\"error\",\"message\":\"Too much\"}",
                "{\"object\":\"Error\",\"message\":\"Too much\"}",
                "{\"type\":\"error\",\"message\":\"Too much\"}",
                "{\"message\":\"Too much\",\"type\":\"limit\"}",
                "{\"message\":\"Too much\",\"code\":429}",
                "{\"detail\":\"Too much\"}",
                "{\"error\":true,\"message\":\"Too much\"}",
                "{\"x_groq\":{\"id\":\"r\",\"error\":\"Too much\"}}"
            })
    void every_form_of_error_is_one(String data) throws Exception {
        assertThat(error(data).message()).isEqualTo("Too much");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":null}",
                "{\"error\":\"\"}",
                "{\"error\":{}}",
                "{\"error\":[]}",
                "{\"error\":false}",
                "{\"object\":\"chat.completion.chunk\"}",
                "{\"choices\":[],\"detail\":\"fine\"}",
                "{\"message\":\"hello\"}",
                "{\"message\":\"hello\",\"type\":null,\"code\":null}",
                "{\"message\":\"hello\",\"type\":\"greeting\",\"choices\":[]}",
                "{\"type\":\"error\"}"
            })
    void a_field_that_tells_of_nothing_is_no_error(String data) throws Exception {
        Merged merged = Merged.stream(data);

        assertThat(merged.error).isEmpty();
        assertThat(merged.chunks).hasSize(1);
    }

    @Test
    void an_error_beside_a_reply_leaves_the_reply_its_chunk() throws Exception {
        Merged merged = Merged.stream(
                "{\"id\":\"g\",\"error\":{\"code\":502,\"message\":\"Upstream\",\"metadata\":{\"a\":[{}]}},"
                        + "\"choices\":[{\"delta\":{\"content\":\"ab\"},\"finish_reason\":\"error\"}]}");

        assertThat(merged.first().text.toString()).isEqualTo("ab");
        assertThat(merged.error.orElseThrow().status()).isEqualTo(502);
        assertThat(merged.error.orElseThrow().code()).isEqualTo("502");
        assertThat(Merged.stream("{\"error\":\"x\",\"usage\":{\"total_tokens\":1}}").chunks)
                .hasSize(1);
    }

    @Test
    void an_error_that_comes_first_with_an_empty_choice_is_no_chunk_but_a_later_one_is() throws Exception {
        String failed = "{\"error\":{\"message\":\"Upstream\",\"code\":502},"
                + "\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}";

        assertThat(Merged.stream(failed).chunks).isEmpty();
        assertThat(Merged.whole(failed.getBytes(StandardCharsets.UTF_8)).chunks).isEmpty();
        Merged later = Merged.stream("{\"choices\":[{\"delta\":{\"content\":\"a\"}}]}", failed);
        assertThat(later.chunks).hasSize(2);
        assertThat(later.first().finishReason.orElseThrow().raw()).isEqualTo("error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\",\"error\":{\"code\":502,\"message\":\"Upstream\"}}]}",
                "{\"choices\":[{\"error\":{\"message\":\"Upstream\",\"code\":502},\"message\":{\"content\":null}}],\"error\":null}",
                "{\"choices\":[7,{\"error\":null},{\"error\":{\"message\":\"Upstream\",\"code\":502}}]}",
                "{\"error\":{\"message\":\"Upstream\",\"code\":502},\"choices\":[{\"error\":{\"message\":\"less\"}}]}",
                "{\"choices\":[{\"error\":{\"message\":\"less\"}}],\"error\":{\"message\":\"Upstream\",\"code\":502}}"
            })
    void an_error_inside_a_choice_is_one(String data) throws Exception {
        for (Merged merged : List.of(Merged.stream(data), Merged.whole(data.getBytes(StandardCharsets.UTF_8)))) {
            ApiError error = merged.error.orElseThrow();
            assertThat(error.message()).isEqualTo("Upstream");
            assertThat(error.status()).isEqualTo(502);
        }
        for (String none : List.of("null", "{}", "\"\"", "false")) {
            assertThat(Merged.stream("{\"choices\":[{\"delta\":{\"content\":\"a\"},\"error\":" + none + "}]}").error)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'\"code\":503', 503",
        "'\"code\":\"429\"', 429",
        "'\"code\":1500', 200",
        "'\"code\":200', 200",
        "'\"code\":\"tool_use_failed\",\"status_code\":400', 400",
        "'\"status\":418', 418",
        "'\"code\":3505,\"raw_status_code\":503', 503",
        "'\"type\":\"server_error\",\"code\":null', 500",
        "'\"type\":\"invalid_request_error\",\"code\":\"insufficient_quota\"', 429",
        "'\"type\":\"strange\"', 200"
    })
    void an_error_has_the_status_that_its_code_stands_for(String members, int status) throws Exception {
        assertThat(error("{\"error\":{\"message\":\"m\"," + members + "}}").status())
                .isEqualTo(status);
    }

    @Test
    void an_event_named_error_is_an_error_whatever_it_holds() throws Exception {
        for (String data : List.of("{\"message\":\"Broken\"}", "Broken", "{\"error\":{\"message\":\"Broken\"}}")) {
            OpenAiDecoder decoder = Merged.decoder();
            assertThat(decoder.decode(Merged.event("error", data))).isNull();
            assertThat(decoder.error().orElseThrow().message()).isEqualTo("Broken");
        }
    }

    @Test
    void an_error_is_told_of_once() throws Exception {
        OpenAiDecoder decoder = Merged.decoder();
        WireEvent error = Merged.event("", "{\"error\":\"x\"}");

        decoder.decode(error);
        assertThat(decoder.error()).isPresent();
        decoder.decode(Merged.event("", "{\"choices\":[]}"));

        assertThat(decoder.error()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"Broken\"}}",
                "{\"message\":\"Broken\"}",
                "{\"object\":\"error\",\"message\":\"Broken\"}",
                "{\"detail\":\"Broken\"}"
            })
    void a_whole_answer_may_turn_out_to_be_an_error(String body) throws Exception {
        OpenAiDecoder decoder = Merged.decoder();

        assertThat(decoder.decodeWhole(Merged.event("", body))).isNull();

        assertThat(decoder.error().orElseThrow().message()).isEqualTo("Broken");
    }

    @Test
    void keys_are_taken_out_of_an_errors_words() throws Exception {
        ApiError error = error("{\"error\":{\"message\":\"Bad key sk-proj-ab****wxyz.\"}}");

        assertThat(error.message()).isEqualTo("Bad key [key].");
        assertThat(error.body()).doesNotContain("wxyz");
    }
}

package dev.cuecard.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.message.Role;
import dev.cuecard.provider.ChunkDecoder.MalformedEventException;
import dev.cuecard.provider.WireEvent;
import dev.cuecard.stream.Choice;
import dev.cuecard.stream.Delta;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.stream.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiDecoderTest {

    private static GeminiChunk chunk(String json) throws MalformedEventException {
        return Merged.stream(json).chunks.get(0);
    }

    @Test
    void a_chunk_shows_what_the_event_holds() throws Exception {
        String json = "{\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"Hé 🍎\"}],\"role\": \"model\"},"
                + "\"index\": 0}],\"usageMetadata\": {\"promptTokenCount\": 3},"
                + "\"modelVersion\": \"gemini-2.5-flash\",\"responseId\": \"r1\"}";

        GeminiChunk chunk = chunk(json);

        assertThat(chunk.content()).isEqualTo("Hé 🍎");
        assertThat(chunk.id()).isEqualTo("r1");
        assertThat(chunk.model()).isEqualTo("gemini-2.5-flash");
        assertThat(chunk.delta().role()).contains(Role.ASSISTANT);
        assertThat(chunk.choice().finishReason()).isEmpty();
        assertThat(chunk.json()).isEqualTo(json).isSameAs(chunk.json());
        assertThat(chunk.chunk()).isSameAs(chunk.chunk());
        assertThat(chunk.safetyRatings()).isEmpty();
    }

    @Test
    void the_parts_of_an_event_are_text_or_thinking() throws Exception {
        GeminiChunk chunk = chunk(Merged.parts(
                "{\"text\":\"a\",\"thought\":true}",
                "{\"text\":\"b\"}",
                "{\"thought\":false,\"text\":\"c\"}",
                "{\"thought\":true,\"text\":\"d\"}",
                "{\"text\":\"\"}",
                "{}",
                "{\"text\":\"e\",\"thought\":\"true\"}"));

        assertThat(chunk.content()).isEqualTo("bce");
        assertThat(chunk.delta().reasoning()).isEqualTo("ad");
    }

    @Test
    void parts_that_are_neither_text_nor_calls_are_in_the_typed_chunk_alone() throws Exception {
        GeminiChunk chunk = chunk(Merged.parts(
                "{\"executableCode\":{\"language\":\"PYTHON\",\"code\":\"print(1)\"}}",
                "{\"codeExecutionResult\":{\"outcome\":\"OUTCOME_OK\",\"output\":\"1\"}}",
                "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AQID\"}}"));

        assertThat(chunk.delta()).isEqualTo(new Delta(Optional.of(Role.ASSISTANT), "", "", "", List.of()));
        assertThat(chunk.chunk().candidates().get(0).content().orElseThrow().parts())
                .hasSize(3);
    }

    @Test
    void the_order_of_keys_and_fields_nobody_knows_make_no_difference() throws Exception {
        GeminiChunk chunk =
                chunk("{\"zz\":{\"a\":[1,{\"b\":null}]},\"responseId\":\"i\",\"candidates\":[{\"weird\":[[]],"
                        + "\"finishReason\":\"STOP\",\"content\":{\"x\":{},\"parts\":[{\"y\":1,\"text\":\"a\"}],"
                        + "\"role\":\"model\"},\"index\":2}],\"modelVersion\":\"m\"}");

        assertThat(chunk.content()).isEqualTo("a");
        assertThat(chunk.choice().index()).isEqualTo(2);
        assertThat(chunk.choice().finishReason()).contains(new FinishReason(Kind.STOP, "STOP"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"candidates\":null}",
                "{\"candidates\":[]}",
                "{\"candidates\":{}}",
                "{\"candidates\":\"none\"}",
                "{\"candidates\":[null,1,\"x\",[]]}",
                "{\"promptFeedback\":null}",
                "{\"promptFeedback\":{}}",
                "{\"promptFeedback\":{\"safetyRatings\":[{}]}}",
                "{\"promptFeedback\":{\"blockReason\":\"BLOCK_REASON_UNSPECIFIED\"}}",
                "{\"promptFeedback\":{\"blockReason\":0}}",
                "{\"promptFeedback\":{\"blockReason\":null}}",
                "{\"responseId\":null,\"modelVersion\":7,\"usageMetadata\":[],\"error\":null}"
            })
    void a_chunk_without_candidates_is_empty_and_no_failure(String json) throws Exception {
        Merged merged = Merged.stream(json);

        GeminiChunk chunk = merged.chunks.get(0);
        assertThat(chunk.choices()).isEmpty();
        assertThat(chunk.choice()).isEqualTo(Choice.EMPTY);
        assertThat(chunk.content()).isEmpty();
        assertThat(chunk.id() + chunk.model()).isEmpty();
        assertThat(chunk.usage()).isEmpty();
        assertThat(merged.decoder.finished()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"content\":null}",
                "{\"content\":\"x\"}",
                "{\"content\":{}}",
                "{\"content\":{\"role\":null,\"parts\":null}}",
                "{\"content\":{\"role\":\"robot\",\"parts\":{}}}",
                "{\"index\":\"0\",\"content\":{\"role\":5,\"parts\":[null,7,\"x\",[]]}}",
                "{\"index\":1e99,\"content\":{\"parts\":[{\"text\":5},{\"text\":null},{\"functionCall\":\"f\"}]}}",
                "{\"finishReason\":\"\"}",
                "{\"finishReason\":null}",
                "{\"finishReason\":{}}",
                "{\"finishReason\":0}",
                "{\"finishReason\":\"FINISH_REASON_UNSPECIFIED\"}"
            })
    void a_candidate_without_anything_readable_adds_nothing(String candidate) throws Exception {
        Merged merged = Merged.stream("{\"candidates\":[" + candidate + "]}");

        assertThat(merged.chunks.get(0).choices()).containsExactly(new Choice(0, Delta.EMPTY, Optional.empty()));
        assertThat(merged.decoder.finished()).isFalse();
    }

    @Test
    void all_candidates_of_a_chunk_are_kept_in_their_order() throws Exception {
        GeminiChunk chunk = chunk(
                "{\"candidates\":[{\"index\":2,\"content\":{\"parts\":[{\"text\":\"c\"}]}},"
                        + "{\"content\":{\"parts\":[{\"text\":\"a\"}]}},{\"index\":1,\"content\":{\"parts\":[{\"text\":\"b\"}]}}]}");

        assertThat(chunk.choices()).extracting(Choice::index).containsExactly(2, 0, 1);
        assertThat(chunk.content()).isEqualTo("c");
    }

    @ParameterizedTest
    @CsvSource({
        "STOP, STOP",
        "MAX_TOKENS, LENGTH",
        "SAFETY, CONTENT_FILTER",
        "RECITATION, CONTENT_FILTER",
        "BLOCKLIST, CONTENT_FILTER",
        "PROHIBITED_CONTENT, CONTENT_FILTER",
        "SPII, CONTENT_FILTER",
        "IMAGE_SAFETY, CONTENT_FILTER",
        "IMAGE_PROHIBITED_CONTENT, CONTENT_FILTER",
        "IMAGE_RECITATION, CONTENT_FILTER",
        "MODEL_ARMOR, CONTENT_FILTER",
        "MALFORMED_FUNCTION_CALL, OTHER",
        "UNEXPECTED_TOOL_CALL, OTHER",
        "TOO_MANY_TOOL_CALLS, OTHER",
        "LANGUAGE, OTHER",
        "NO_IMAGE, OTHER",
        "OTHER, OTHER",
        "SOMETHING_NEW, OTHER"
    })
    void a_finish_reason_has_its_kind_and_keeps_its_word(String raw, Kind kind) throws Exception {
        Merged merged = Merged.stream("{\"candidates\":[{\"finishReason\":\"" + raw + "\"}]}");

        assertThat(merged.first().finishReason).contains(new FinishReason(kind, raw));
        assertThat(merged.decoder.finished()).isTrue();
        assertThat(merged.decoder.ended()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1, STOP",
        "2, LENGTH",
        "3, CONTENT_FILTER",
        "4, CONTENT_FILTER",
        "5, OTHER",
        "6, OTHER",
        "7, CONTENT_FILTER",
        "8, CONTENT_FILTER",
        "9, OTHER",
        "12345678901234567890, OTHER"
    })
    void a_finish_reason_may_be_the_number_of_its_word(String number, Kind kind) throws Exception {
        Merged merged = Merged.stream("{\"candidates\":[{\"finishReason\":" + number + "}]}");

        assertThat(merged.first().finishReason).contains(new FinishReason(kind, number));
    }

    @Test
    void a_reply_goes_on_after_a_finish_reason_and_the_last_one_counts() throws Exception {
        Merged merged = Merged.stream(
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"finishReason\":\"STOP\"}]}",
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"b\"}]},\"finishReason\":\"RECITATION\"}]}");

        assertThat(merged.first().text.toString()).isEqualTo("ab");
        assertThat(merged.first().finishReason).contains(new FinishReason(Kind.CONTENT_FILTER, "RECITATION"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"blockReason\":\"SAFETY\"} | SAFETY",
                "{\"blockReason\":\"SAFETY\",\"blockReasonMessage\":\"Not this.\"} | Not this.",
                "{\"blockReasonMessage\":\"Not this.\",\"blockReason\":\"OTHER\"} | Not this.",
                "{\"blockReason\":\"SOMETHING_NEW\",\"blockReasonMessage\":\"\"} | SOMETHING_NEW",
                "{\"blockReason\":1} | SAFETY",
                "{\"blockReason\":2} | OTHER",
                "{\"blockReason\":3} | BLOCKLIST",
                "{\"blockReason\":4} | PROHIBITED_CONTENT",
                "{\"blockReason\":9} | 9"
            })
    void a_blocked_prompt_is_a_refusal(String feedback, String words) throws Exception {
        Merged merged =
                Merged.stream("{\"promptFeedback\":" + feedback + ",\"usageMetadata\":{\"promptTokenCount\":3}}");

        assertThat(merged.chunks.get(0).choices())
                .containsExactly(
                        new Choice(0, new Delta(Optional.empty(), "", "", words, List.of()), Optional.empty()));
        assertThat(merged.usage).map(Usage::inputTokens).contains(OptionalLong.of(3));
        assertThat(merged.decoder.finished()).isTrue();
        assertThat(Merged.whole("{\"promptFeedback\":" + feedback + "}")
                        .first()
                        .refusal
                        .toString())
                .isEqualTo(words);
    }

    @Test
    void a_block_after_the_first_words_cuts_them() throws Exception {
        Merged merged =
                Merged.stream(Merged.parts("{\"text\":\"a\"}"), "{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}");

        assertThat(merged.first().text.toString()).isEqualTo("a");
        assertThat(merged.first().refusal.toString()).isEmpty();
        assertThat(merged.first().finishReason).contains(new FinishReason(Kind.CONTENT_FILTER, "SAFETY"));
        assertThat(merged.decoder.finished()).isTrue();
    }

    @Test
    void feedback_beside_a_candidate_changes_nothing() throws Exception {
        Merged merged = Merged.stream("{\"promptFeedback\":{\"blockReason\":\"SAFETY\"},"
                + "\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}]}");

        assertThat(merged.first().text.toString()).isEqualTo("a");
        assertThat(merged.first().refusal.toString()).isEmpty();
        assertThat(merged.decoder.finished()).isFalse();
    }

    @Test
    void every_chunk_has_the_counts_that_came_with_it_and_the_last_ones_count() throws Exception {
        Merged merged = Merged.stream(
                "{\"usageMetadata\":{\"promptTokenCount\":7,\"totalTokenCount\":7,\"thoughtsTokenCount\":99}}",
                "{\"usageMetadata\":{\"promptTokenCount\":7,\"candidatesTokenCount\":12,\"totalTokenCount\":24,"
                        + "\"cachedContentTokenCount\":2,\"thoughtsTokenCount\":5,\"toolUsePromptTokenCount\":8,"
                        + "\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":7}]}}");

        assertThat(merged.chunks.get(0).usage())
                .contains(new Usage(
                        OptionalLong.of(7),
                        OptionalLong.empty(),
                        OptionalLong.of(7),
                        OptionalLong.empty(),
                        OptionalLong.of(99)));
        assertThat(merged.usage)
                .contains(new Usage(
                        OptionalLong.of(7),
                        OptionalLong.of(12),
                        OptionalLong.of(24),
                        OptionalLong.of(2),
                        OptionalLong.of(5)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "7",
                "{\"trafficType\":\"ON_DEMAND\"}",
                "{\"promptTokenCount\":\"7\",\"candidatesTokenCount\":null,\"totalTokenCount\":1e99,"
                        + "\"cachedContentTokenCount\":1.5,\"thoughtsTokenCount\":{}}"
            })
    void usage_without_a_count_does_not_hide_an_earlier_one(String usage) throws Exception {
        Merged merged =
                Merged.stream("{\"usageMetadata\":{\"promptTokenCount\":7}}", "{\"usageMetadata\":" + usage + "}");

        assertThat(merged.chunks.get(1).usage()).isEmpty();
        assertThat(merged.usage).map(Usage::inputTokens).contains(OptionalLong.of(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t ", "[DONE]", " [DONE]\r\n"})
    void an_empty_event_and_another_protocols_end_marker_are_no_chunks(String data) throws Exception {
        Merged merged = Merged.stream(data, Merged.parts("{\"text\":\"a\"}"));

        assertThat(merged.chunks).hasSize(1);
        assertThat(merged.error).isEmpty();
        assertThat(merged.decoder.ended()).isFalse();
        assertThat(merged.decoder.finished()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>502</html>",
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a",
                "{\"responseId\":tru}",
                "[]",
                "[1]",
                "[{\"candidates\":[]}]",
                "[{\"error\":{\"code\":500}},{}]",
                "null",
                "\"text\"",
                "{} {}",
                "{\"responseId\":\"a\"}]",
                "[DONE",
                "[DONE] x"
            })
    void what_is_not_one_json_object_is_malformed(String data) {
        assertThatThrownBy(() -> Merged.stream(data))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageStartingWith("google sent something that cannot be read as an answer of generateContent: ")
                .hasMessageEndingWith("It reads: " + data)
                .hasCauseInstanceOf(tools.jackson.core.JacksonException.class);
    }

    @Test
    void an_event_that_the_lost_connection_cut_leaves_no_trace() throws Exception {
        String cut = "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"f\"}}]},"
                + "\"finishReason\":\"STOP\"}],\"usa";
        Merged merged =
                Merged.stream(List.of(Merged.event(Merged.parts("{\"text\":\"a\"}")), Merged.event("", cut, false)));

        assertThat(merged.chunks).hasSize(1);
        assertThat(merged.error).isEmpty();
        assertThat(merged.decoder.finished()).isFalse();
    }

    @Test
    void a_last_event_that_is_whole_counts_although_it_was_not_closed() throws Exception {
        Merged merged = Merged.stream(List.of(Merged.event("", Merged.finish("STOP"), false)));

        assertThat(merged.decoder.finished()).isTrue();
    }

    @Test
    void a_whole_answer_that_is_cut_is_malformed() {
        WireEvent cut = Merged.event("", "{\"candidates\":[", false);

        assertThatThrownBy(() -> Gemini.provider().decoder().decodeWhole(cut))
                .isInstanceOf(MalformedEventException.class);
    }

    @Test
    void nesting_is_bounded() throws Exception {
        String fits = "{\"a\":" + "[".repeat(150) + "]".repeat(150) + ",\"responseId\":\"x\"}";
        String tooDeep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThat(chunk(fits).id()).isEqualTo("x");
        assertThatThrownBy(() -> chunk(tooDeep))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("nesting depth");
    }

    @Test
    void broken_utf8_costs_a_character_and_neither_the_stream_nor_a_second_call() throws Exception {
        String json = Merged.parts("{\"functionCall\":{\"name\":\"f\"}}", "{\"text\":\"a?b\"}");
        byte[] data = json.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < data.length; i++) {
            data[i] = data[i] == '?' ? (byte) 0xC3 : data[i];
        }

        Merged merged = Merged.stream(List.of(new WireEvent("", data, true)));

        assertThat(merged.first().text.toString()).isEqualTo("a\uFFFDb");
        assertThat(merged.first().calls).hasSize(1);
        assertThat(merged.first().calls.get(0).index()).hasValue(0);
        assertThat(merged.chunks.get(0).json()).contains("a\uFFFDb");
    }

    @Test
    void a_byte_order_mark_does_not_matter() throws Exception {
        GeminiChunk chunk = chunk("\uFEFF" + Merged.parts("{\"functionCall\":{\"name\":\"f\",\"args\":{\"a\":1}}}"));

        assertThat(chunk.delta().toolCalls().get(0).arguments()).isEqualTo("{\"a\":1}");
    }

    @Test
    void words_that_repeat_from_chunk_to_chunk_are_kept_once() throws Exception {
        String json = "{\"responseId\":\"r-1\",\"modelVersion\":\"gemini-2.5-flash\"}";
        Merged merged = Merged.stream(json, "{}", json, json.replace("-1", "-2"));

        assertThat(merged.chunks.get(2).id()).isSameAs(merged.chunks.get(0).id());
        assertThat(merged.chunks.get(2).model()).isSameAs(merged.chunks.get(0).model());
        assertThat(merged.chunks.get(1).id()).isEmpty();
        assertThat(merged.chunks.get(3).id()).isEqualTo("r-2");
    }

    @Test
    void a_whole_answer_says_what_its_stream_would() throws Exception {
        String body = """
                {
                  "candidates": [{"content": {"role": "model", "parts": [
                     {"text": "Hm.", "thought": true}, {"text": "Hel"}, {"text": "lo"},
                     {"functionCall": {"id": "c1", "name": "f", "args": {"a": 1}}}]},
                     "finishReason": "STOP", "index": 0}],
                  "usageMetadata": {"promptTokenCount": 1, "totalTokenCount": 3},
                  "modelVersion": "m", "responseId": "r"
                }""";

        for (Merged merged : List.of(Merged.whole(body), Merged.stream(body))) {
            assertThat(merged.chunks).hasSize(1);
            assertThat(merged.id + merged.model).isEqualTo("rm");
            assertThat(merged.first().text.toString()).isEqualTo("Hello");
            assertThat(merged.first().reasoning.toString()).isEqualTo("Hm.");
            assertThat(merged.first().arguments()).containsExactly("{\"a\": 1}");
            assertThat(merged.first().finishReason).contains(new FinishReason(Kind.TOOL_CALLS, "STOP"));
            assertThat(merged.usage).map(Usage::totalTokens).contains(OptionalLong.of(3));
            assertThat(merged.decoder.finished()).isTrue();
        }
    }

    @Test
    void a_chunk_prints_what_it_holds() throws Exception {
        assertThat(chunk("{\"modelVersion\":\"m\",\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]},"
                        + "\"finishReason\":\"STOP\"}]}"))
                .hasToString("GeminiChunk[\"a\", finish reason STOP, model m]");
    }
}

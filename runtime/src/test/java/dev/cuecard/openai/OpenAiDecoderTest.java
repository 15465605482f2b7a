package dev.cuecard.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.message.Role;
import dev.cuecard.provider.ChunkDecoder.MalformedEventException;
import dev.cuecard.provider.WireEvent;
import dev.cuecard.stream.Choice;
import dev.cuecard.stream.Delta;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.FinishReason.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiDecoderTest {

    private static OpenAiChunk chunk(String json) throws MalformedEventException {
        return Objects.requireNonNull(Merged.decoder().decode(Merged.event("", json)), "no chunk");
    }

    private static Delta delta(String json) throws MalformedEventException {
        return chunk("{\"choices\":[{\"index\":0,\"delta\":" + json + "}]}").delta();
    }

    @Test
    void choices_that_tell_no_index_are_told_apart_by_their_places() throws Exception {
        String two =
                "{\"choices\":[{\"message\":{\"content\":\"one\"}},{\"index\":null,\"message\":{\"content\":\"two\"}}]}";

        Merged merged = Merged.whole(two.getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(merged.chunks.get(0).choices())
                .extracting(choice -> choice.index() + choice.delta().content())
                .containsExactly("0one", "1two");
    }

    @Test
    void a_chunk_shows_what_the_event_holds() throws Exception {
        String json = "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-4o\","
                + "\"system_fingerprint\":\"fp_1\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\","
                + "\"content\":\"Hé 🍎\"},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}";

        OpenAiChunk chunk = chunk(json);

        assertThat(chunk.content()).isEqualTo("Hé 🍎");
        assertThat(chunk.id()).isEqualTo("chatcmpl-1");
        assertThat(chunk.model()).isEqualTo("gpt-4o");
        assertThat(chunk.systemFingerprint()).isEqualTo("fp_1");
        assertThat(chunk.delta().role()).contains(Role.ASSISTANT);
        assertThat(chunk.choice().finishReason()).isEmpty();
        assertThat(chunk.usage()).isEmpty();
        assertThat(chunk.json()).isEqualTo(json).isSameAs(chunk.json());
        assertThat(chunk.chunk()).isSameAs(chunk.chunk());
        assertThat(chunk.logprobs()).isEmpty();
    }

    @Test
    void the_order_of_keys_and_fields_nobody_knows_make_no_difference() throws Exception {
        OpenAiChunk chunk =
                chunk("{\"zz\":{\"a\":[1,{\"b\":null}]},\"choices\":[{\"weird\":[[]],\"finish_reason\":\"stop\","
                        + "\"delta\":{\"x\":{},\"content\":\"a\",\"y\":1},\"index\":2}],\"model\":\"m\",\"id\":\"i\"}");

        assertThat(chunk.content()).isEqualTo("a");
        assertThat(chunk.choice().index()).isEqualTo(2);
        assertThat(chunk.choice().finishReason()).contains(new FinishReason(Kind.STOP, "stop"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"choices\":null}",
                "{\"choices\":[]}",
                "{\"choices\":{}}",
                "{\"choices\":\"none\"}",
                "{\"choices\":[null,1,\"x\",[]]}",
                "{\"id\":null,\"model\":7,\"system_fingerprint\":{},\"usage\":[],\"x_groq\":1,\"error\":null}"
            })
    void a_chunk_without_choices_is_empty_and_no_failure(String json) throws Exception {
        OpenAiChunk chunk = chunk(json);

        assertThat(chunk.choices()).isEmpty();
        assertThat(chunk.choice()).isEqualTo(Choice.EMPTY);
        assertThat(chunk.delta()).isEqualTo(Delta.EMPTY);
        assertThat(chunk.content()).isEmpty();
        assertThat(chunk.id() + chunk.model() + chunk.systemFingerprint()).isEmpty();
        assertThat(chunk.usage()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"delta\":null}",
                "{\"delta\":\"x\"}",
                "{\"delta\":{}}",
                "{\"index\":null,\"delta\":{\"role\":null,\"content\":null,\"refusal\":null,\"tool_calls\":null}}",
                "{\"index\":\"0\",\"delta\":{\"role\":\"robot\",\"content\":5,\"refusal\":{},\"tool_calls\":[]}}",
                "{\"index\":1e99,\"delta\":{\"content\":true,\"reasoning\":{},\"reasoning_details\":\"x\"}}",
                "{\"finish_reason\":\"\",\"delta\":{\"tool_calls\":\"x\",\"function_call\":null}}",
                "{\"finish_reason\":{},\"delta\":{\"content\":[]}}"
            })
    void a_choice_without_anything_readable_adds_nothing(String choice) throws Exception {
        OpenAiChunk chunk = chunk("{\"choices\":[" + choice + "]}");

        assertThat(chunk.choices()).containsExactly(new Choice(0, Delta.EMPTY, Optional.empty()));
    }

    @Test
    void all_choices_of_a_chunk_are_kept_in_their_order() throws Exception {
        OpenAiChunk chunk = chunk("{\"choices\":[{\"index\":2,\"delta\":{\"content\":\"c\"}},"
                + "{\"index\":0,\"delta\":{\"content\":\"a\"}},{\"index\":1,\"delta\":{\"content\":\"b\"}}]}");

        assertThat(chunk.choices()).extracting(Choice::index).containsExactly(2, 0, 1);
        assertThat(chunk.content()).isEqualTo("c");
    }

    @Test
    void the_last_of_two_equal_keys_counts() throws Exception {
        OpenAiChunk chunk = chunk("{\"choices\":[{\"delta\":{\"content\":\"x\"}}],\"choices\":[{\"delta\":"
                + "{\"content\":\"y\",\"content\":\"z\"}}]}");

        assertThat(chunk.choices()).hasSize(1);
        assertThat(chunk.content()).isEqualTo("z");
    }

    @ParameterizedTest
    @CsvSource({
        "stop, STOP",
        "eos, STOP",
        "length, LENGTH",
        "model_length, LENGTH",
        "tool_calls, TOOL_CALLS",
        "function_call, TOOL_CALLS",
        "content_filter, CONTENT_FILTER",
        "refusal, REFUSAL",
        "insufficient_system_resource, OTHER",
        "STOP, OTHER"
    })
    void a_finish_reason_has_its_kind_and_keeps_its_word(String raw, Kind kind) throws Exception {
        OpenAiDecoder decoder = Merged.decoder();
        assertThat(decoder.finished()).isFalse();

        OpenAiChunk chunk = decoder.decode(Merged.event("", "{\"choices\":[{\"finish_reason\":\"" + raw + "\"}]}"));

        assertThat(Objects.requireNonNull(chunk).choice().finishReason()).contains(new FinishReason(kind, raw));
        assertThat(decoder.finished()).isTrue();
        assertThat(decoder.ended()).isFalse();
    }

    @Test
    void a_finish_reason_of_any_choice_finishes_the_answer() throws Exception {
        assertThat(Merged.stream("{\"choices\":[{\"index\":0},{\"index\":1,\"finish_reason\":\"stop\"}]}").finished)
                .isTrue();
        assertThat(Merged.stream("{\"choices\":[{\"index\":0,\"finish_reason\":null}]}").finished)
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[DONE]", " [DONE]", "[DONE]\r\n", "\t[DONE] "})
    void done_ends_the_answer_and_nothing_after_it_matters(String marker) throws Exception {
        Merged merged =
                Merged.stream("{\"choices\":[]}", marker, "{\"choices\":[]}", "garbage", "{\"error\":\"late\"}");

        assertThat(merged.ended).isTrue();
        assertThat(merged.chunks).hasSize(1);
        assertThat(merged.error).isEmpty();
    }

    @Test
    void done_without_a_line_end_still_ends_the_answer() throws Exception {
        OpenAiDecoder decoder = Merged.decoder();

        assertThat(decoder.decode(new WireEvent("", "[DONE]".getBytes(StandardCharsets.UTF_8), false)))
                .isNull();

        assertThat(decoder.ended()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t ", "{\"type\":\"keepalive\"}", "{\"type\": \"ping\",\"message\":\"hi\"}"})
    void an_empty_event_and_a_ping_are_no_chunks(String data) throws Exception {
        Merged merged = Merged.stream(data);

        assertThat(merged.chunks).isEmpty();
        assertThat(merged.error).isEmpty();
        assertThat(merged.ended).isFalse();
    }

    @Test
    void what_calls_itself_a_ping_but_holds_a_choice_is_a_chunk() throws Exception {
        assertThat(chunk("{\"type\":\"ping\",\"choices\":[{\"delta\":{\"content\":\"a\"}}]}")
                        .content())
                .isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>502</html>",
                "{\"choices\":[{\"delta\":{\"content\":\"a",
                "{\"id\":tru}",
                "[]",
                "null",
                "\"text\"",
                "{} {}",
                "{\"id\":\"a\"}]",
                "[DONE"
            })
    void what_is_not_one_json_object_is_malformed(String data) {
        assertThatThrownBy(() -> Merged.stream(data))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageStartingWith("server sent something that cannot be read as a chat completion: ")
                .hasMessageEndingWith("It reads: " + data)
                .hasCauseInstanceOf(tools.jackson.core.JacksonException.class);
    }

    @Test
    void a_malformed_event_is_quoted_in_part_and_without_keys() {
        assertThatThrownBy(() -> Merged.stream("key sk-abcdefghijklmnop " + "x".repeat(10_000)))
                .hasMessageContaining("[key] xxx")
                .hasMessageNotContaining("sk-abc")
                .message()
                .hasSizeLessThan(600);
        assertThatThrownBy(() -> Merged.stream("AIza0123456789abcdefgh"))
                .hasMessageContaining("Unrecognized token '[key]'")
                .hasNoCause();
    }

    @Test
    void an_event_that_the_lost_connection_cut_is_neither_chunk_nor_failure() throws Exception {
        OpenAiDecoder decoder = Merged.decoder();
        String cut = "{\"choices\":[{\"finish_reason\":\"stop\"}],\"usa";

        assertThat(decoder.decode(new WireEvent("", cut.getBytes(StandardCharsets.UTF_8), false)))
                .isNull();

        assertThat(decoder.finished()).isFalse();
        assertThat(decoder.error()).isEmpty();
    }

    @Test
    void a_last_event_that_is_whole_counts_although_it_was_not_closed() throws Exception {
        WireEvent last = new WireEvent("", "{\"choices\":[]}".getBytes(StandardCharsets.UTF_8), false);

        assertThat(Merged.decoder().decode(last)).isNotNull();
    }

    @Test
    void nesting_is_bounded() throws Exception {
        String fits = "{\"a\":" + "[".repeat(150) + "]".repeat(150) + ",\"id\":\"x\"}";
        String tooDeep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThat(chunk(fits).id()).isEqualTo("x");
        assertThatThrownBy(() -> chunk(tooDeep))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("nesting depth");
    }

    @Test
    void not_a_number_is_read_over() throws Exception {
        OpenAiChunk chunk = chunk("{\"choices\":[{\"delta\":{\"content\":\"a\"},\"logprobs\":{\"content\":["
                + "{\"token\":\"a\",\"logprob\":-Infinity}]}}],\"timing\":NaN}");

        assertThat(chunk.content()).isEqualTo("a");
        assertThat(chunk.logprobs().orElseThrow().content().get(0).logprob()).hasValue(Double.NEGATIVE_INFINITY);
    }

    @Test
    void broken_utf8_costs_a_character_and_not_the_stream() throws Exception {
        byte[] data = "{\"choices\":[{\"delta\":{\"content\":\"a?b\"}}]}".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < data.length; i++) {
            data[i] = data[i] == '?' ? (byte) 0xC3 : data[i];
        }

        OpenAiChunk chunk = Merged.decoder().decode(new WireEvent("", data, true));

        assertThat(Objects.requireNonNull(chunk).content()).isEqualTo("a\uFFFDb");
    }

    @Test
    void half_a_surrogate_pair_waits_for_its_other_half() throws Exception {
        Merged merged = Merged.stream(
                "{\"choices\":[{\"delta\":{\"content\":\"\\ud83c\"}}]}",
                "{\"choices\":[{\"delta\":{\"content\":\"\\udf4e\"}}]}");

        assertThat(merged.first().text.toString()).isEqualTo("🍎");
    }

    @Test
    void a_byte_order_mark_does_not_matter() throws Exception {
        assertThat(delta("{\"content\":\"a\"}").content()).isEqualTo("a");
        OpenAiChunk chunk =
                chunk("\uFEFF{\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"arguments\":{\"a\":1}}}]}}]}");

        assertThat(chunk.delta().toolCalls().get(0).arguments()).isEqualTo("{\"a\":1}");
    }

    @Test
    void words_that_repeat_from_chunk_to_chunk_are_kept_once() throws Exception {
        String json = "{\"id\":\"chatcmpl-1\",\"model\":\"gpt-4o\",\"system_fingerprint\":\"fp\"}";
        Merged merged = Merged.stream(json, "{}", json, json.replace("-1", "-2"));

        OpenAiChunk first = merged.chunks.get(0);
        OpenAiChunk third = merged.chunks.get(2);
        assertThat(third.id()).isSameAs(first.id());
        assertThat(third.model()).isSameAs(first.model());
        assertThat(third.systemFingerprint()).isSameAs(first.systemFingerprint());
        assertThat(merged.chunks.get(1).id()).isEmpty();
        assertThat(merged.chunks.get(3).id()).isEqualTo("chatcmpl-2");
    }

    @Test
    void a_message_stands_in_for_a_delta_that_is_missing() throws Exception {
        String message = "\"message\":{\"role\":\"assistant\",\"content\":\"m\"}";

        assertThat(chunk("{\"choices\":[{" + message + "}]}").content()).isEqualTo("m");
        assertThat(chunk("{\"choices\":[{\"delta\":null," + message + "}]}").content())
                .isEqualTo("m");
        assertThat(chunk("{\"choices\":[{" + message + ",\"delta\":{\"content\":\"d\"}}]}")
                        .content())
                .isEqualTo("d");
        OpenAiChunk empty = chunk("{\"choices\":[{\"delta\":{}," + message + "}]}");
        assertThat(empty.content()).isEmpty();
        assertThat(empty.chunk().choices().get(0).delta().content()).isEmpty();
    }

    @Test
    void of_a_whole_answer_the_message_counts() throws Exception {
        String json =
                "{\"choices\":[{\"delta\":{\"content\":\"\"},\"message\":{\"content\":\"m\"},\"finish_reason\":\"stop\"}]}";
        OpenAiDecoder decoder = Merged.decoder();

        OpenAiChunk chunk = Objects.requireNonNull(decoder.decodeWhole(Merged.event("", json)));

        assertThat(chunk.content()).isEqualTo("m");
        assertThat(chunk.chunk().choices().get(0).delta().content()).contains("m");
        assertThat(decoder.finished()).isTrue();
    }

    @Test
    void a_whole_answer_that_is_no_json_is_malformed_even_if_cut() {
        WireEvent cut = new WireEvent("", "{\"choices\":[".getBytes(StandardCharsets.UTF_8), false);

        assertThatThrownBy(() -> Merged.decoder().decodeWhole(cut)).isInstanceOf(MalformedEventException.class);
    }

    @Test
    void a_chunk_prints_what_it_holds() throws Exception {
        assertThat(chunk("{\"model\":\"m\",\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}"))
                .hasToString("OpenAiChunk[\"a\", finish reason stop, model m]");
        assertThat(
                        chunk(
                                "{\"choices\":[{\"delta\":{\"reasoning\":\"r\"}},{\"index\":1,\"delta\":{\"refusal\":\"no\"}}]}"))
                .hasToString("OpenAiChunk[0: \"\", reasoning \"r\", 1: \"\", refusal \"no\"]");
        assertThat(chunk("{}")).hasToString("OpenAiChunk[]");
        assertThat(chunk("{\"usage\":{\"total_tokens\":3}}").toString()).contains("totalTokens=OptionalLong[3]");
    }
}

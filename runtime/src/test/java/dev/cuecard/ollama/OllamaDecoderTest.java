package dev.cuecard.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.message.Role;
import dev.cuecard.provider.ChunkDecoder;
import dev.cuecard.provider.ChunkDecoder.MalformedEventException;
import dev.cuecard.provider.WireEvent;
import dev.cuecard.stream.Choice;
import dev.cuecard.stream.Delta;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.stream.ToolCallDelta;
import dev.cuecard.stream.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OllamaDecoderTest {

    private static OllamaChunk chunk(String line) throws MalformedEventException {
        return Objects.requireNonNull(Answer.decoder().decode(Answer.event(line)), "no chunk");
    }

    private static String message(String members) {
        return "{\"model\":\"m\",\"message\":{\"role\":\"assistant\"," + members + "},\"done\":false}";
    }

    private static ToolCallDelta call(int index, String id, String name, String arguments) {
        return new ToolCallDelta(OptionalInt.of(index), id, name, arguments);
    }

    @Test
    void a_line_is_a_chunk() throws Exception {
        String line = "{\"model\":\"llama3.2\",\"created_at\":\"2026-11-21T12:00:00Z\",\"message\":"
                + "{\"role\":\"assistant\",\"content\":\"Hi 🍎\"},\"done\":false}";

        OllamaChunk chunk = chunk(line);

        assertThat(chunk.content()).isEqualTo("Hi 🍎");
        assertThat(chunk.choices())
                .containsExactly(new Choice(
                        0, new Delta(Optional.of(Role.ASSISTANT), "Hi 🍎", "", "", List.of()), Optional.empty()));
        assertThat(chunk.model()).isEqualTo("llama3.2");
        assertThat(chunk.id()).isEmpty();
        assertThat(chunk.json()).isEqualTo(line);
        assertThat(chunk.done()).isFalse();
        assertThat(chunk.usage()).isEmpty();
        assertThat(chunk.totalDuration()).isEmpty();
    }

    @Test
    void thinking_is_reasoning() throws Exception {
        Delta delta = chunk(message("\"content\":\"\",\"thinking\":\"Hm\"")).delta();

        assertThat(delta.reasoning()).isEqualTo("Hm");
        assertThat(delta.content()).isEmpty();
    }

    @Test
    void the_last_line_ends_the_reply_and_tells_what_it_took() throws Exception {
        ChunkDecoder<OllamaChunk> decoder = Answer.decoder();
        decoder.decode(Answer.event(message("\"content\":\"a\"")));
        assertThat(decoder.ended()).isFalse();
        assertThat(decoder.finished()).isFalse();

        OllamaChunk last = Objects.requireNonNull(decoder.decode(Answer.event("""
                {"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop",
                 "total_duration":5000000001,"load_duration":1,"prompt_eval_count":11,"prompt_eval_cached_count":8,
                 "prompt_eval_duration":2000,"eval_count":18,"eval_duration":3000000}""")));

        assertThat(last.done()).isTrue();
        assertThat(last.choice().finishReason()).contains(new FinishReason(Kind.STOP, "stop"));
        assertThat(last.usage())
                .contains(new Usage(
                        OptionalLong.of(11),
                        OptionalLong.of(18),
                        OptionalLong.empty(),
                        OptionalLong.of(8),
                        OptionalLong.empty()));
        assertThat(last.totalDuration()).contains(Duration.ofSeconds(5, 1));
        assertThat(last.loadDuration()).contains(Duration.ofNanos(1));
        assertThat(last.promptEvalCount()).hasValue(11);
        assertThat(last.promptEvalCachedCount()).hasValue(8);
        assertThat(last.promptEvalDuration()).contains(Duration.ofNanos(2000));
        assertThat(last.evalCount()).hasValue(18);
        assertThat(last.evalDuration()).contains(Duration.ofMillis(3));
        assertThat(decoder.ended()).isTrue();
        assertThat(decoder.finished()).isTrue();
    }

    @Test
    void nothing_behind_the_last_line_matters() throws Exception {
        Answer answer =
                Answer.lines("{\"done\":true}", message("\"content\":\"late\""), "garbage", "{\"error\":\"x\"}");

        assertThat(answer.chunks).hasSize(1);
        assertThat(answer.error).isEmpty();
    }

    @Test
    void counts_make_a_usage_only_where_there_are_any() throws Exception {
        Usage half = new Usage(
                OptionalLong.empty(),
                OptionalLong.of(3),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());

        assertThat(chunk("{\"done\":true,\"eval_count\":3}").usage()).contains(half);
        assertThat(chunk("{\"done\":true,\"total_duration\":3}").usage()).isEmpty();
        assertThat(chunk("{\"done\":true,\"eval_count\":\"3\",\"prompt_eval_count\":null,\"load_duration\":{}}")
                        .usage())
                .isEmpty();
    }

    @Test
    void the_order_of_keys_does_not_matter() throws Exception {
        OllamaChunk chunk = chunk(
                "{\"eval_count\":2,\"done_reason\":\"stop\",\"done\":true,\"message\":{\"tool_calls\":"
                        + "[{\"function\":{\"arguments\":{\"a\":1},\"name\":\"f\"},\"id\":\"c\"}],\"content\":\"x\"},\"model\":\"m\"}");

        assertThat(chunk.content()).isEqualTo("x");
        assertThat(chunk.delta().toolCalls()).containsExactly(call(0, "c", "f", "{\"a\":1}"));
        assertThat(chunk.choice().finishReason()).contains(new FinishReason(Kind.TOOL_CALLS, "stop"));
        assertThat(chunk.evalCount()).hasValue(2);
    }

    @ParameterizedTest
    @CsvSource({"stop, STOP", "length, LENGTH", "load, OTHER", "unload, OTHER", "STOP, OTHER", "tired, OTHER"})
    void a_done_reason_has_its_kind_and_keeps_its_word(String raw, Kind kind) throws Exception {
        Answer answer = Answer.lines("{\"done\":true,\"done_reason\":\"" + raw + "\"}");

        assertThat(answer.finishReason).contains(new FinishReason(kind, raw));
        assertThat(answer.ended).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"done\":true}", "{\"done\":true,\"done_reason\":null}", "{\"done\":true,\"done_reason\":\"\"}"
            })
    void an_end_without_a_reason_is_an_end(String line) throws Exception {
        Answer answer = Answer.lines(line);

        assertThat(answer.chunks).hasSize(1);
        assertThat(answer.finishReason).isEmpty();
        assertThat(answer.ended).isTrue();
        assertThat(answer.finished).isTrue();
    }

    @Test
    void a_reason_before_the_end_finishes_the_reply_but_does_not_end_it() throws Exception {
        Answer answer = Answer.lines("{\"done\":false,\"done_reason\":\"length\"}");

        assertThat(answer.finished).isTrue();
        assertThat(answer.ended).isFalse();
    }

    @Test
    void a_reply_that_calls_tools_ends_for_that_reason_although_the_word_is_stop() throws Exception {
        String call = message("\"content\":\"\",\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":{}}}]");

        assertThat(Answer.lines(call, "{\"done\":true,\"done_reason\":\"stop\"}").finishReason)
                .contains(new FinishReason(Kind.TOOL_CALLS, "stop"));
        assertThat(Answer.lines(call, "{\"done\":true,\"done_reason\":\"length\"}").finishReason)
                .contains(new FinishReason(Kind.LENGTH, "length"));
    }

    @Test
    void calls_are_numbered_over_all_lines_whatever_index_they_have() throws Exception {
        Answer answer = Answer.lines(
                message("\"tool_calls\":[{\"function\":{\"name\":\"a\",\"arguments\":{\"x\": [1, \"é\"]}}},"
                        + "{\"id\":\"call_b\",\"function\":{\"index\":0,\"name\":\"b\",\"arguments\":{}}}]"),
                message("\"content\":\"text between\""),
                message("\"tool_calls\":[{\"id\":null,\"function\":{\"index\":0,\"name\":\"c\",\"arguments\":null}}]"));

        assertThat(answer.calls)
                .containsExactly(
                        call(0, "", "a", "{\"x\": [1, \"é\"]}"), call(1, "call_b", "b", "{}"), call(2, "", "c", ""));
    }

    @Test
    void arguments_may_be_a_text_and_a_call_may_stand_alone() throws Exception {
        Answer answer = Answer.lines(
                message("\"tool_calls\":{\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":\"}}"),
                message("\"tool_calls\":[]"),
                message("\"tool_calls\":[7,null,{\"function\":[]},{\"function\":{\"arguments\":{\"b\":1}}}]"));

        assertThat(answer.calls)
                .containsExactly(call(0, "", "f", "{\"a\":"), call(1, "", "", ""), call(2, "", "", "{\"b\":1}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"message\":null,\"model\":\"m\"}",
                "{\"message\":{}}",
                "{\"message\":[1],\"done\":\"true\",\"done_reason\":{\"a\":[]},\"model\":7,\"created_at\":{}}",
                "{\"message\":{\"role\":[],\"content\":{\"a\":1},\"thinking\":4,\"tool_calls\":\"x\",\"images\":{}}}",
                "{\"message\":{\"role\":\"robot\",\"content\":null},\"done\":null,\"new\":{\"deep\":[{}]}}",
                "{\"status\":\"pulling\"}",
                "{\"error\":null}",
                "{\"error\":\"\"}",
                "{\"error\":{}}",
                "{\"error\":[]}",
                "{\"error\":false}"
            })
    void missing_wrong_and_unknown_fields_end_nothing(String line) throws Exception {
        Answer answer = Answer.lines(line, "{\"message\":{\"content\":\"on\"}}");

        assertThat(answer.text).hasToString("on");
        assertThat(answer.chunks).hasSize(2);
        assertThat(answer.error).isEmpty();
        assertThat(answer.ended).isFalse();
        assertThat(answer.finished).isFalse();
        assertThat(answer.chunks.get(0).chunk()).isNotNull();
    }

    @Test
    void a_line_without_message_and_reason_lists_no_choice() throws Exception {
        assertThat(chunk("{\"model\":\"m\",\"done\":false}").choices()).isEmpty();
        assertThat(chunk("{\"model\":\"m\",\"done\":false}").choice()).isSameAs(Choice.EMPTY);
        assertThat(chunk("{\"message\":{}}").choices()).hasSize(1);
        assertThat(chunk("{\"done_reason\":\"stop\"}").choices()).hasSize(1);
    }

    @Test
    void the_last_of_two_equal_keys_counts() throws Exception {
        Answer answer = Answer.lines(
                "{\"message\":{\"content\":\"x\",\"tool_calls\":[{},{}]},\"message\":{\"content\":\"y\",\"content\":\"z\","
                        + "\"tool_calls\":[{\"id\":\"c\"}]}}",
                "{\"message\":{\"tool_calls\":[{\"id\":\"d\"}]}}");

        assertThat(answer.text).hasToString("z");
        assertThat(answer.calls).containsExactly(call(0, "c", "", ""), call(1, "d", "", ""));
    }

    @Test
    void the_name_of_the_model_is_kept_once() throws Exception {
        Answer answer = Answer.lines("{\"model\":\"qwen3\"}", "{}", "{\"model\":\"qwen3\"}", "{\"model\":\"qwen4\"}");

        assertThat(answer.chunks.get(2).model()).isSameAs(answer.chunks.get(0).model());
        assertThat(answer.chunks.get(1).model()).isEmpty();
        assertThat(answer.chunks.get(3).model()).isEqualTo("qwen4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":{\"content\":\"a",
                "data: {\"done\":true}",
                "{\"done\":tru}",
                "[]",
                "null",
                "\"text\"",
                "{} {}",
                "{\"done\":false}]"
            })
    void what_is_not_one_json_object_is_malformed(String line) {
        assertThatThrownBy(() -> Answer.lines(line))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageStartingWith("ollama sent something that cannot be read as a line of a chat: ")
                .hasMessageEndingWith("It reads: " + line)
                .hasCauseInstanceOf(tools.jackson.core.JacksonException.class);
    }

    @Test
    void a_line_that_the_lost_connection_cut_is_neither_chunk_nor_failure() throws Exception {
        ChunkDecoder<OllamaChunk> decoder = Answer.decoder();
        byte[] cut = "{\"done_reason\":\"stop\",\"done\":true,\"eval".getBytes(StandardCharsets.UTF_8);

        assertThat(decoder.decode(new WireEvent("", cut, false))).isNull();

        assertThat(decoder.finished()).isFalse();
        assertThat(decoder.ended()).isFalse();
        assertThat(decoder.error()).isEmpty();
    }

    @Test
    void a_last_line_that_is_whole_counts_although_it_was_not_closed() throws Exception {
        ChunkDecoder<OllamaChunk> decoder = Answer.decoder();

        assertThat(decoder.decode(new WireEvent("", "{\"done\":true}".getBytes(StandardCharsets.UTF_8), false)))
                .isNotNull();
        assertThat(decoder.ended()).isTrue();
    }

    @Test
    void a_blank_line_is_nothing() throws Exception {
        assertThat(Answer.lines("", " \t").chunks).isEmpty();
    }

    @Test
    void broken_utf8_costs_a_character_and_not_the_stream_and_no_call_is_counted_twice() throws Exception {
        String line = "{\"message\":{\"tool_calls\":[{\"id\":\"a\"}],\"content\":\"a?b\"}}";
        byte[] data = line.getBytes(StandardCharsets.UTF_8);
        data[line.indexOf('?')] = (byte) 0xC3;
        ChunkDecoder<OllamaChunk> decoder = Answer.decoder();

        OllamaChunk first = Objects.requireNonNull(decoder.decode(new WireEvent("", data, true)));
        OllamaChunk second =
                Objects.requireNonNull(decoder.decode(Answer.event("{\"message\":{\"tool_calls\":[{\"id\":\"b\"}]}}")));

        assertThat(first.content()).isEqualTo("a\uFFFDb");
        assertThat(first.delta().toolCalls()).containsExactly(call(0, "a", "", ""));
        assertThat(second.delta().toolCalls()).containsExactly(call(1, "b", "", ""));
    }

    @Test
    void half_a_surrogate_pair_waits_for_its_other_half() throws Exception {
        assertThat(Answer.lines(message("\"content\":\"\\ud83c\""), message("\"content\":\"\\udf4e\"")).text)
                .hasToString("🍎");
    }

    @Test
    void nesting_is_bounded() throws Exception {
        String fits = "{\"a\":" + "[".repeat(150) + "]".repeat(150) + ",\"model\":\"x\"}";
        String tooDeep = "{\"error\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThat(chunk(fits).model()).isEqualTo("x");
        assertThatThrownBy(() -> chunk(tooDeep))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("nesting depth");
    }

    @Test
    void a_huge_line_is_read_like_any_other() throws Exception {
        String text = "x".repeat(3_000_000);

        assertThat(chunk(message("\"content\":\"" + text + "\"")).content()).isEqualTo(text);
    }

    @Test
    void a_whole_answer_is_read_like_a_last_line() throws Exception {
        String body = "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"Hi\",\"thinking\":\"Hm\","
                + "\"tool_calls\":[{\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":{\"a\":1}}}]},"
                + "\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":1,\"eval_count\":2}";

        for (Answer answer : List.of(Answer.whole(body.getBytes(StandardCharsets.UTF_8)), Answer.lines(body))) {
            assertThat(answer.chunks).hasSize(1);
            assertThat(answer.text).hasToString("Hi");
            assertThat(answer.reasoning).hasToString("Hm");
            assertThat(answer.calls).containsExactly(call(0, "c", "f", "{\"a\":1}"));
            assertThat(answer.finishReason).contains(new FinishReason(Kind.TOOL_CALLS, "stop"));
            assertThat(answer.usage.orElseThrow().outputTokens()).hasValue(2);
            assertThat(answer.model).isEqualTo("m");
            assertThat(answer.ended).isTrue();
        }
    }

    @Test
    void a_chunk_prints_what_it_holds() throws Exception {
        assertThat(chunk(message("\"content\":\"a\""))).hasToString("OllamaChunk[\"a\", model m]");
        assertThat(chunk("{\"model\":\"m\",\"message\":{\"thinking\":\"r\"},\"done\":true,\"done_reason\":\"stop\"}"))
                .hasToString("OllamaChunk[done, \"\", reasoning \"r\", finish reason stop, model m]");
        assertThat(chunk("{}")).hasToString("OllamaChunk[]");
    }
}

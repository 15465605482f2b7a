package dev.cuecard.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.provider.ChunkDecoder.MalformedEventException;
import dev.cuecard.stream.Delta;
import dev.cuecard.stream.ToolCallDelta;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the decoder finds in the deltas of chunks: text, thinking, refusals and tool calls. */
class OpenAiDeltaTest {

    private static OpenAiChunk chunk(String json) throws MalformedEventException {
        return Objects.requireNonNull(Merged.decoder().decode(Merged.event("", json)), "no chunk");
    }

    private static Delta delta(String json) throws MalformedEventException {
        return chunk("{\"choices\":[{\"index\":0,\"delta\":" + json + "}]}").delta();
    }

    @Test
    void content_may_be_parts_of_text_and_thinking() throws Exception {
        Delta delta = delta("{\"content\":[{\"thinking\":[{\"text\":\"Hm\",\"type\":\"text\"},{\"type\":\"text\","
                + "\"text\":\", so\"},7],\"type\":\"thinking\"},{\"type\":\"text\",\"text\":\"A\"},null,\"B\","
                + "{\"text\":\"C\"},{\"type\":\"reference\",\"reference_ids\":[1]},{\"type\":\"thinking\",\"thinking\":\"!\"},"
                + "{\"text\":\"?\",\"type\":\"reasoning\"},{\"type\":\"refusal\",\"refusal\":\"no\"}]}");

        assertThat(delta.content()).isEqualTo("ABC");
        assertThat(delta.reasoning()).isEqualTo("Hm, so!?");
        assertThat(delta.refusal()).isEqualTo("no");
    }

    @Test
    void content_may_be_one_part_alone() throws Exception {
        assertThat(delta("{\"content\":{\"type\":\"text\",\"text\":\"A\"}}").content())
                .isEqualTo("A");
    }

    @Test
    void thinking_is_found_in_each_of_its_fields() throws Exception {
        assertThat(delta("{\"reasoning_content\":\"a\"}").reasoning()).isEqualTo("a");
        assertThat(delta("{\"reasoning\":\"b\"}").reasoning()).isEqualTo("b");
        assertThat(delta("{\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"c\"},{\"summary\":\"d\"},"
                                + "{\"type\":\"reasoning.encrypted\",\"data\":\"xyz\"},null]}")
                        .reasoning())
                .isEqualTo("cd");
    }

    @Test
    void thinking_that_is_sent_twice_counts_once() throws Exception {
        assertThat(delta("{\"reasoning_details\":[{\"text\":\"a\"}],\"reasoning\":\"a\",\"reasoning_content\":\"a\","
                                + "\"content\":[{\"type\":\"thinking\",\"thinking\":\"a\"}]}")
                        .reasoning())
                .isEqualTo("a");
        assertThat(delta("{\"reasoning_content\":\"\",\"reasoning\":\"b\",\"reasoning_details\":[{\"text\":\"b\"}]}")
                        .reasoning())
                .isEqualTo("b");
    }

    @Test
    void of_thinking_in_several_fields_the_first_field_counts() throws Exception {
        String details = "\"reasoning_details\":[{\"summary\":\"s\",\"text\":\"c\"}]";
        String parts = "\"content\":[{\"type\":\"thinking\",\"thinking\":\"d\"}]";

        assertThat(delta("{" + parts + "," + details + ",\"reasoning\":\"b\",\"reasoning_content\":\"a\"}")
                        .reasoning())
                .isEqualTo("a");
        assertThat(delta("{" + parts + "," + details + ",\"reasoning\":\"b\"}").reasoning())
                .isEqualTo("b");
        assertThat(delta("{" + parts + "," + details + "}").reasoning()).isEqualTo("c");
        assertThat(delta("{" + parts + ",\"reasoning_details\":[]}").reasoning())
                .isEqualTo("d");
    }

    @Test
    void a_refusal_is_kept_apart_from_the_text() throws Exception {
        Delta delta = delta("{\"content\":null,\"refusal\":\"I'm sorry\"}");

        assertThat(delta.refusal()).isEqualTo("I'm sorry");
        assertThat(delta.content()).isEmpty();
    }

    @Test
    void fragments_of_tool_calls_come_as_they_are_sent() throws Exception {
        Delta delta =
                delta("{\"tool_calls\":[{\"index\":1,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":"
                        + "\"f\",\"arguments\":\"{\\\"a\\\"\"}},{\"function\":{\"arguments\":\":1}\"}},{\"id\":null,\"index\":null,"
                        + "\"function\":{\"name\":null,\"arguments\":null}},{\"index\":3,\"function\":null},null,{}]}");

        assertThat(delta.toolCalls())
                .containsExactly(
                        new ToolCallDelta(OptionalInt.of(1), "call_1", "f", "{\"a\""),
                        new ToolCallDelta(OptionalInt.empty(), "", "", ":1}"),
                        new ToolCallDelta(OptionalInt.empty(), "", "", ""),
                        new ToolCallDelta(OptionalInt.of(3), "", "", ""),
                        new ToolCallDelta(OptionalInt.empty(), "", "", ""));
    }

    @Test
    void a_tool_call_outside_of_an_array_is_one_call() throws Exception {
        assertThat(delta("{\"tool_calls\":{\"id\":\"x\",\"function\":{\"name\":\"f\"}}}")
                        .toolCalls())
                .containsExactly(new ToolCallDelta(OptionalInt.empty(), "x", "f", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ \"é\" : [1, {}], \"s\": \"}\" }", "[]", "{}", "12.50", "true"})
    void arguments_that_are_no_text_are_given_as_their_json(String arguments) throws Exception {
        Delta delta = delta("{\"content\":\"ü\",\"tool_calls\":[{\"function\":{\"arguments\": " + arguments
                + " ,\"name\":\"f\"}}]}");

        assertThat(delta.toolCalls()).containsExactly(new ToolCallDelta(OptionalInt.empty(), "", "f", arguments));
    }

    @Test
    void a_function_call_of_the_old_api_is_a_tool_call() throws Exception {
        assertThat(delta("{\"function_call\":{\"name\":\"f\",\"arguments\":\"{}\"}}")
                        .toolCalls())
                .containsExactly(new ToolCallDelta(OptionalInt.of(0), "", "f", "{}"));
        assertThat(delta("{\"function_call\":{\"name\":\"f\"},\"tool_calls\":[{\"index\":0,\"id\":\"x\"}]}")
                        .toolCalls())
                .containsExactly(new ToolCallDelta(OptionalInt.of(0), "x", "", ""));
    }
}

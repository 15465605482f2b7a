package dev.cuecard.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.provider.ChunkDecoder;
import dev.cuecard.provider.WireEvent;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.stream.ToolCallDelta;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of the caller's tools, and what only looks like one. */
class AnthropicToolCallsTest {

    private static AnthropicChunk read(ChunkDecoder<AnthropicChunk> decoder, WireEvent event) throws Exception {
        return Objects.requireNonNull(decoder.decode(event), "chunk");
    }

    @Test
    void parallel_calls_come_in_fragments_numbered_as_calls() throws Exception {
        Merged merged = Merged.stream(
                Events.textStart(0),
                Events.blockStop(0),
                Events.toolStart(1, "toolu_1", "f"),
                Events.input(1, ""),
                Events.input(1, "{\\\"city\\\":"),
                Events.input(1, "\\\"Zürich 🍎\\\"}"),
                Events.blockStop(1),
                Events.toolStart(2, "toolu_2", "g"),
                Events.blockStop(2));

        assertThat(merged.chunks.get(2).delta().toolCalls())
                .containsExactly(new ToolCallDelta(OptionalInt.of(0), "toolu_1", "f", ""));
        assertThat(merged.chunks.get(3).choices()).isEmpty();
        assertThat(merged.chunks.get(4).delta().toolCalls())
                .containsExactly(new ToolCallDelta(OptionalInt.of(0), "", "", "{\"city\":"));
        assertThat(merged.chunks.get(7).delta().toolCalls())
                .containsExactly(new ToolCallDelta(OptionalInt.of(1), "toolu_2", "g", ""));
        assertThat(merged.calls.values())
                .extracting(Merged.Call::toString)
                .containsExactly("toolu_1 f({\"city\":\"Zürich 🍎\"})", "toolu_2 g()");
    }

    @Test
    void pieces_of_two_blocks_may_be_mixed() throws Exception {
        Merged merged = Merged.stream(
                Events.toolStart(0, "a", "f"),
                Events.toolStart(1, "b", "g"),
                Events.input(0, "[1"),
                Events.input(1, "[2"),
                Events.input(0, "]"),
                Events.input(1, "]"));

        assertThat(merged.calls.values()).extracting(Merged.Call::toString).containsExactly("a f([1])", "b g([2])");
    }

    @Test
    void pieces_without_an_index_are_the_last_blocks() throws Exception {
        Merged merged = Merged.stream(
                "{\"type\":\"content_block_start\",\"content_block\":{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"f\"}}",
                "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{}\"}}",
                "{\"type\":\"content_block_stop\"}",
                "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"t\"}}");

        assertThat(merged.calls.get(0)).hasToString("a f({})");
        assertThat(merged.text).isEqualTo("t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "finish", "end", "again", "second"})
    void an_input_that_comes_with_the_blocks_beginning_is_told_when_no_piece_can_follow(String how) throws Exception {
        String start =
                Events.blockStart(0, "{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"f\",\"input\":{ \"x\" : 1 }}");
        String next = switch (how) {
            case "stop" -> Events.blockStop(0);
            case "finish" -> Events.finish("tool_use");
            case "end" -> Events.STOP;
            case "again" -> Events.toolStart(0, "b", "g");
            default -> Events.start();
        };

        Merged merged = Merged.stream(start, next, how.equals("end") ? "{\"type\":\"ping\"}" : Events.blockStop(0));

        assertThat(merged.calls.get(0)).hasToString("a f({ \"x\" : 1 })");
        assertThat(merged.chunks.get(1).delta().toolCalls().get(0))
                .isEqualTo(new ToolCallDelta(OptionalInt.of(0), "", "", "{ \"x\" : 1 }"));
    }

    @Test
    void pieces_of_input_stand_in_the_place_of_one_that_came_before() throws Exception {
        Merged merged = Merged.stream(
                Events.blockStart(0, "{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"f\",\"input\":{\"x\":1}}"),
                Events.input(0, "{\\\"y\\\":2}"),
                Events.blockStop(0));

        assertThat(merged.calls.get(0)).hasToString("a f({\"y\":2})");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{ }", "null", "\"\""})
    void an_empty_input_is_none(String input) throws Exception {
        Merged merged = Merged.stream(
                Events.blockStart(0, "{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"f\",\"input\":" + input + "}"),
                Events.blockStop(0));

        assertThat(merged.calls.get(0)).hasToString("a f()");
        assertThat(merged.chunks.get(1).choices()).isEmpty();
    }

    @Test
    void a_message_that_begins_with_whole_blocks_has_them() throws Exception {
        Merged merged = Merged.stream(
                "{\"type\":\"message_start\",\"message\":{\"role\":\"assistant\",\"stop_reason\":\"tool_use\",\"content\":["
                        + "{\"type\":\"text\",\"text\":\"Let \"},{\"type\":\"text\",\"text\":\"me.\"},"
                        + "{\"type\":\"thinking\",\"thinking\":\"Hm\"},"
                        + "{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"f\",\"input\":{\"x\":1}},"
                        + "{\"type\":\"server_tool_use\",\"id\":\"s\",\"name\":\"h\",\"input\":{\"x\":1}},"
                        + "{\"type\":\"tool_use\",\"id\":\"b\",\"name\":\"g\",\"input\":{}}]}}",
                Events.STOP);

        assertThat(merged.text).isEqualTo("Let me.");
        assertThat(merged.reasoning).isEqualTo("Hm");
        assertThat(merged.calls.values()).extracting(Merged.Call::toString).containsExactly("a f({\"x\":1})", "b g()");
        assertThat(merged.finishReason).contains(new FinishReason(Kind.TOOL_CALLS, "tool_use"));
    }

    @Test
    void what_the_server_calls_and_answers_itself_is_no_call_and_no_text() throws Exception {
        Merged merged = Merged.stream(
                Events.blockStart(
                        0, "{\"type\":\"server_tool_use\",\"id\":\"s\",\"name\":\"web_search\",\"input\":{\"q\":1}}"),
                Events.input(0, "{\\\"query\\\":1}"),
                Events.blockStop(0),
                Events.blockStart(1, "{\"type\":\"mcp_tool_use\",\"id\":\"m\",\"name\":\"n\",\"input\":{\"q\":1}}"),
                Events.blockStop(1),
                Events.blockStart(2, "{\"type\":\"web_search_tool_result\",\"tool_use_id\":\"s\",\"content\":[]}"),
                Events.blockStart(
                        3, "{\"type\":\"something_new\",\"text\":\"x\",\"thinking\":\"y\",\"input\":{\"q\":1}}"),
                Events.blockStop(3),
                Events.toolStart(4, "a", "f"));

        assertThat(merged.chunks).hasSize(9);
        assertThat(merged.text + merged.reasoning).isEmpty();
        assertThat(merged.calls.values()).extracting(Merged.Call::toString).containsExactly("a f()");
        assertThat(merged.chunks.subList(0, 8))
                .allSatisfy(chunk -> assertThat(chunk.choices()).isEmpty());
    }

    @Test
    void a_second_message_that_begins_in_the_middle_uses_the_indices_again() throws Exception {
        Merged merged = Merged.stream(
                Events.start(),
                Events.toolStart(0, "first", "f"),
                Events.input(0, "{\\\"a\\\":"),
                Events.start().replace("msg_1", "msg_2"),
                Events.input(0, "lost"),
                Events.toolStart(0, "second", "f"),
                Events.input(0, "{}"),
                Events.blockStop(0),
                Events.finish("tool_use"),
                Events.STOP);

        assertThat(merged.calls.values())
                .extracting(Merged.Call::toString)
                .containsExactly("first f({\"a\":)", "second f({})");
        assertThat(merged.id).isEqualTo("msg_1");
        assertThat(merged.ended).isTrue();
    }

    @Test
    void mending_takes_nothing_in_twice() throws Exception {
        byte[] data = Events.blockStart(0, "{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"f?\",\"input\":{\"x\":1}}")
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < data.length; i++) {
            data[i] = data[i] == '?' ? (byte) 0xFF : data[i];
        }
        Merged merged = Merged.stream(List.of(
                new WireEvent("", data, true),
                Merged.event("", Events.blockStop(0)),
                Merged.event("", Events.toolStart(1, "b", "g"))));

        assertThat(merged.calls.values())
                .extracting(Merged.Call::toString)
                .containsExactly("a f\uFFFD({\"x\":1})", "b g()");
    }

    @Test
    void blocks_that_never_end_are_not_kept_for_ever() throws Exception {
        ChunkDecoder<AnthropicChunk> decoder = Merged.decoder();
        for (int i = 0; i < 5_000; i++) {
            decoder.decode(Merged.event("", Events.toolStart(i, "id" + i, "f")));
        }

        assertThat(read(decoder, Merged.event("", Events.input(100, "x"))).choices())
                .isEmpty();
        assertThat(read(decoder, Merged.event("", Events.input(4_999, "x")))
                        .delta()
                        .toolCalls())
                .containsExactly(new ToolCallDelta(OptionalInt.of(4_999), "", "", "x"));
    }
}

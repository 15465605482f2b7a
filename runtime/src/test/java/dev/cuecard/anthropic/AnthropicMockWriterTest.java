package dev.cuecard.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.error.ApiError;
import dev.cuecard.kit.SseText;
import dev.cuecard.message.Role;
import dev.cuecard.message.ToolCall;
import dev.cuecard.provider.ErrorResponse;
import dev.cuecard.provider.MockWriter;
import dev.cuecard.provider.MockWriter.Reply;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.stream.Usage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Scripted replies, read back by the real decoder. */
class AnthropicMockWriterTest {

    private static final Usage USAGE = new Usage(
            OptionalLong.of(3), OptionalLong.of(4), OptionalLong.of(7), OptionalLong.of(1), OptionalLong.of(2));
    private static final Usage UNKNOWN = new Usage(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    private final MockWriter writer = Anthropic.provider().mockWriter();

    private static Reply text(String... pieces) {
        return new Reply("claude-x", List.of(pieces), "", List.of(), Kind.STOP, USAGE);
    }

    private List<Merged> bothWays(Reply reply) throws Exception {
        return List.of(streamed(reply), Merged.whole(writer.whole(reply)));
    }

    private Merged streamed(Reply reply) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        writer.stream(reply).forEach(body::writeBytes);
        return Merged.stream(SseText.events(body.toByteArray()));
    }

    /** The protocol has no total. */
    private static Usage withoutTotal(Usage usage) {
        return new Usage(
                usage.inputTokens(),
                usage.outputTokens(),
                OptionalLong.empty(),
                usage.cachedInputTokens(),
                usage.reasoningTokens());
    }

    @Test
    void a_stream_is_written_as_anthropic_writes_it() {
        Reply reply = new Reply(
                "claude-x",
                List.of("Hi", "!"),
                "",
                List.of(new ToolCall(Optional.of("call_1"), "f", "{\"a\":1}")),
                Kind.TOOL_CALLS,
                new Usage(
                        OptionalLong.of(3),
                        OptionalLong.of(4),
                        OptionalLong.of(7),
                        OptionalLong.empty(),
                        OptionalLong.empty()));

        assertThat(writer.stream(reply))
                .extracting(event -> new String(event, StandardCharsets.UTF_8))
                .containsExactly(
                        "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_mock\","
                                + "\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-x\",\"content\":[],"
                                + "\"stop_reason\":null,\"stop_sequence\":null,"
                                + "\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}}\n\n",
                        "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,"
                                + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n",
                        "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                                + "\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}}\n\n",
                        "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                                + "\"delta\":{\"type\":\"text_delta\",\"text\":\"!\"}}\n\n",
                        "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n",
                        "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":1,"
                                + "\"content_block\":{\"type\":\"tool_use\",\"id\":\"call_1\",\"name\":\"f\","
                                + "\"input\":{}}}\n\n",
                        "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":1,"
                                + "\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"\"}}\n\n",
                        "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":1,"
                                + "\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"a\"}}\n\n",
                        "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":1,"
                                + "\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"\\\":1}\"}}\n\n",
                        "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":1}\n\n",
                        "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\","
                                + "\"stop_sequence\":null},\"usage\":{\"output_tokens\":4}}\n\n",
                        "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
    }

    @Property(tries = 100)
    void each_piece_comes_out_as_one_chunk(@ForAll @Size(max = 8) List<@NotEmpty String> pieces) throws Exception {
        // A lone surrogate has no form in UTF-8, so no wire can carry it.
        List<String> sound = pieces.stream()
                .map(piece -> new String(piece.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .toList();

        Merged merged = streamed(text(sound.toArray(String[]::new)));

        assertThat(merged.chunks)
                .extracting(AnthropicChunk::content)
                .filteredOn(content -> !content.isEmpty())
                .containsExactlyElementsOf(sound);
    }

    @Test
    void a_reply_has_role_model_finish_reason_usage_and_end() throws Exception {
        for (Merged merged : bothWays(text("Hel", "lo"))) {
            assertThat(merged.text).isEqualTo("Hello");
            assertThat(merged.chunks.get(0).delta().role()).contains(Role.ASSISTANT);
            assertThat(merged.model).isEqualTo("claude-x");
            assertThat(merged.id).isEqualTo("msg_mock");
            assertThat(merged.finishReason).contains(new FinishReason(Kind.STOP, "end_turn"));
            assertThat(merged.usage).contains(withoutTotal(USAGE));
            assertThat(merged.ended).isTrue();
        }
    }

    @Test
    void a_reply_without_a_word_still_has_its_role_and_end() throws Exception {
        for (Merged merged : bothWays(new Reply("m", List.of(), "", List.of(), Kind.STOP, UNKNOWN))) {
            assertThat(merged.text).isEmpty();
            assertThat(merged.chunks.get(0).delta().role()).contains(Role.ASSISTANT);
            assertThat(merged.usage).isEmpty();
            assertThat(merged.ended).isTrue();
        }
    }

    @Test
    void counts_that_the_script_leaves_out_are_unknown() throws Exception {
        Usage output = new Usage(
                OptionalLong.empty(),
                OptionalLong.of(0),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
        Usage input = new Usage(
                OptionalLong.of(5),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());

        for (Usage usage : List.of(output, input)) {
            for (Merged merged : bothWays(new Reply("m", List.of("a"), "", List.of(), Kind.STOP, usage))) {
                assertThat(merged.usage).contains(usage);
            }
        }
    }

    @Test
    void parallel_calls_come_back() throws Exception {
        Reply reply = new Reply(
                "m",
                List.of("Let me see."),
                "",
                List.of(
                        new ToolCall(Optional.of("call_1"), "f", "{\"city\":\"Zürich 🍎\"}"),
                        new ToolCall(Optional.empty(), "g", "{}"),
                        new ToolCall(Optional.of("call_3"), "h", "{\"broken")),
                Kind.TOOL_CALLS,
                USAGE);

        for (Merged merged : bothWays(reply)) {
            assertThat(merged.text).isEqualTo("Let me see.");
            assertThat(merged.finishReason).contains(new FinishReason(Kind.TOOL_CALLS, "tool_use"));
            assertThat(merged.calls.values()).extracting(call -> call.id).containsExactly("call_1", "", "call_3");
            assertThat(merged.calls.values()).extracting(call -> call.name).containsExactly("f", "g", "h");
            assertThat(merged.calls.values())
                    .extracting(call -> call.arguments.isEmpty() ? "{}" : call.arguments)
                    .containsExactly("{\"city\":\"Zürich 🍎\"}", "{}", "{\"broken");
        }
    }

    @Test
    void a_refusal_is_text_that_ends_with_the_reason() throws Exception {
        Reply refusal = new Reply("m", List.of("Well, "), "I'm sorry", List.of(), Kind.STOP, USAGE);

        for (Merged merged : bothWays(refusal)) {
            assertThat(merged.text).isEqualTo("Well, I'm sorry");
            assertThat(merged.refusal).isEmpty();
            assertThat(merged.finishReason).contains(new FinishReason(Kind.REFUSAL, "refusal"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_kind_of_finish_reason_comes_back(Kind kind) throws Exception {
        for (Merged merged : bothWays(new Reply("m", List.of("a"), "", List.of(), kind, UNKNOWN))) {
            assertThat(merged.finishReason).map(FinishReason::kind).contains(kind);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error, false",
        "401, authentication_error, false",
        "402, billing_error, false",
        "403, permission_error, false",
        "404, not_found_error, false",
        "413, request_too_large, false",
        "422, invalid_request_error, false",
        "429, rate_limit_error, true",
        "500, api_error, true",
        "503, api_error, true",
        "504, timeout_error, true",
        "529, overloaded_error, true"
    })
    void error_bodies_are_read_back(int status, String type, boolean retryable) {
        String body = new String(writer.error(status, "It \"broke\""), StandardCharsets.UTF_8);
        ApiError error = Anthropic.provider().readError(new ErrorResponse(status, name -> "", body));

        assertThat(body)
                .isEqualTo("{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"It \\\"broke\\\"\"},"
                        + "\"request_id\":\"req_mock\"}");
        assertThat(error.type()).isEqualTo(type);
        assertThat(error.message()).isEqualTo("It \"broke\"");
        assertThat(error.requestId()).isEqualTo("req_mock");
        assertThat(error.retryable()).isEqualTo(retryable);
    }
}

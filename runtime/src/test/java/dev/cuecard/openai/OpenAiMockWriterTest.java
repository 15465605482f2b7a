package dev.cuecard.openai;

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
import org.junit.jupiter.params.provider.EnumSource;

/** Scripted replies, read back by the real decoder. */
class OpenAiMockWriterTest {

    private static final Usage USAGE = new Usage(
            OptionalLong.of(3), OptionalLong.of(4), OptionalLong.of(7), OptionalLong.of(1), OptionalLong.of(2));
    private static final Usage UNKNOWN = new Usage(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    private final MockWriter writer = OpenAi.providers().get(0).mockWriter();

    private static Reply text(String... pieces) {
        return new Reply("gpt-4o", List.of(pieces), "", List.of(), Kind.STOP, USAGE);
    }

    private Merged streamed(Reply reply) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        writer.stream(reply).forEach(body::writeBytes);
        return Merged.stream(SseText.events(body.toByteArray()));
    }

    @Test
    void a_stream_is_written_as_openai_writes_it() {
        Usage counted = new Usage(
                OptionalLong.of(3), OptionalLong.of(4), OptionalLong.of(7), OptionalLong.empty(), OptionalLong.empty());
        List<byte[]> events = writer.stream(new Reply("gpt-4o", List.of("Hi", "!"), "", List.of(), Kind.STOP, counted));

        String head =
                "data: {\"id\":\"chatcmpl-mock\",\"object\":\"chat.completion.chunk\",\"created\":0,\"model\":\"gpt-4o\",";
        assertThat(events)
                .extracting(event -> new String(event, StandardCharsets.UTF_8))
                .containsExactly(
                        head + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Hi\"},"
                                + "\"logprobs\":null,\"finish_reason\":null}]}\n\n",
                        head + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"!\"},\"logprobs\":null,"
                                + "\"finish_reason\":null}]}\n\n",
                        head
                                + "\"choices\":[{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}]}\n\n",
                        head + "\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,"
                                + "\"total_tokens\":7}}\n\n",
                        "data: [DONE]\n\n");
    }

    @Property(tries = 100)
    void each_piece_comes_out_as_one_chunk(@ForAll @Size(max = 8) List<@NotEmpty String> pieces) throws Exception {
        // A lone surrogate has no form in UTF-8, so no wire can carry it.
        List<String> sound = pieces.stream()
                .map(piece -> new String(piece.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .toList();

        Merged merged = streamed(text(sound.toArray(String[]::new)));

        assertThat(merged.chunks)
                .extracting(OpenAiChunk::content)
                .filteredOn(content -> !content.isEmpty())
                .containsExactlyElementsOf(sound);
    }

    @Test
    void a_stream_has_role_finish_reason_usage_and_end() throws Exception {
        Merged merged = streamed(text("a"));

        assertThat(merged.chunks.get(0).delta().role()).contains(Role.ASSISTANT);
        assertThat(merged.first().finishReason).contains(new FinishReason(Kind.STOP, "stop"));
        assertThat(merged.usage).contains(USAGE);
        assertThat(merged.model).isEqualTo("gpt-4o");
        assertThat(merged.ended).isTrue();
    }

    @Test
    void a_reply_without_a_word_still_has_its_role_and_end() throws Exception {
        Merged merged = streamed(new Reply("m", List.of(), "", List.of(), Kind.STOP, UNKNOWN));

        assertThat(merged.chunks).hasSize(1);
        assertThat(merged.chunks.get(0).delta().role()).contains(Role.ASSISTANT);
        assertThat(merged.usage).isEmpty();
        assertThat(merged.ended).isTrue();
    }

    @Test
    void tool_calls_come_in_fragments() throws Exception {
        Merged merged = streamed(new Reply(
                "m",
                List.of(),
                "",
                List.of(
                        new ToolCall(Optional.of("call_1"), "f", "{\"city\":\"Zürich 🍎\"}"),
                        new ToolCall(Optional.empty(), "g", "{}")),
                Kind.TOOL_CALLS,
                USAGE));

        assertThat(merged.chunks).hasSizeGreaterThan(6);
        assertThat(merged.first().calls).extracting(call -> call.id).containsExactly("call_1", "");
        assertThat(merged.first().calls).extracting(call -> call.name).containsExactly("f", "g");
        assertThat(merged.first().calls)
                .extracting(call -> call.arguments.toString())
                .containsExactly("{\"city\":\"Zürich 🍎\"}", "{}");
        assertThat(merged.first().finishReason).contains(new FinishReason(Kind.TOOL_CALLS, "tool_calls"));
    }

    @Test
    void a_refusal_ends_with_stop_as_openais_do() throws Exception {
        Reply refusal = new Reply("m", List.of(), "I'm sorry", List.of(), Kind.REFUSAL, USAGE);

        for (Merged merged : List.of(streamed(refusal), Merged.whole(writer.whole(refusal)))) {
            assertThat(merged.first().refusal.toString()).isEqualTo("I'm sorry");
            assertThat(merged.first().text.toString()).isEmpty();
            assertThat(merged.first().finishReason).contains(new FinishReason(Kind.STOP, "stop"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_kind_of_finish_reason_comes_back(Kind kind) throws Exception {
        Reply reply = new Reply("m", List.of("a"), "", List.of(), kind, UNKNOWN);

        assertThat(streamed(reply).first().finishReason).map(FinishReason::kind).contains(kind);
        assertThat(Merged.whole(writer.whole(reply)).first().finishReason)
                .map(FinishReason::kind)
                .contains(kind);
    }

    @Test
    void a_whole_reply_says_the_same_at_once() throws Exception {
        Merged merged = Merged.whole(writer.whole(new Reply(
                "m",
                List.of("Hel", "lo"),
                "",
                List.of(new ToolCall(Optional.of("c"), "f", "{\"a\":1}")),
                Kind.TOOL_CALLS,
                USAGE)));

        assertThat(merged.chunks).hasSize(1);
        assertThat(merged.chunks.get(0).content()).isEqualTo("Hello");
        assertThat(merged.chunks.get(0).chunk().object()).contains("chat.completion");
        assertThat(merged.first().calls.get(0).arguments.toString()).isEqualTo("{\"a\":1}");
        assertThat(merged.usage).contains(USAGE);
        assertThat(merged.finished).isTrue();
    }

    @Test
    void error_bodies_are_read_back() {
        for (int status : new int[] {400, 401, 429, 500}) {
            String body = new String(writer.error(status, "It \"broke\""), StandardCharsets.UTF_8);
            ApiError error = OpenAi.providers().get(0).readError(new ErrorResponse(status, name -> "", body));

            assertThat(error.message()).isEqualTo("It \"broke\"");
            assertThat(error.type()).isNotEmpty();
            assertThat(error.retryable()).isEqualTo(status >= 429);
        }
        assertThat(new String(writer.error(401, "m"), StandardCharsets.UTF_8))
                .isEqualTo("{\"error\":{\"message\":\"m\",\"type\":\"invalid_request_error\",\"param\":null,"
                        + "\"code\":\"invalid_api_key\"}}");
    }
}

package dev.cuecard.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.error.ApiError;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.message.ToolCall;
import dev.cuecard.provider.ErrorResponse;
import dev.cuecard.provider.MockWriter;
import dev.cuecard.provider.MockWriter.Reply;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.stream.ToolCallDelta;
import dev.cuecard.stream.Usage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
class OllamaMockWriterTest {

    private static final Usage USAGE = new Usage(
            OptionalLong.of(3), OptionalLong.of(4), OptionalLong.of(7), OptionalLong.of(1), OptionalLong.of(2));

    /** What is left of it: Ollama tells no total, and of thinking nothing. */
    private static final Usage TOLD = new Usage(
            OptionalLong.of(3), OptionalLong.of(4), OptionalLong.empty(), OptionalLong.of(1), OptionalLong.empty());

    private static final Usage UNKNOWN = new Usage(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    private final MockWriter writer = Ollama.provider().mockWriter();

    private static Reply text(String... pieces) {
        return new Reply("llama3.2", List.of(pieces), "", List.of(), Kind.STOP, USAGE);
    }

    private Answer streamed(Reply reply) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        writer.stream(reply).forEach(body::writeBytes);
        return Answer.lines(body.toString(StandardCharsets.UTF_8).split("\n"));
    }

    private Answer whole(Reply reply) throws Exception {
        return Answer.whole(writer.whole(reply));
    }

    @Test
    void a_stream_is_written_as_ollama_writes_it() {
        List<byte[]> lines = writer.stream(new Reply(
                "llama3.2",
                List.of("Hi", "!"),
                "",
                List.of(new ToolCall(Optional.of("call_1"), "f", "{\"a\":1}")),
                Kind.TOOL_CALLS,
                USAGE));

        String head = "{\"model\":\"llama3.2\",\"created_at\":\"1970-01-01T00:00:00Z\",\"message\":"
                + "{\"role\":\"assistant\",\"content\":";
        assertThat(lines)
                .extracting(line -> new String(line, StandardCharsets.UTF_8))
                .containsExactly(
                        head + "\"Hi\"},\"done\":false}\n",
                        head + "\"!\"},\"done\":false}\n",
                        head + "\"\",\"tool_calls\":[{\"id\":\"call_1\",\"function\":{\"index\":0,\"name\":\"f\","
                                + "\"arguments\":{\"a\":1}}}]},\"done\":false}\n",
                        head + "\"\"},\"done\":true,\"done_reason\":\"stop\",\"total_duration\":100000000,"
                                + "\"load_duration\":20000000,\"prompt_eval_count\":3,\"prompt_eval_cached_count\":1,"
                                + "\"prompt_eval_duration\":30000000,\"eval_count\":4,\"eval_duration\":50000000}\n");
    }

    @Property(tries = 100)
    void each_piece_comes_out_as_one_chunk(@ForAll @Size(max = 8) List<@NotEmpty String> pieces) throws Exception {
        // A lone surrogate has no form in UTF-8, so no wire can carry it.
        List<String> sound = pieces.stream()
                .map(piece -> new String(piece.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .toList();

        assertThat(streamed(text(sound.toArray(String[]::new))).chunks)
                .extracting(OllamaChunk::content)
                .filteredOn(content -> !content.isEmpty())
                .containsExactlyElementsOf(sound);
    }

    @Test
    void a_reply_streamed_and_whole_says_the_same() throws Exception {
        Reply reply = new Reply(
                "m",
                List.of("Hel", "lo"),
                "",
                List.of(
                        new ToolCall(Optional.of("call_1"), "f", "{\"city\":\"Zürich 🍎\"}"),
                        new ToolCall(Optional.empty(), "g", "{}")),
                Kind.TOOL_CALLS,
                USAGE);

        for (Answer answer : List.of(streamed(reply), whole(reply))) {
            assertThat(answer.text).hasToString("Hello");
            assertThat(answer.calls)
                    .extracting(ToolCallDelta::index)
                    .extracting(index -> index.orElse(-1))
                    .containsExactly(0, 1);
            assertThat(answer.calls).extracting(ToolCallDelta::id).containsExactly("call_1", "");
            assertThat(answer.calls).extracting(ToolCallDelta::name).containsExactly("f", "g");
            assertThat(answer.calls)
                    .extracting(ToolCallDelta::arguments)
                    .containsExactly("{\"city\":\"Zürich 🍎\"}", "{}");
            assertThat(answer.finishReason).contains(new FinishReason(Kind.TOOL_CALLS, "stop"));
            assertThat(answer.usage).contains(TOLD);
            assertThat(answer.model).isEqualTo("m");
            assertThat(answer.ended).isTrue();
        }
        assertThat(streamed(reply).chunks).hasSize(5);
        assertThat(streamed(reply).chunks.get(3).json()).contains("\"function\":{\"index\":1,\"name\":\"g\"");
        assertThat(whole(reply).chunks).hasSize(1);
        assertThat(whole(reply).chunks.get(0).totalDuration()).contains(Duration.ofMillis(100));
    }

    @Test
    void a_reply_without_a_word_or_a_count_still_ends() throws Exception {
        Answer answer = streamed(new Reply("m", List.of(), "", List.of(), Kind.STOP, UNKNOWN));

        assertThat(answer.chunks).hasSize(1);
        assertThat(answer.usage).isEmpty();
        assertThat(answer.ended).isTrue();
    }

    @Test
    void broken_arguments_are_sent_as_a_text_and_arguments_of_several_lines_on_one() throws Exception {
        for (String broken : List.of("{\"a\":\n", "[1]", "")) {
            Reply reply = new Reply(
                    "m", List.of(), "", List.of(new ToolCall(Optional.empty(), "f", broken)), Kind.TOOL_CALLS, USAGE);

            assertThat(streamed(reply).calls.get(0).arguments()).isEqualTo(broken);
            assertThat(whole(reply).calls.get(0).arguments()).isEqualTo(broken);
        }
        Reply reply = new Reply(
                "m",
                List.of(),
                "",
                List.of(new ToolCall(Optional.empty(), "f", "{\r\n\"a\": 1\n}")),
                Kind.TOOL_CALLS,
                USAGE);
        assertThat(streamed(reply).calls.get(0).arguments()).isEqualTo("{  \"a\": 1 }");
    }

    @ParameterizedTest
    @CsvSource({"STOP, STOP, stop", "LENGTH, LENGTH, length", "OTHER, OTHER, load", "TOOL_CALLS, STOP, stop"})
    void the_reasons_that_ollama_knows_come_back(Kind kind, Kind read, String raw) throws Exception {
        Reply reply = new Reply("m", List.of("a"), "", List.of(), kind, UNKNOWN);

        assertThat(streamed(reply).finishReason).contains(new FinishReason(read, raw));
        assertThat(whole(reply).finishReason).contains(new FinishReason(read, raw));
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSAL", "CONTENT_FILTER"})
    void what_ollama_cannot_say_is_not_made_up(Kind kind) {
        Reply reply = new Reply("m", List.of("a"), "", List.of(), kind, UNKNOWN);

        assertThatThrownBy(() -> writer.stream(reply))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("ollama has no ");
        assertThatThrownBy(() -> writer.whole(reply)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void a_refusal_is_to_be_scripted_as_text() {
        Reply reply = new Reply("m", List.of(), "I'm sorry", List.of(), Kind.STOP, UNKNOWN);

        assertThatThrownBy(() -> writer.stream(reply))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "ollama has no way to say that a model refuses: its models decline in plain text. Script the"
                                + " words with MockModel.streaming(…).");
    }

    @Test
    void error_bodies_are_read_back() {
        String body = new String(writer.error(500, "It \"broke\""), StandardCharsets.UTF_8);
        ApiError error = Ollama.provider().readError(new ErrorResponse(500, name -> "", body));

        assertThat(body).isEqualTo("{\"error\":\"It \\\"broke\\\"\"}");
        assertThat(error.message()).isEqualTo("It \"broke\"");
    }
}

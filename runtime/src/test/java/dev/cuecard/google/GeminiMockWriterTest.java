package dev.cuecard.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.error.ApiError;
import dev.cuecard.error.RateLimitException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.SseText;
import dev.cuecard.message.ToolCall;
import dev.cuecard.provider.ErrorResponse;
import dev.cuecard.provider.MockWriter;
import dev.cuecard.provider.MockWriter.Reply;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.stream.MalformedChunkException;
import dev.cuecard.stream.RefusalException;
import dev.cuecard.stream.StreamException;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.ToolCallDelta;
import dev.cuecard.stream.Usage;
import dev.cuecard.testing.MockModel;
import dev.cuecard.testing.Way;
import dev.cuecard.testing.Way.Outcome;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Scripted replies, read back by the real decoder, alone and through a client. */
class GeminiMockWriterTest {

    private static final Usage USAGE = new Usage(
            OptionalLong.of(3), OptionalLong.of(2), OptionalLong.of(7), OptionalLong.of(1), OptionalLong.of(2));
    private static final Usage UNKNOWN = new Usage(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    private final MockWriter writer = Gemini.provider().mockWriter();

    private static Reply text(Usage usage, String... pieces) {
        return new Reply("gemini-2.5-flash", List.of(pieces), "", List.of(), Kind.STOP, usage);
    }

    private Merged streamed(Reply reply) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        writer.stream(reply).forEach(body::writeBytes);
        return Merged.stream(SseText.events(body.toByteArray()));
    }

    private List<Merged> bothWays(Reply reply) throws Exception {
        return List.of(streamed(reply), Merged.whole(writer.whole(reply)));
    }

    private static Outcome call(Way way, MockModel mock) {
        CallOptions once = CallOptions.defaults().retries(Retries.none());
        return way.call(HandWrittenPrompt.with(mock.client(), once).on(Gemini.model("gemini-2.5-flash")));
    }

    @Test
    void a_stream_is_written_as_google_writes_it() {
        List<byte[]> events = writer.stream(text(USAGE, "Hi", "!", "\n"));

        String end = "\"modelVersion\":\"gemini-2.5-flash\",\"responseId\":\"mock-response\"}\n\n";
        assertThat(events)
                .extracting(event -> new String(event, StandardCharsets.UTF_8))
                .containsExactly(
                        "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hi\"}],\"role\":\"model\"},\"index\":0}],"
                                + "\"usageMetadata\":{\"promptTokenCount\":3,\"cachedContentTokenCount\":1,"
                                + "\"candidatesTokenCount\":1}," + end,
                        "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"!\"}],\"role\":\"model\"},\"index\":0}],"
                                + "\"usageMetadata\":{\"promptTokenCount\":3,\"cachedContentTokenCount\":1,"
                                + "\"candidatesTokenCount\":2}," + end,
                        "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"\\n\"}],\"role\":\"model\"},\"index\":0}],"
                                + "\"usageMetadata\":{\"promptTokenCount\":3,\"cachedContentTokenCount\":1,"
                                + "\"candidatesTokenCount\":2}," + end,
                        "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"\"}],\"role\":\"model\"},"
                                + "\"finishReason\":\"STOP\",\"index\":0}],"
                                + "\"usageMetadata\":{\"promptTokenCount\":3,\"cachedContentTokenCount\":1,"
                                + "\"candidatesTokenCount\":2,\"thoughtsTokenCount\":2,\"totalTokenCount\":7}," + end);
    }

    @Property(tries = 100)
    void each_piece_comes_out_as_one_chunk(@ForAll @Size(max = 8) List<@NotEmpty String> pieces) throws Exception {
        // A lone surrogate has no form in UTF-8, so no wire can carry it.
        List<String> sound = pieces.stream()
                .map(piece -> new String(piece.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .toList();

        Merged merged = streamed(text(USAGE, sound.toArray(String[]::new)));

        assertThat(merged.chunks)
                .extracting(GeminiChunk::content)
                .filteredOn(content -> !content.isEmpty())
                .containsExactlyElementsOf(sound);
    }

    @Test
    void both_ways_say_the_same() throws Exception {
        Reply reply = new Reply(
                "m",
                List.of("Hel", "lo"),
                "",
                List.of(
                        new ToolCall(Optional.of("call_1"), "f", "{\"city\":\n\"Zürich 🍎\"}"),
                        new ToolCall(Optional.empty(), "g", "{}"),
                        new ToolCall(Optional.empty(), "h", "")),
                Kind.TOOL_CALLS,
                USAGE,
                List.of("Hm, ", "well."));

        for (Merged merged : bothWays(reply)) {
            assertThat(merged.first().reasoning.toString()).isEqualTo("Hm, well.");
            assertThat(merged.first().text.toString()).isEqualTo("Hello");
            assertThat(merged.first().calls)
                    .containsExactly(
                            new ToolCallDelta(OptionalInt.of(0), "call_1", "f", "{\"city\": \"Zürich 🍎\"}"),
                            new ToolCallDelta(OptionalInt.of(1), "", "g", "{}"),
                            new ToolCallDelta(OptionalInt.of(2), "", "h", "{}"));
            assertThat(merged.first().finishReason).contains(new FinishReason(Kind.TOOL_CALLS, "STOP"));
            assertThat(merged.usage).contains(USAGE);
            assertThat(merged.model).isEqualTo("m");
            assertThat(merged.id).isEqualTo("mock-response");
            assertThat(merged.decoder.finished()).isTrue();
        }
    }

    @Test
    void arguments_that_are_no_object_come_out_as_they_are() throws Exception {
        for (String arguments : List.of("{\"broken", "[1]", "\"x\"", "7", "word")) {
            Reply reply = new Reply(
                    "m", List.of(), "", List.of(new ToolCall(Optional.empty(), "f", arguments)), Kind.LENGTH, UNKNOWN);

            for (Merged merged : bothWays(reply)) {
                assertThat(merged.first().arguments()).containsExactly(arguments);
                assertThat(merged.first().finishReason).contains(new FinishReason(Kind.LENGTH, "MAX_TOKENS"));
            }
        }
    }

    @Test
    void a_reply_without_a_word_still_has_its_end() throws Exception {
        for (Merged merged : bothWays(text(UNKNOWN))) {
            assertThat(merged.chunks).hasSize(1);
            assertThat(merged.first().finishReason).contains(new FinishReason(Kind.STOP, "STOP"));
            assertThat(merged.usage).isEmpty();
        }
    }

    @Test
    void a_refusal_is_a_prompt_that_was_blocked() throws Exception {
        Reply refusal =
                new Reply("m", List.of("never"), "I'm sorry", List.of(), Kind.REFUSAL, USAGE, List.of("never either"));

        for (Merged merged : bothWays(refusal)) {
            assertThat(merged.chunks).hasSize(1);
            assertThat(merged.chunks
                            .get(0)
                            .chunk()
                            .promptFeedback()
                            .orElseThrow()
                            .blockReason())
                    .contains("SAFETY");
            assertThat(merged.first().refusal.toString()).isEqualTo("I'm sorry");
            assertThat(merged.first().finishReason).isEmpty();
            assertThat(merged.usage).contains(USAGE);
            assertThat(merged.decoder.finished()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "STOP, STOP, STOP",
        "LENGTH, MAX_TOKENS, LENGTH",
        "TOOL_CALLS, STOP, STOP",
        "CONTENT_FILTER, SAFETY, CONTENT_FILTER",
        "REFUSAL, SAFETY, CONTENT_FILTER",
        "OTHER, OTHER, OTHER"
    })
    void every_kind_of_finish_reason_has_googles_word(Kind kind, String word, Kind back) throws Exception {
        for (Merged merged : bothWays(new Reply("m", List.of("a"), "", List.of(), kind, UNKNOWN))) {
            assertThat(merged.first().finishReason).contains(new FinishReason(back, word));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_ARGUMENT",
        "401, UNAUTHENTICATED",
        "403, PERMISSION_DENIED",
        "404, NOT_FOUND",
        "409, ABORTED",
        "422, FAILED_PRECONDITION",
        "429, RESOURCE_EXHAUSTED",
        "500, INTERNAL",
        "503, UNAVAILABLE",
        "504, DEADLINE_EXCEEDED"
    })
    void error_bodies_are_read_back(int status, String word) {
        String body = new String(writer.error(status, "It \"broke\""), StandardCharsets.UTF_8);
        ApiError error = Gemini.provider().readError(new ErrorResponse(status, name -> "", body));

        assertThat(body)
                .isEqualTo("{\"error\":{\"code\":" + status + ",\"message\":\"It \\\"broke\\\"\",\"status\":\"" + word
                        + "\"}}");
        assertThat(error.message()).isEqualTo("It \"broke\"");
        assertThat(error.type()).isEqualTo(word);
    }

    @ParameterizedTest
    @EnumSource
    void a_client_reads_a_scripted_reply(Way way) {
        Outcome outcome = call(
                way,
                MockModel.chunks("Test ", "response")
                        .thinking("Hm, so.")
                        .andCallingTool("f", "{\"a\":1}")
                        .usage(3, 4));

        StreamResult result = outcome.result();
        assertThat(result.ending()).isEqualTo(new Ending.Completed());
        assertThat(result.text()).isEqualTo("Test response");
        assertThat(result.reasoning()).isEqualTo("Hm, so.");
        assertThat(result.toolCalls()).containsExactly(new ToolCall(Optional.of("call_1"), "f", "{\"a\":1}"));
        assertThat(result.finishReason()).contains(new FinishReason(Kind.TOOL_CALLS, "STOP"));
        assertThat(result.usage()).map(Usage::totalTokens).contains(OptionalLong.of(7));
        assertThat(result.model()).isEqualTo("gemini-2.5-flash");
        if (way.streams()) {
            assertThat(outcome.contents()).containsExactly("Test ", "response");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_client_reads_a_scripted_refusal(Way way) {
        Outcome outcome = call(way, MockModel.refusing("I will not."));

        assertThat(outcome.thrown())
                .isInstanceOfSatisfying(
                        RefusalException.class,
                        refusal -> assertThat(refusal.refusal()).isEqualTo("I will not."));
    }

    @ParameterizedTest
    @EnumSource
    void a_client_reads_a_scripted_error(Way way) {
        Outcome outcome = call(way, MockModel.answering(429, "Slow down"));

        assertThat(outcome.thrown())
                .isInstanceOf(RateLimitException.class)
                .hasMessageContaining("google answered HTTP 429 (RESOURCE_EXHAUSTED, 429): Slow down");
    }

    @ParameterizedTest
    @EnumSource
    void broken_arguments_are_an_error_unless_the_limit_cut_them(Way way) {
        MockModel broken = MockModel.callingTool("f", "{\"a\":");
        MockModel cut = MockModel.callingTool("f", "{\"a\":").finishing(Kind.LENGTH);

        assertThat(call(way, broken).thrown()).isInstanceOf(MalformedChunkException.class);
        StreamResult result = call(way, cut).result();
        assertThat(result.toolCalls()).isEmpty();
        assertThat(result.finishReason()).map(FinishReason::kind).contains(Kind.LENGTH);
    }

    @Test
    void a_client_loses_a_scripted_connection_after_the_chunks_that_came() {
        Outcome outcome =
                call(Way.STREAM, MockModel.chunks("a", "a", "b").thinking("Hm.").failingAfter(2));

        assertThat(outcome.contents()).containsExactly("a", "a");
        assertThat(outcome.thrown()).isInstanceOf(StreamInterruptedException.class);
        assertThat(((StreamException) outcome.thrown()).partial().usage()).isPresent();
    }
}

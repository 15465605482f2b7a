package dev.cuecard.life;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.error;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.refusal;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.Chunks.usage;
import static dev.cuecard.kit.ScriptedServer.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.error.ApiException;
import dev.cuecard.error.ServerException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.Deadline;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.MalformedChunkException;
import dev.cuecard.stream.RefusalException;
import dev.cuecard.stream.StreamException;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.StreamTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each way to end, as the reader, the result and the exception see it. */
@Timeout(60)
class EndingsTest {

    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());

    /** What reading to the end brought. */
    private record Reading(List<String> contents, Throwable thrown, ChunkStream<OpenAiChunk> stream) {
        StreamResult result() throws Exception {
            return stream.result().get(ScriptedServer.PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        Throwable failure() {
            return catchThrowableOfType(ExecutionException.class, this::result).getCause();
        }
    }

    private static Reading read(ScriptedServer server, CallOptions options) {
        List<String> contents = new ArrayList<>();
        ChunkStream<OpenAiChunk> stream =
                HandWrittenPrompt.with(HandWrittenPrompt.clientOf(server).build(), options).stream();
        Throwable thrown = catchThrowable(() -> {
            for (OpenAiChunk chunk : stream) {
                contents.add(chunk.content());
            }
        });
        return new Reading(contents, thrown, stream);
    }

    private static Reading read(Script script) {
        try (ScriptedServer server = ScriptedServer.answering(script)) {
            return read(server, ONCE);
        }
    }

    @Test
    void a_stream_read_to_its_end_marker_is_completed() throws Exception {
        Reading reading = read(events(text("Hel"), text("lo"), finish("stop"), usage(3, 2), DONE));

        assertThat(reading.thrown()).isNull();
        assertThat(reading.contents()).containsExactly("Hel", "lo", "", "");
        StreamResult result = reading.result();
        assertThat(result.ending()).isEqualTo(new Ending.Completed());
        assertThat(result.text()).isEqualTo("Hello");
        assertThat(result.finishReason()).contains(new FinishReason(FinishReason.Kind.STOP, "stop"));
        assertThat(result.usage().orElseThrow().totalTokens()).hasValue(5);
        assertThat(result.model()).isEqualTo("m1");
        assertThat(result.responseId()).isEqualTo("c1");
        assertThat(result.chunkCount()).isEqualTo(4);
        assertThat(result.attempts()).isEqualTo(1);
        assertThat(result.message().text()).isEqualTo("Hello");
        assertThat(result.timeToFirstChunk()).isPresent();
        assertThat(result.aborted()).isFalse();
    }

    @Test
    void a_finish_reason_and_a_lost_connection_are_a_completed_stream() throws Exception {
        Reading reading = read((request, wire) -> {
            wire.beginStream();
            wire.event(text("done"));
            wire.event(finish("stop"));
            wire.cut();
        });

        assertThat(reading.thrown()).isNull();
        assertThat(reading.result().ending()).isEqualTo(new Ending.Completed());
    }

    @Test
    void a_stream_cut_before_its_end_is_interrupted_and_keeps_what_came() {
        Reading reading = read((request, wire) -> {
            wire.beginStream();
            wire.event(text("half a "));
            wire.cut();
        });

        assertThat(reading.contents()).containsExactly("half a ");
        assertThat(reading.thrown()).isInstanceOf(StreamInterruptedException.class);
        assertThat(((StreamException) reading.thrown()).partial().text()).isEqualTo("half a ");
        assertThat(((StreamException) reading.thrown()).partial().ending()).isInstanceOf(Ending.Interrupted.class);
        assertThat(reading.failure()).isSameAs(reading.thrown());
    }

    @Test
    void a_body_that_ends_well_but_without_an_end_marker_is_interrupted() {
        Reading reading = read(events(text("half a ")));

        assertThat(reading.thrown())
                .isInstanceOf(StreamInterruptedException.class)
                .hasMessageContaining("cut before its end");
    }

    @Test
    void an_error_event_after_a_chunk_interrupts_with_the_error_as_cause() {
        Reading reading = read(events(text("half a "), error("server_error", "overloaded")));

        assertThat(reading.thrown())
                .isInstanceOf(StreamInterruptedException.class)
                .hasMessageContaining("overloaded");
        assertThat(reading.thrown().getCause()).isInstanceOf(ApiException.class);
        assertThat(((StreamException) reading.thrown()).partial().text()).isEqualTo("half a ");
    }

    @Test
    void an_error_event_before_any_chunk_is_the_provider_s_own_error() {
        Reading reading = read(events(error("server_error", "overloaded")));

        assertThat(reading.contents()).isEmpty();
        assertThat(reading.thrown()).isInstanceOf(ApiException.class).hasMessageContaining("overloaded");
        assertThat(((ApiException) reading.thrown()).partial().text()).isEmpty();
        assertThat(((ApiException) reading.thrown()).partial().ending()).isEqualTo(new Ending.Failed(reading.thrown()));
        assertThat(reading.failure()).isSameAs(reading.thrown());
    }

    @Test
    void an_error_body_in_a_good_answer_is_the_provider_s_own_error() {
        Reading reading =
                read(ScriptedServer.body(200, "application/json", error("invalid_request_error", "no model")));

        assertThat(reading.thrown()).isInstanceOf(ApiException.class).hasMessageContaining("no model");
    }

    @Test
    void a_web_page_in_a_good_answer_is_an_error_that_shows_its_beginning() {
        Reading reading = read(ScriptedServer.body(200, "text/html", "<html><body>Sign in to the proxy</body></html>"));

        assertThat(reading.thrown()).isInstanceOf(ApiException.class);
        assertThat(((ApiException) reading.thrown()).body()).contains("Sign in to the proxy");
    }

    @Test
    void a_whole_answer_to_a_request_for_a_stream_is_one_chunk() throws Exception {
        Reading reading = read(ScriptedServer.body(
                200,
                "application/json",
                "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"whole\"},"
                        + "\"finish_reason\":\"stop\"}]}"));

        assertThat(reading.contents()).containsExactly("whole");
        assertThat(reading.result().ending()).isEqualTo(new Ending.Completed());
    }

    @Test
    void a_refusal_ends_refused_with_its_words_after_every_chunk_was_handed_over() {
        Reading reading = read(events(refusal("I "), refusal("won't."), finish("stop"), usage(1, 1), DONE));

        assertThat(reading.contents()).hasSize(4);
        assertThat(reading.thrown()).isInstanceOf(RefusalException.class);
        RefusalException refused = (RefusalException) reading.thrown();
        assertThat(refused.refusal()).isEqualTo("I won't.");
        assertThat(refused.partial().ending()).isEqualTo(new Ending.Refused("I won't."));
        assertThat(refused.partial().usage().orElseThrow().outputTokens()).hasValue(1);
        assertThat(reading.failure()).isSameAs(refused);
    }

    @Test
    void what_is_not_json_is_a_malformed_chunk_that_shows_it() {
        Reading reading = read(events(text("fine"), "{\"choices\": oops", DONE));

        assertThat(reading.thrown()).isInstanceOf(MalformedChunkException.class);
        assertThat(((MalformedChunkException) reading.thrown()).json()).contains("oops");
        assertThat(((MalformedChunkException) reading.thrown()).partial().text())
                .isEqualTo("fine");
    }

    @Test
    void an_event_longer_than_allowed_is_malformed_and_not_an_out_of_memory_error() {
        try (ScriptedServer server =
                ScriptedServer.answering(events(text("ok"), text("x".repeat(5_000)), finish("stop"), DONE))) {
            ChunkStream<OpenAiChunk> stream =
                    HandWrittenPrompt.with(
                            HandWrittenPrompt.clientOf(server)
                                    .maxEventBytes(1_000)
                                    .build(),
                            ONCE)
                            .stream();

            MalformedChunkException thrown = catchThrowableOfType(MalformedChunkException.class, stream::collect);

            assertThat(thrown).hasMessageContaining("maxEventBytes").hasMessageContaining("1000");
            assertThat(thrown.partial().text()).isEqualTo("ok");
        }
    }

    @Test
    void tool_arguments_cut_by_the_limit_of_tokens_are_left_out_of_a_completed_stream() throws Exception {
        Reading reading = read(events(toolCall("{\\\"city\\\":\\\"Pa"), finish("length"), DONE));

        assertThat(reading.thrown()).isNull();
        assertThat(reading.result().toolCalls()).isEmpty();
        assertThat(reading.result().finishReason().orElseThrow().kind()).isEqualTo(FinishReason.Kind.LENGTH);
    }

    @Test
    void tool_arguments_that_break_off_otherwise_are_malformed() {
        Reading reading = read(events(toolCall("{\\\"city\\\":\\\"Pa"), finish("tool_calls"), DONE));

        assertThat(reading.thrown()).isInstanceOf(MalformedChunkException.class);
        assertThat(((MalformedChunkException) reading.thrown()).json()).isEqualTo("{\"city\":\"Pa");
    }

    @Test
    void a_call_that_lost_its_arguments_is_not_taken_for_one_without() throws Exception {
        Reading cut = read((request, wire) -> {
            wire.beginStream();
            wire.event(toolCall(""));
            wire.cut();
        });

        assertThat(((StreamInterruptedException) cut.thrown()).partial().toolCalls())
                .isEmpty();
        assertThat(read(events(toolCall(""), finish("length"), DONE)).result().toolCalls())
                .isEmpty();
        assertThat(read(events(toolCall(""), finish("tool_calls"), DONE))
                        .result()
                        .toolCalls())
                .hasSize(1);
        assertThat(read(events(toolCall(""), DONE)).result().toolCalls()).hasSize(1);
    }

    private static String toolCall(String arguments) {
        return "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\","
                + "\"function\":{\"name\":\"weather\",\"arguments\":\"" + arguments + "\"}}]}}]}";
    }

    @Test
    void silence_before_the_first_chunk_misses_the_first_chunk_deadline_whatever_heartbeats_come() {
        Reading reading = readWith(Timeouts.defaults().firstChunk(Duration.ofMillis(300)), (request, wire) -> {
            wire.beginStream();
            wire.chunk(": still thinking\n\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            wire.awaitClientGone();
        });

        assertTimedOut(reading, Deadline.FIRST_CHUNK, "Timeouts.firstChunk");
        assertThat(reading.contents()).isEmpty();
    }

    @Test
    void silence_in_mid_stream_misses_the_idle_deadline_and_keeps_what_came() {
        Reading reading = readWith(Timeouts.defaults().idle(Duration.ofMillis(300)), (request, wire) -> {
            wire.beginStream();
            wire.event(text("so far"));
            wire.awaitClientGone();
        });

        assertTimedOut(reading, Deadline.IDLE, "Timeouts.idle");
        assertThat(((StreamTimeoutException) reading.thrown()).partial().text()).isEqualTo("so far");
    }

    @Test
    void the_total_deadline_ends_a_stream_that_keeps_talking() {
        Reading reading = readWith(Timeouts.defaults().total(Duration.ofMillis(400)), (request, wire) -> {
            wire.beginStream();
            // Ends when the client has gone and the socket refuses more.
            while (true) {
                wire.event(text("and on "));
            }
        });

        assertTimedOut(reading, Deadline.TOTAL, "Timeouts.total");
        assertThat(((StreamTimeoutException) reading.thrown()).partial().text()).startsWith("and on ");
    }

    private static Reading readWith(Timeouts timeouts, Script script) {
        try (ScriptedServer server = ScriptedServer.answering(script)) {
            return read(server, ONCE.timeouts(timeouts));
        }
    }

    private static void assertTimedOut(Reading reading, Deadline deadline, String setting) {
        assertThat(reading.thrown()).isInstanceOf(StreamTimeoutException.class).hasMessageContaining(setting);
        StreamTimeoutException timeout = (StreamTimeoutException) reading.thrown();
        assertThat(timeout.deadline()).isEqualTo(deadline);
        assertThat(timeout.partial().ending()).isEqualTo(new Ending.TimedOut(deadline));
        assertThat(reading.failure()).isSameAs(timeout);
    }

    @Test
    void a_call_that_is_not_streamed_asks_so_and_gives_the_same_result() {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.body(
                200,
                "application/json",
                "{\"id\":\"c9\",\"model\":\"m9\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                        + "\"content\":\"whole\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,"
                        + "\"completion_tokens\":2,\"total_tokens\":3}}"))) {
            StreamResult result = HandWrittenPrompt.with(
                            HandWrittenPrompt.clientOf(server).build())
                    .call();

            assertThat(result.text()).isEqualTo("whole");
            assertThat(result.ending()).isEqualTo(new Ending.Completed());
            assertThat(result.usage().orElseThrow().totalTokens()).hasValue(3);
            assertThat(server.requests().get(0).body()).doesNotContain("\"stream\":true");
        }
    }

    @Test
    void a_call_that_is_told_to_stream_reads_the_stream_whole() {
        try (ScriptedServer server = ScriptedServer.answering(events(text("a"), text("b"), finish("stop"), DONE))) {
            StreamResult result = HandWrittenPrompt.with(
                            HandWrittenPrompt.clientOf(server).build(), CallOptions.defaults().stream(true))
                    .call();

            assertThat(result.text()).isEqualTo("ab");
            assertThat(server.requests().get(0).body()).contains("\"stream\":true");
        }
    }

    @Test
    void a_failing_call_throws_what_a_stream_would() {
        try (ScriptedServer server = ScriptedServer.answering(
                ScriptedServer.body(500, "application/json", error("server_error", "oh no")))) {
            HandWrittenPrompt prompt =
                    HandWrittenPrompt.with(HandWrittenPrompt.clientOf(server).build(), ONCE);

            assertThat(catchThrowable(prompt::call)).isInstanceOf(ServerException.class);
            assertThat(catchThrowableOfType(
                                    ExecutionException.class,
                                    () -> prompt.callAsync().get(ScriptedServer.PATIENCE_SECONDS, TimeUnit.SECONDS))
                            .getCause())
                    .isInstanceOf(ServerException.class);
        }
    }

    @Test
    void without_accumulating_the_result_has_counts_and_no_text() {
        try (ScriptedServer server =
                ScriptedServer.answering(events(text("a"), text("b"), finish("stop"), usage(1, 2), DONE))) {
            StreamResult result = read(server, ONCE.accumulate(false)).stream().collect();

            assertThat(result.text()).isEmpty();
            assertThat(result.chunkCount()).isEqualTo(4);
            assertThat(result.usage()).isPresent();
            assertThat(result.finishReason()).isPresent();
        }
    }
}

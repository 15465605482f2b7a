package dev.cuecard.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cuecard.PromptClient;
import dev.cuecard.TypedPrompt;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.error.ApiException;
import dev.cuecard.error.RateLimitException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.message.Message;
import dev.cuecard.message.ToolCall;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.stream.MalformedChunkException;
import dev.cuecard.stream.RefusalException;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.testing.MockModel;
import dev.cuecard.testing.ScriptedReply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** Whole calls, over a socket and with a mock. */
@Timeout(60)
class AnthropicCallTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());

    private static TypedPrompt<AnthropicChunk> prompt(PromptClient client, CallOptions options, Message... messages) {
        return HandWrittenPrompt.with(client, options, List.of(messages)).on(Anthropic.model("claude-x"));
    }

    private static TypedPrompt<AnthropicChunk> prompt(MockModel mock) {
        return prompt(mock.client(), ONCE, Message.user("Say hello."));
    }

    private static TypedPrompt<AnthropicChunk> prompt(ScriptedServer server, Message... messages) {
        // The address ends in /v1.
        PromptClient client = PromptClient.builder()
                .baseUrl("anthropic", server.url())
                .apiKey("anthropic", "sk-ant-test-0123456789")
                .build();
        return prompt(client, ONCE, messages);
    }

    /** A server that sends events, each with the name that its type is. */
    private static ScriptedServer sending(String... events) {
        return ScriptedServer.answering((request, wire) -> {
            wire.beginStream("request-id: req_1");
            for (String event : events) {
                String type = MAPPER.readTree(event).path("type").asString();
                wire.chunk(("event: " + type + "\ndata: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
            }
            wire.end();
        });
    }

    @Test
    void a_request_carries_key_and_version_to_the_messages() throws Exception {
        try (ScriptedServer server =
                sending(Events.start(), Events.text(0, "Hi"), Events.finish("end_turn"), Events.STOP)) {
            StreamResult result = prompt(server, Message.user("Hello")).stream().collect();

            ScriptedServer.Received request = server.awaitRequest();
            assertThat(request.toString())
                    .contains("POST /v1/messages HTTP/1.1")
                    .contains("x-api-key=sk-ant-test-0123456789")
                    .contains("anthropic-version=2023-06-01");
            assertThat(result.text()).isEqualTo("Hi");
            assertThat(result.responseId()).isEqualTo("msg_1");
            assertThat(result.model()).isEqualTo("claude-x");
            assertThat(result.ending()).isEqualTo(new Ending.Completed());
        }
    }

    @Test
    void a_result_s_message_takes_the_signed_thinking_into_the_next_request() throws Exception {
        try (ScriptedServer server = sending(
                Events.start(),
                Events.thinkingStart(0),
                Events.thinking(0, "Look it up."),
                Events.signature(0, "sig"),
                Events.blockStop(0),
                Events.toolStart(1, "toolu_1", "f"),
                Events.input(1, "{\\\"a\\\":1}"),
                Events.blockStop(1),
                Events.finish("tool_use"),
                Events.STOP)) {
            Message question = Message.user("Hello");
            StreamResult result = prompt(server, question).stream().collect();
            server.awaitRequest();
            prompt(server, question, result.message(), Message.toolResult("toolu_1", "f", "2")).stream()
                    .collect();

            assertThat(MAPPER.readTree(server.awaitRequest().body())).isEqualTo(MAPPER.readTree("""
                            {"model": "claude-x", "max_tokens": 4096, "stream": true, "messages": [
                              {"role": "user", "content": "Hello"},
                              {"role": "assistant", "content": [
                                {"type": "thinking", "thinking": "Look it up.", "signature": "sig"},
                                {"type": "tool_use", "id": "toolu_1", "name": "f", "input": {"a": 1}}]},
                              {"role": "user", "content":
                                [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "2"}]}]}
                            """));
        }
    }

    @Test
    void a_call_that_keeps_no_text_has_a_message_without_thinking() throws Exception {
        try (ScriptedServer server = sending(
                Events.start(),
                Events.thinkingStart(0),
                Events.thinking(0, "Hm"),
                Events.signature(0, "sig"),
                Events.text(1, "a"),
                Events.finish("end_turn"),
                Events.STOP)) {
            PromptClient client = PromptClient.builder()
                    .baseUrl("anthropic", server.url())
                    .apiKey("anthropic", "sk-ant-test-0123456789")
                    .build();

            StreamResult result = prompt(client, ONCE.accumulate(false), Message.user("Hi")).stream()
                    .collect();

            assertThat(result.message()).isEqualTo(Message.assistant(""));
        }
    }

    @Test
    void a_second_message_in_the_middle_of_a_call_leaves_a_broken_call_which_is_an_error() throws Exception {
        try (ScriptedServer server = sending(
                Events.start(),
                Events.toolStart(0, "first", "f"),
                Events.input(0, "{\\\"a\\\":"),
                Events.start(),
                Events.toolStart(0, "second", "f"),
                Events.input(0, "{}"),
                Events.blockStop(0),
                Events.finish("tool_use"),
                Events.STOP)) {
            MalformedChunkException thrown = catchThrowableOfType(
                    MalformedChunkException.class,
                    () -> prompt(server, Message.user("Hi")).stream().collect());

            assertThat(thrown.partial().toolCalls()).containsExactly(new ToolCall(Optional.of("second"), "f", "{}"));
        }
    }

    @Test
    void an_error_event_is_an_api_error_before_the_first_chunk_and_an_interruption_after_it() throws Exception {
        String error = "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";
        try (ScriptedServer first = sending("{\"type\":\"ping\"}", error);
                ScriptedServer later = sending(Events.start(), Events.text(0, "a"), error)) {
            ApiException thrown = catchThrowableOfType(
                    ApiException.class,
                    () -> prompt(first, Message.user("Hi")).stream().collect());
            assertThat(thrown.status()).isEqualTo(529);
            assertThat(thrown.requestId()).contains("req_1");

            Throwable interrupted = catchThrowable(
                    () -> prompt(later, Message.user("Hi")).stream().collect());
            assertThat(interrupted)
                    .isInstanceOf(StreamInterruptedException.class)
                    .hasCauseInstanceOf(ApiException.class);
            assertThat(((StreamInterruptedException) interrupted).partial().text())
                    .isEqualTo("a");
        }
    }

    @Test
    void a_stream_without_its_end_is_whole_only_after_a_reason() throws Exception {
        try (ScriptedServer cut = sending(Events.start(), Events.text(0, "a"));
                ScriptedServer finished = sending(Events.start(), Events.text(0, "a"), Events.finish("end_turn"))) {
            assertThat(catchThrowable(
                            () -> prompt(cut, Message.user("Hi")).stream().collect()))
                    .isInstanceOf(StreamInterruptedException.class);
            assertThat(prompt(finished, Message.user("Hi")).stream().collect().text())
                    .isEqualTo("a");
        }
    }

    @Test
    void a_mock_gives_the_scripts_pieces_as_chunks() {
        List<String> contents = new ArrayList<>();
        for (AnthropicChunk chunk :
                prompt(MockModel.streaming("Test response text").chunkSize(5)).stream()) {
            if (!chunk.content().isEmpty()) {
                contents.add(chunk.content());
            }
        }

        assertThat(contents).containsExactly("Test ", "respo", "nse t", "ext");
    }

    @Test
    void a_mock_s_result_is_the_same_streamed_and_whole() {
        ScriptedReply mock = MockModel.streaming("Let me see").andCallingTool("f", "{\"a\":1}");
        for (StreamResult result :
                List.of(prompt(mock).stream().collect(), prompt(mock).call())) {
            assertThat(result.text()).isEqualTo("Let me see");
            assertThat(result.toolCalls()).containsExactly(new ToolCall(Optional.of("call_1"), "f", "{\"a\":1}"));
            assertThat(result.finishReason()).contains(new FinishReason(Kind.TOOL_CALLS, "tool_use"));
            assertThat(result.usage().orElseThrow().inputTokens()).hasValue(2);
            assertThat(result.usage().orElseThrow().outputTokens()).hasValue(4);
            assertThat(result.model()).isEqualTo("claude-x");
        }
    }

    @Test
    void a_mock_refuses_in_the_words_of_the_script() {
        for (Throwable thrown : List.of(
                catchThrowable(
                        () -> prompt(MockModel.refusing("I cannot.")).stream().collect()),
                catchThrowable(() -> prompt(MockModel.refusing("I cannot.")).call()))) {
            assertThat(thrown).isInstanceOf(RefusalException.class);
            assertThat(((RefusalException) thrown).refusal()).isEqualTo("I cannot.");
        }
    }

    @Test
    void a_mock_fails_after_as_many_chunks_as_the_script_says() {
        List<String> contents = new ArrayList<>();
        Throwable thrown =
                catchThrowable(() -> prompt(MockModel.chunks("a", "b", "c").failingAfter(2)).stream()
                        .text()
                        .forEach(contents::add));

        assertThat(thrown).isInstanceOf(StreamInterruptedException.class);
        assertThat(contents).containsExactly("a", "b");
    }

    @Test
    void a_mock_answers_with_anthropics_errors() {
        RateLimitException thrown = catchThrowableOfType(
                RateLimitException.class,
                () -> prompt(MockModel.answering(429, "Slow down")).call());

        assertThat(thrown.errorType()).isEqualTo("rate_limit_error");
        assertThat(thrown).hasMessageContaining("Slow down");
    }
}

package dev.cuecard.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cuecard.PromptClient;
import dev.cuecard.TypedPrompt;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.error.ApiException;
import dev.cuecard.error.BadRequestException;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Received;
import dev.cuecard.message.Message;
import dev.cuecard.message.ProviderData;
import dev.cuecard.message.Text;
import dev.cuecard.message.ToolCall;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.stream.MalformedChunkException;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.testing.MockModel;
import dev.cuecard.testing.Way;
import dev.cuecard.testing.Way.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole calls, from a prompt over a socket and back. */
@Timeout(60)
class OllamaCallsTest {

    private static final String LAST =
            "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,"
                    + "\"done_reason\":\"stop\",\"prompt_eval_count\":1,\"eval_count\":2}\n";

    private static String line(String members) {
        return "{\"model\":\"m\",\"message\":{\"role\":\"assistant\"," + members + "},\"done\":false}\n";
    }

    private static ScriptedServer server(String... lines) {
        return ScriptedServer.answering(ScriptedServer.body(200, "application/x-ndjson", String.join("", lines)));
    }

    private static PromptClient.Builder client(ScriptedServer server) {
        return PromptClient.builder()
                .baseUrl("ollama", "127.0.0.1:" + server.port())
                .retries(Retries.none());
    }

    private static TypedPrompt<OllamaChunk> prompt(PromptClient client, Message... messages) {
        return HandWrittenPrompt.with(client, CallOptions.defaults(), List.of(messages))
                .on(Ollama.model("llama3.2"));
    }

    @Test
    void a_streamed_reply_arrives_in_chunks() throws Exception {
        try (ScriptedServer server = server(line("\"content\":\"Hel\""), "\n", line("\"content\":\"lo\""), LAST)) {
            Outcome outcome = Way.STREAM.call(prompt(client(server).build(), Message.user("Hi")));

            assertThat(outcome.contents()).containsExactly("Hel", "lo");
            StreamResult result = outcome.result();
            assertThat(result.text()).isEqualTo("Hello");
            assertThat(result.ending()).isEqualTo(new Ending.Completed());
            assertThat(result.finishReason()).contains(new FinishReason(Kind.STOP, "stop"));
            assertThat(result.usage().orElseThrow().outputTokens()).hasValue(2);
            assertThat(result.model()).isEqualTo("m");
            assertThat(result.responseId()).isEmpty();
            assertThat(result.message()).isEqualTo(Message.assistant("Hello"));
            Received request = server.awaitRequest();
            assertThat(request.line()).isEqualTo("POST /api/chat HTTP/1.1");
            assertThat(request.header("Authorization")).isEmpty();
            assertThat(request.body()).contains("\"model\":\"llama3.2\"", "\"stream\":true");
        }
    }

    @Test
    void a_whole_answer_says_the_same() throws Exception {
        try (ScriptedServer server = server(LAST.replace("\"content\":\"\"", "\"content\":\"Hello\""))) {
            StreamResult result = Way.CALL
                    .call(prompt(client(server).build(), Message.user("Hi")))
                    .result();

            assertThat(result.text()).isEqualTo("Hello");
            assertThat(result.chunkCount()).isEqualTo(1);
            assertThat(server.awaitRequest().body()).contains("\"stream\":false");
        }
    }

    @Test
    void a_key_that_is_given_goes_along() throws Exception {
        try (ScriptedServer server = server(LAST)) {
            Way.STREAM.call(prompt(client(server).apiKey("ollama", "secret").build(), Message.user("Hi")));

            assertThat(server.awaitRequest().header("Authorization")).isEqualTo("Bearer secret");
        }
    }

    @Test
    void thinking_goes_back_to_the_model_with_the_calls_it_led_to() throws Exception {
        try (ScriptedServer server = server(
                line("\"content\":\"\",\"thinking\":\"I \\\"must\\\" \""),
                line("\"content\":\"\",\"thinking\":\"ask.\""),
                line("\"content\":\"\",\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":{\"a\":1}}}]"),
                LAST)) {
            PromptClient client = client(server).build();
            StreamResult first =
                    Way.STREAM.call(prompt(client, Message.user("Hi"))).result();

            assertThat(first.reasoning()).isEqualTo("I \"must\" ask.");
            assertThat(first.finishReason()).contains(new FinishReason(Kind.TOOL_CALLS, "stop"));
            assertThat(first.message().parts())
                    .containsExactly(
                            new ProviderData("ollama", "{\"thinking\":\"I \\\"must\\\" ask.\"}"),
                            new ToolCall(Optional.empty(), "f", "{\"a\":1}"));
            server.awaitRequest();
            Way.STREAM.call(prompt(client, Message.user("Hi"), first.message(), Message.toolResult("", "f", "one")));
            assertThat(server.awaitRequest().body())
                    .contains("[{\"role\":\"user\",\"content\":\"Hi\"},"
                            + "{\"role\":\"assistant\",\"content\":\"\",\"thinking\":\"I \\\"must\\\" ask.\","
                            + "\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":{\"a\":1}}}]},"
                            + "{\"role\":\"tool\",\"content\":\"one\",\"tool_name\":\"f\"}]");
        }
    }

    @Test
    void a_turn_with_thinking_and_text_still_reads_as_its_text() throws Exception {
        try (ScriptedServer server = server(line("\"content\":\"Hi\",\"thinking\":\"Hm\""), LAST)) {
            Message turn = Way.STREAM
                    .call(prompt(client(server).build(), Message.user("Hi")))
                    .result()
                    .message();

            assertThat(turn.parts())
                    .containsExactly(new ProviderData("ollama", "{\"thinking\":\"Hm\"}"), new Text("Hi"));
            assertThat(turn.text()).isEqualTo("Hi");
        }
    }

    @Test
    void parallel_calls_without_ids_stay_apart() throws Exception {
        String call = "\"tool_calls\":[{\"function\":{\"index\":0,\"name\":\"f\",\"arguments\":{\"a\":%d}}}]";
        try (ScriptedServer server = server(line(call.formatted(1)), line(call.formatted(2)), LAST)) {
            assertThat(Way.STREAM
                            .call(prompt(client(server).build(), Message.user("Hi")))
                            .result()
                            .toolCalls())
                    .containsExactly(
                            new ToolCall(Optional.empty(), "f", "{\"a\":1}"),
                            new ToolCall(Optional.empty(), "f", "{\"a\":2}"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_model_that_is_not_there_is_to_be_pulled(Way way) {
        try (ScriptedServer server = ScriptedServer.answering(
                ScriptedServer.body(404, "application/json", "{\"error\":\"model 'llama3.2' not found\"}"))) {
            assertThat(way.call(prompt(client(server).build(), Message.user("Hi")))
                            .thrown())
                    .isInstanceOf(BadRequestException.class)
                    .hasMessage("ollama answered HTTP 404: model 'llama3.2' not found\n"
                            + "The model asked for was 'llama3.2', at http://127.0.0.1:" + server.port()
                            + ": check its name and the base URL.\n"
                            + "A model that the server does not have yet is fetched with: ollama pull llama3.2");
        }
    }

    @Test
    void an_error_line_before_any_chunk_is_an_error_answer_and_after_one_an_interruption() {
        String error = "{\"error\":\"an error was encountered while running the model\"}\n";
        try (ScriptedServer server = server(error)) {
            assertThat(Way.STREAM
                            .call(prompt(client(server).build(), Message.user("Hi")))
                            .thrown())
                    .isInstanceOf(ApiException.class)
                    .hasMessage("ollama answered with an error: an error was encountered while running the model");
        }
        try (ScriptedServer server = server(line("\"content\":\"Hel\""), error)) {
            Outcome outcome = Way.STREAM.call(prompt(client(server).build(), Message.user("Hi")));

            assertThat(outcome.contents()).containsExactly("Hel");
            assertThat(outcome.thrown())
                    .isInstanceOfSatisfying(
                            StreamInterruptedException.class,
                            interrupted ->
                                    assertThat(interrupted.partial().text()).isEqualTo("Hel"))
                    .hasCauseInstanceOf(ApiException.class);
        }
    }

    @Test
    void a_stream_without_its_last_line_was_cut() {
        try (ScriptedServer server = server(line("\"content\":\"Hel\""))) {
            assertThat(Way.STREAM
                            .call(prompt(client(server).build(), Message.user("Hi")))
                            .thrown())
                    .isInstanceOf(StreamInterruptedException.class)
                    .hasMessageStartingWith("The stream of ollama was cut before its end");
        }
    }

    @Test
    void a_last_line_needs_no_line_end_and_a_cut_one_is_no_end() throws Exception {
        try (ScriptedServer server = server(line("\"content\":\"Hel\""), LAST.strip())) {
            assertThat(Way.STREAM
                            .call(prompt(client(server).build(), Message.user("Hi")))
                            .result()
                            .text())
                    .isEqualTo("Hel");
        }
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
            wire.beginStream();
            wire.chunk((line("\"content\":\"Hel\"") + LAST.substring(0, 90))
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            wire.cut();
        })) {
            assertThat(Way.STREAM
                            .call(prompt(client(server).build(), Message.user("Hi")))
                            .thrown())
                    .isInstanceOf(StreamInterruptedException.class)
                    .hasMessageStartingWith("The ");
        }
    }

    @Test
    void a_line_that_a_proxy_cut_off_and_ended_well_was_cut_all_the_same() {
        try (ScriptedServer server = server(line("\"content\":\"Hel\""), LAST.substring(0, 90))) {
            assertThat(Way.STREAM
                            .call(prompt(client(server).build(), Message.user("Hi")))
                            .thrown())
                    .isInstanceOf(StreamInterruptedException.class)
                    .hasMessageStartingWith("The stream of ollama was cut before its end");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{oops}\n", "upstream is gone"})
    void a_line_that_cannot_be_read_is_shown(String line) {
        try (ScriptedServer server = server(line("\"content\":\"Hel\""), line)) {
            assertThat(Way.STREAM
                            .call(prompt(client(server).build(), Message.user("Hi")))
                            .thrown())
                    .isInstanceOf(MalformedChunkException.class)
                    .hasMessageContaining("It reads: " + line.strip());
        }
    }

    @Test
    void a_page_of_html_in_place_of_the_stream_is_an_error_answer() {
        try (ScriptedServer server = ScriptedServer.answering(
                ScriptedServer.body(200, "text/html", "<!DOCTYPE html>\n<html>\n<title>Sign in</title>\n</html>\n"))) {
            assertThat(Way.STREAM
                            .call(prompt(client(server).build(), Message.user("Hi")))
                            .thrown())
                    .isInstanceOf(ApiException.class)
                    .hasMessage("ollama answered with an error: Sign in");
        }
    }

    @Test
    void that_ollama_is_not_running_reads_well() throws IOException {
        int port;
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = listener.getLocalPort();
        }
        PromptClient client = PromptClient.builder()
                .baseUrl("ollama", "127.0.0.1:" + port)
                .retries(Retries.none())
                .build();

        assertThat(Way.STREAM.call(prompt(client, Message.user("Hi"))).thrown())
                .isInstanceOf(StreamInterruptedException.class)
                .hasMessage("No connection to ollama: could not connect to 127.0.0.1:" + port
                        + ": Connection refused.\nThe base URL is http://127.0.0.1:" + port
                        + "; change it with PromptClient.builder().baseUrl(\"ollama\", …) or the environment variable"
                        + " OLLAMA_HOST.");
    }

    @Test
    void a_host_that_makes_no_sense_is_named() {
        PromptClient client =
                PromptClient.builder().baseUrl("ollama", "my host").build();

        assertThat(Way.STREAM.call(prompt(client, Message.user("Hi"))).thrown())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The base URL \"http://my host:11434\" cannot be used");
    }

    @ParameterizedTest
    @EnumSource
    void a_mock_answers_as_ollama_would(Way way) {
        MockModel mock = MockModel.streaming("Test response text").chunkSize(5).andCallingTool("f", "{\"a\":1}");
        Outcome outcome = way.call(prompt(mock.client(), Message.user("Hi")));

        if (way.streams()) {
            assertThat(outcome.contents()).containsExactly("Test ", "respo", "nse t", "ext");
        }
        assertThat(outcome.result().text()).isEqualTo("Test response text");
        assertThat(outcome.result().toolCalls()).containsExactly(new ToolCall(Optional.of("call_1"), "f", "{\"a\":1}"));
        assertThat(mock.requests().get(0).body()).contains("\"model\":\"llama3.2\"");
    }

    @Test
    void a_mock_fails_after_the_chunks_that_the_script_says_and_waits_between_them() {
        MockModel mock =
                MockModel.chunks("a", "b", "c").delay(Duration.ofMillis(1)).failingAfter(2);

        Outcome outcome = Way.STREAM.call(prompt(mock.client(), Message.user("Hi")));

        assertThat(outcome.contents()).containsExactly("a", "b");
        assertThat(outcome.thrown()).isInstanceOf(StreamInterruptedException.class);
    }

    @ParameterizedTest
    @EnumSource
    void a_mock_that_refuses_says_why_it_cannot(Way way) {
        TypedPrompt<OllamaChunk> prompt = prompt(
                MockModel.refusing("I will not.")
                        .clientBuilder()
                        .retries(Retries.none())
                        .build(),
                Message.user("Hi"));

        Throwable thrown = catchThrowable(() -> way.call(prompt).result());

        assertThat(thrown).hasStackTraceContaining("ollama has no way to say that a model refuses");
    }

    @Test
    void broken_arguments_of_a_mock_are_noticed() {
        assertThat(Way.STREAM
                        .call(prompt(MockModel.callingTool("f", "{\"a\":").client(), Message.user("Hi")))
                        .thrown())
                .isInstanceOf(MalformedChunkException.class);
    }
}

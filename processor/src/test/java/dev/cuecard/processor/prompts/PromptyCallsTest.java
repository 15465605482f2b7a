package dev.cuecard.processor.prompts;

import static dev.cuecard.processor.prompts.PromptyFile.project;
import static dev.cuecard.processor.prompts.PromptyFile.prompt;
import static dev.cuecard.processor.prompts.PromptyFile.sentBy;
import static dev.cuecard.processor.prompts.PromptyFile.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cuecard.PromptClient;
import dev.cuecard.TypedPrompt;
import dev.cuecard.call.CallOptions;
import dev.cuecard.message.Message;
import dev.cuecard.processor.kit.Compilation;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.TestedCompiler;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.testing.MockModel;
import dev.cuecard.testing.MockRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The example of Prompty's guide to streaming, from the file to the request and back. */
class PromptyCallsTest {

    private static final String GUIDE = """
            ---
            name: streaming-chat
            description: Streams its answer
            inputSchema:
              properties:
                question:
                  kind: string
                  default: What is streaming?
            model:
              id: gpt-4o-mini
              provider: openai
              apiType: chat
              connection:
                kind: key
                apiKey: ${env:OPENAI_API_KEY}
              options:
                temperature: 0.7
                additionalProperties:
                  stream: true
            ---
            system:
            You are a helpful assistant.

            user:
            {{question}}
            """;

    private static final CallOptions PLAIN = CallOptions.defaults().stream(false);

    @OnEveryCompiler
    void it_streams_when_a_stream_is_asked_for(TestedCompiler compiler) {
        MockModel mock = MockModel.streaming("One two three");

        List<String> pieces = new ArrayList<>();
        try (ChunkStream<?> stream = sentBy(mock.client(), guide(compiler)).stream()) {
            stream.text().forEach(pieces::add);
        }

        assertThat(pieces).containsExactly("One", " two", " three");
        MockRequest request = mock.requests().get(0);
        assertThat(request.provider() + ":" + request.model()).isEqualTo("openai:gpt-4o-mini");
        assertThat(request.streamed()).isTrue();
        assertThat(request.messages())
                .containsExactly(Message.system("You are a helpful assistant."), Message.user("Why?"));
        assertThat(request.options().temperature()).hasValue(0.7);
        assertThat(request.body()).contains("\"stream\":true", "\"temperature\":0.7");
    }

    @OnEveryCompiler
    void a_call_reads_the_stream_that_the_file_asks_for(TestedCompiler compiler) {
        MockModel mock = MockModel.streaming("One two three");
        TypedPrompt<?> prompt = sentBy(mock.client(), guide(compiler));

        assertThat(prompt.call().text()).isEqualTo("One two three");
        assertThat(prompt.callAsync().join().text()).isEqualTo("One two three");

        assertThat(mock.requests()).extracting(MockRequest::streamed).containsExactly(true, true);
        assertThat(mock.requests().get(0).body()).contains("\"stream\":true");
    }

    @OnEveryCompiler
    void what_the_file_asks_for_may_be_switched_off_for_a_call(TestedCompiler compiler) {
        MockModel mock = MockModel.streaming("One two three");
        TypedPrompt<?> prompt = with(PLAIN, sentBy(mock.client(), guide(compiler)));

        assertThat(prompt.call().text()).isEqualTo("One two three");
        assertThat(mock.requests().get(0).streamed()).isFalse();
        assertThat(mock.requests().get(0).body()).doesNotContain("\"stream\":true");

        assertThat(with(CallOptions.defaults().stream(true), prompt).call().text())
                .isEqualTo("One two three");
        assertThat(mock.requests().get(1).streamed()).isTrue();
    }

    @OnEveryCompiler
    void a_file_that_asks_for_no_stream_is_called_without_one(TestedCompiler compiler) {
        MockModel mock = MockModel.streaming("One two three");
        TypedPrompt<?> silent =
                prompt(project(compiler, GUIDE.replace("stream: true", "top_k: 3"), "String question();"), "Why?");

        assertThat(sentBy(mock.client(), silent).call().text()).isEqualTo("One two three");
        assertThat(mock.requests().get(0).streamed()).isFalse();
        assertThat(mock.requests().get(0).body()).contains("\"top_k\":3");
    }

    @OnEveryCompiler
    void over_the_wire_the_same_happens(TestedCompiler compiler) throws IOException {
        try (Server server = new Server()) {
            PromptClient client = PromptClient.builder()
                    .apiKey("openai", "sk-of-the-builder")
                    .baseUrl("openai", server.url())
                    .build();
            TypedPrompt<?> prompt = sentBy(client, guide(compiler));

            assertThat(prompt.stream().collect().text()).isEqualTo("streamed");
            assertThat(prompt.call().text()).isEqualTo("streamed");
            assertThat(with(PLAIN, prompt).call().text()).isEqualTo("whole");

            assertThat(server.bodies).hasSize(3);
            assertThat(server.bodies.subList(0, 2))
                    .allSatisfy(body -> assertThat(body)
                            .contains("\"stream\":true", "\"model\":\"gpt-4o-mini\"", "\"content\":\"Why?\""));
            assertThat(server.bodies.get(2)).doesNotContain("\"stream\":true");
            assertThat(server.keys).containsOnly("Bearer sk-of-the-builder");
        }
    }

    @OnEveryCompiler
    void the_file_s_own_connection_is_used_where_the_builder_says_nothing(TestedCompiler compiler) throws IOException {
        try (Server server = new Server()) {
            String file = GUIDE.replace(
                    "apiKey: ${env:OPENAI_API_KEY}",
                    "apiKey: ${env:CUECARD_TEST_UNSET:sk-of-the-file}\n    endpoint: " + server.url());
            TypedPrompt<?> prompt = prompt(project(compiler, file, "String question();"), "Why?");

            assertThat(sentBy(PromptClient.builder().build(), prompt).call().text())
                    .isEqualTo("streamed");
            assertThat(server.keys).containsExactly("Bearer sk-of-the-file");
        }
    }

    /** A key must not be sent to whom its file does not mean. */
    @OnEveryCompiler
    void a_connection_goes_with_the_provider_that_the_file_s_model_tells(TestedCompiler compiler) {
        for (String id : List.of("gpt-4o", "openai:gpt-4o")) {
            String file = "---\nmodel:\n  id: " + id + "\n  connection:\n    apiKey: sk-of-openai\n---\nuser:\nHi\n";
            Compilation other = project(compiler, file, PromptyFile.PLAIN + ", model = \"groq:llama\"", "")
                    .compile();
            other.load();
            assertThat(other.generated("demo.ChatPrompt")).doesNotContain("sk-of-openai");

            Compilation same = project(compiler, file, PromptyFile.PLAIN + ", model = \"openai:gpt-5\"", "")
                    .compile();
            same.load();
            assertThat(same.generated("demo.ChatPrompt")).contains("sk-of-openai");
        }
    }

    private static TypedPrompt<?> guide(TestedCompiler compiler) {
        return prompt(project(compiler, GUIDE, "String question();"), "Why?");
    }

    /** Answers as OpenAI does: with a stream where one is asked for. */
    private static final class Server implements AutoCloseable {

        private static final String STREAMED = """
                data: {"choices":[{"index":0,"delta":{"content":"streamed"}}]}

                data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

                data: [DONE]

                """;
        private static final String WHOLE = """
                {"choices":[{"index":0,"message":{"content":"whole"},"finish_reason":"stop"}]}""";

        private final HttpServer server;
        private final List<String> bodies = new CopyOnWriteArrayList<>();
        private final List<String> keys = new CopyOnWriteArrayList<>();

        Server() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/chat/completions", this::answer);
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
        }

        private void answer(HttpExchange exchange) throws IOException {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            bodies.add(body);
            keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
            boolean stream = body.contains("\"stream\":true");
            byte[] answer = (stream ? STREAMED : WHOLE).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", stream ? "text/event-stream" : "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer);
            }
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}

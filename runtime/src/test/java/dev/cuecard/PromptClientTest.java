package dev.cuecard;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.error;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.ScriptedServer.body;
import static dev.cuecard.kit.ScriptedServer.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.error.ApiException;
import dev.cuecard.error.AuthenticationException;
import dev.cuecard.error.BadRequestException;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.stream.Deadline;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamTimeoutException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, addresses and what is said when they are wrong. */
@Timeout(60)
class PromptClientTest {

    private static final String KEY = "sk-secret-0123456789abcdef";
    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());

    private static PromptClient.Builder bare() {
        return PromptClient.builder().environment(name -> null);
    }

    private static Throwable failure(PromptClient client) {
        return catchThrowable(HandWrittenPrompt.with(client, ONCE).stream()::collect);
    }

    private static String everythingSaid(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        String body = thrown instanceof ApiException api ? api.body() + api.error() + api.partial() : "";
        return trace + body;
    }

    @Test
    void a_missing_key_names_the_variable_and_the_setting_and_comes_out_of_the_stream() {
        var stream = HandWrittenPrompt.with(bare().build()).stream();

        Throwable thrown = catchThrowable(() -> stream.iterator().hasNext());

        assertThat(thrown)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("OPENAI_API_KEY")
                .hasMessageContaining("apiKey(\"openai\"");
        assertThat(catchThrowable(stream::collect)).isSameAs(thrown);
    }

    @Test
    void key_and_address_come_from_the_environment_and_the_builder_wins() {
        try (ScriptedServer server = ScriptedServer.answering(events(text("x"), finish("stop"), DONE))) {
            Map<String, String> environment =
                    Map.of("OPENAI_API_KEY", "sk-of-the-environment", "OPENAI_BASE_URL", server.url() + "/");
            HandWrittenPrompt.with(
                            PromptClient.builder().environment(environment::get).build())
                    .stream()
                    .collect();
            HandWrittenPrompt.with(PromptClient.builder()
                            .environment(environment::get)
                            .apiKey("openai", KEY)
                            .build())
                    .stream()
                    .collect();

            assertThat(server.requests().get(0).header("Authorization")).isEqualTo("Bearer sk-of-the-environment");
            assertThat(server.requests().get(1).header("Authorization")).isEqualTo("Bearer " + KEY);
            assertThat(server.requests().get(0).line()).isEqualTo("POST /v1/chat/completions HTTP/1.1");
            assertThat(server.requests().get(0).header("Content-Type")).startsWith("application/json");
        }
    }

    @Test
    void a_refused_key_is_named_by_where_it_came_from_and_never_shown() {
        try (ScriptedServer server = ScriptedServer.answering(body(
                401,
                "application/json",
                error(
                        "invalid_request_error",
                        "Incorrect API key provided: " + KEY + ". And sk-se************cdef.")))) {
            Throwable thrown = failure(
                    bare().apiKey("openai", KEY).baseUrl("openai", server.url()).build());

            assertThat(thrown)
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("PromptClient.builder().apiKey(\"openai\"")
                    .hasMessageContaining("Incorrect API key provided");
            assertThat(everythingSaid(thrown)).doesNotContain(KEY).doesNotContain("cdef");

            Throwable ofEnvironment = failure(PromptClient.builder()
                    .environment(Map.of("OPENAI_API_KEY", KEY)::get)
                    .baseUrl("openai", server.url())
                    .build());
            assertThat(ofEnvironment).hasMessageContaining("the environment variable OPENAI_API_KEY");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {KEY + "\n", " " + KEY, KEY + "\r\nX-Evil: 1", KEY + "\u00e9", "  ", "a\u0000b"})
    void a_key_that_no_header_can_carry_is_refused_without_showing_it(String key) {
        Throwable thrown = failure(bare().apiKey("openai", key).build());

        assertThat(thrown).isInstanceOf(ConfigurationException.class).hasMessageContaining("apiKey(\"openai\"");
        assertThat(everythingSaid(thrown)).doesNotContain("secret").doesNotContain("Evil");
    }

    @Test
    void a_key_is_not_sent_over_plain_http_to_another_machine_unless_the_builder_allows_it() {
        PromptClient.Builder builder = bare().apiKey("openai", KEY).baseUrl("openai", "http://models.example/v1");

        assertThat(failure(builder.build()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("models.example")
                .hasMessageContaining("allowPlainHttp");
    }

    @Test
    void an_unreachable_host_is_named_with_its_port() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        Throwable thrown = failure(bare().apiKey("openai", KEY)
                .baseUrl("openai", "http://127.0.0.1:" + port + "/v1")
                .build());

        assertThat(thrown)
                .isInstanceOf(StreamInterruptedException.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("OPENAI_BASE_URL");
        assertThat(((StreamInterruptedException) thrown).partial().ending()).isInstanceOf(Ending.Interrupted.class);
    }

    @Test
    void a_host_that_does_not_accept_misses_the_connect_deadline() throws Exception {
        // A full backlog: connections beyond it are neither accepted nor refused.
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> fillers = new ArrayList<>();
            try {
                for (int i = 0; i < 4; i++) {
                    Socket filler = new Socket();
                    fillers.add(filler);
                    Throwable unused = catchThrowable(() -> filler.connect(full.getLocalSocketAddress(), 100));
                }
                PromptClient client = bare().apiKey("openai", KEY)
                        .baseUrl("openai", "http://127.0.0.1:" + full.getLocalPort())
                        .timeouts(Timeouts.defaults().connect(Duration.ofMillis(300)))
                        .build();

                Throwable thrown = failure(client);

                assertThat(thrown)
                        .isInstanceOf(StreamTimeoutException.class)
                        .hasMessageContaining("300 ms")
                        .hasMessageContaining("Timeouts.connect");
                assertThat(((StreamTimeoutException) thrown).deadline()).isEqualTo(Deadline.CONNECT);
            } finally {
                for (Socket filler : fillers) {
                    filler.close();
                }
            }
        }
    }

    @Test
    void an_unknown_model_is_named_with_the_address_that_does_not_know_it() {
        try (ScriptedServer server = ScriptedServer.answering(
                body(404, "application/json", error("invalid_request_error", "The model does not exist")))) {
            assertThat(failure(HandWrittenPrompt.clientOf(server).build()))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("'gpt-4o-mini'")
                    .hasMessageContaining(server.url());
        }
    }

    @Test
    void a_redirect_is_not_followed_and_says_why() {
        try (ScriptedServer other = ScriptedServer.answering(events(text("x"), finish("stop"), DONE));
                ScriptedServer server =
                        ScriptedServer.answering(body(307, "text/plain", "", "Location: " + other.url()))) {
            assertThat(failure(HandWrittenPrompt.clientOf(server).build()))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("307")
                    .hasMessageContaining("Redirects are not followed");
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void an_address_that_is_none_is_refused() {
        assertThat(failure(bare().apiKey("openai", KEY)
                        .baseUrl("openai", "api.openai.com/v1")
                        .build()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("api.openai.com/v1");
    }

    @Test
    void an_unknown_provider_is_named_with_those_that_are_known() {
        assertThatThrownBy(() -> bare().apiKey("opneai", KEY).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("opneai")
                .hasMessageContaining("openai");

        assertThatThrownBy(HandWrittenPrompt.with(bare().build()).on(OpenAi.model("acme", "m")).stream()::collect)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'acme'")
                .hasMessageContaining("openAiCompatible");
    }

    @Test
    void a_compatible_server_needs_no_key_where_it_has_no_variable() {
        try (ScriptedServer server = ScriptedServer.answering(events(text("local"), finish("stop"), DONE))) {
            PromptClient client =
                    bare().openAiCompatible("acme", server.url(), "").build();

            assertThat(HandWrittenPrompt.with(client).on(OpenAi.model("acme", "tiny")).stream()
                            .collect()
                            .text())
                    .isEqualTo("local");
            assertThat(server.requests().get(0).header("Authorization")).isEmpty();
            assertThat(server.requests().get(0).body()).contains("\"model\":\"tiny\"");
        }
    }

    @Test
    void nothing_that_is_printed_holds_a_key() {
        PromptClient client = bare().apiKey("openai", KEY).build();

        assertThat(client.toString()).contains("openai").doesNotContain(KEY);
    }

    @Test
    void options_of_the_call_win_over_those_of_the_prompt() {
        try (ScriptedServer server = ScriptedServer.answering(events(text("x"), finish("stop"), DONE))) {
            PromptClient client = HandWrittenPrompt.clientOf(server).build();
            HandWrittenPrompt.with(
                            client,
                            CallOptions.defaults()
                                    .temperature(0.9)
                                    .maxTokens(50)
                                    .extra("user", "\"ann\""))
                    .stream()
                    .collect();

            assertThat(server.requests().get(0).body())
                    .isEqualTo(
                            "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}],"
                                    + "\"stream\":true,\"stream_options\":{\"include_usage\":true},\"temperature\":0.9,"
                                    + "\"max_completion_tokens\":50,\"user\":\"ann\"}");
        }
    }

    @Test
    void what_a_base_url_s_query_holds_is_not_shown() {
        Throwable thrown = failure(bare().apiKey("openai", KEY)
                .baseUrl("openai", "http://127.0.0.1:1/v1?api_key=SECRET")
                .build());

        assertThat(thrown).hasMessageContaining("http://127.0.0.1:1/v1?…");
        assertThat(everythingSaid(thrown)).doesNotContain("SECRET");
    }
}

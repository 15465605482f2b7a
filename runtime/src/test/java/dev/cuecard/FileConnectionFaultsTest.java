package dev.cuecard;

import static dev.cuecard.kit.Chunks.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Model;
import dev.cuecard.call.Retries;
import dev.cuecard.error.AuthenticationException;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.testing.Way;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said where a prompt's file names an endpoint, a key or a model that is of no use. */
@Timeout(60)
class FileConnectionFaultsTest {

    private static final String KEY = "sk-secret-0123456789abcdef";
    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());
    private static final Model<OpenAiChunk> MODEL = OpenAi.model("gpt-4o-mini");

    private final Map<String, String> variables = new HashMap<>();

    private PromptClient.Builder builder() {
        return PromptClient.builder().environment(variables::get);
    }

    private static HandWrittenPrompt prompt(PromptClient client, String baseUrl, String apiKey) {
        return prompt(client, MODEL, baseUrl, apiKey);
    }

    private static HandWrittenPrompt prompt(
            PromptClient client, Model<OpenAiChunk> model, String baseUrl, String apiKey) {
        return HandWrittenPrompt.connected(
                client, ONCE, model, Connection.of("chat.prompty", "openai", baseUrl, apiKey));
    }

    private static Throwable failure(TypedPrompt<?> prompt) {
        return catchThrowable(prompt.stream()::collect);
    }

    private static String everythingSaid(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    static Stream<List<String>> missing() {
        String url = "https://models.example/v1";
        return Stream.of(
                List.of("${env:GONE}", KEY, "gpt-4o-mini", "endpoint", "baseUrl(\"openai\""),
                List.of("https://${env:GONE:}/v1", KEY, "gpt-4o-mini", "endpoint", "baseUrl(\"openai\""),
                List.of(url, "${env:GONE}", "gpt-4o-mini", "apiKey", "apiKey(\"openai\""),
                List.of(url, KEY, "${env:GONE}", "model name", "on(…)"));
    }

    @ParameterizedTest
    @MethodSource("missing")
    void a_variable_that_is_not_set_fails_every_way_of_calling_and_is_named(List<String> given) {
        variables.put("OPENAI_API_KEY", "sk-environment");
        for (String unset : new String[] {null, "", "  "}) {
            variables.put("GONE", unset);
            for (Way way : Way.values()) {
                HandWrittenPrompt prompt =
                        prompt(builder().build(), OpenAi.model(given.get(2)), given.get(0), given.get(1));

                Throwable thrown = way.call(prompt).thrown();

                assertThat(thrown)
                        .as(way.name())
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining("environment variable GONE")
                        .hasMessageContaining("chat.prompty")
                        .hasMessageContaining(given.get(3))
                        .hasMessageContaining("Set it")
                        .hasMessageContaining(given.get(4));
                assertThat(everythingSaid(thrown)).doesNotContain("sk-");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("missing")
    void a_variable_that_is_not_set_comes_out_of_the_iterator_and_of_the_result(List<String> given) {
        var stream = prompt(builder().build(), OpenAi.model(given.get(2)), given.get(0), given.get(1)).stream();

        Throwable thrown = catchThrowable(() -> stream.iterator().hasNext());

        assertThat(thrown).isInstanceOf(ConfigurationException.class).hasMessageContaining("GONE");
        assertThat(catchThrowable(stream::collect)).isSameAs(thrown);
        assertThat(stream.result()).isCompletedExceptionally();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${env:A", "${env:}", "${env:A:${env:B}}"})
    void a_reference_that_cannot_be_read_is_refused_without_showing_it(String broken) {
        assertThat(failure(prompt(builder().build(), "https://models.example", "sk-secret" + broken)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("apiKey of chat.prompty")
                .hasMessageContaining("${env:NAME:default}")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_model_of_no_file_may_be_a_reference_too() {
        TypedPrompt<OpenAiChunk> prompt =
                HandWrittenPrompt.with(builder().build()).on(OpenAi.model("vllm", "${env:GONE}"));

        assertThat(failure(prompt))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("model name \"${env:GONE}\" of 'vllm'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://models.example/v1", "${env:ENDPOINT}", "http://${env:GONE:models.example}/v1"})
    void a_key_is_not_sent_over_plain_http_to_where_the_file_says(String endpoint) {
        variables.put("ENDPOINT", "http://models.example/v1");

        assertThat(failure(prompt(builder().build(), endpoint, KEY)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("models.example")
                .hasMessageContaining("allowPlainHttp")
                .hasMessageContaining("chat.prompty")
                .hasMessageNotContaining(KEY);
    }

    @Test
    void an_address_that_is_none_is_named_with_its_variable_even_where_no_key_is_sent() {
        variables.put("ENDPOINT", "models.example/v1?key=SECRET");
        Connection connection = Connection.of("chat.prompty", "vllm", "${env:ENDPOINT}", "");

        Throwable thrown =
                failure(HandWrittenPrompt.connected(builder().build(), ONCE, OpenAi.model("vllm", "m"), connection));

        assertThat(thrown)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("models.example/v1")
                .hasMessageContaining("the environment variable ENDPOINT, which chat.prompty names");
        assertThat(everythingSaid(thrown)).doesNotContain("SECRET");
    }

    @Test
    void an_unreachable_address_is_named_with_what_sets_it() {
        assertThat(failure(prompt(builder().build(), "${env:ENDPOINT:http://127.0.0.1:1/v1}", KEY)))
                .isInstanceOf(StreamInterruptedException.class)
                .hasMessageContaining("the default that chat.prompty has for the environment variable ENDPOINT")
                .hasMessageNotContaining("OPENAI_BASE_URL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${env:MY_KEY}              | the environment variable MY_KEY, which chat.prompty names",
                "${env:A}-${env:B}          | the environment variables A and B, which chat.prompty names",
                "${env:GONE:sk-secret-0123} | the default that chat.prompty has for the environment variable GONE",
                "sk-secret-0123456789abcdef | the apiKey of chat.prompty",
            })
    void a_refused_key_is_named_by_where_it_came_from_and_never_shown(String apiKey, String origin) {
        variables.putAll(Map.of("MY_KEY", KEY, "A", "sk-secret", "B", "0123"));
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> wire.answer(
                401,
                "application/json",
                error("invalid_request_error", "Refused: " + request.header("Authorization"))))) {
            Throwable thrown = failure(prompt(builder().build(), server.url(), apiKey));

            assertThat(thrown).isInstanceOf(AuthenticationException.class).hasMessageContaining(origin);
            assertThat(everythingSaid(thrown)).doesNotContain("secret");
        }
    }

    @Test
    void a_key_that_no_header_can_carry_is_refused_without_showing_it() {
        variables.put("MY_KEY", KEY + "\n");

        assertThat(failure(prompt(builder().build(), "https://models.example", "${env:MY_KEY}")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the environment variable MY_KEY, which chat.prompty names")
                .hasMessageNotContaining("secret");
    }
}

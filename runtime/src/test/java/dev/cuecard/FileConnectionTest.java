package dev.cuecard;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.ScriptedServer.body;
import static dev.cuecard.kit.ScriptedServer.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Model;
import dev.cuecard.call.Retries;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.provider.Capabilities;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.testing.MockModel;
import dev.cuecard.testing.Way;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a prompt's file says of endpoint, key and model, from the text of the file to the request. */
@Timeout(60)
class FileConnectionTest {

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

    private static ScriptedServer server() {
        return ScriptedServer.answering(events(text("hi"), finish("stop"), DONE));
    }

    private static Throwable failure(TypedPrompt<?> prompt) {
        return catchThrowable(prompt.stream()::collect);
    }

    @ParameterizedTest
    @EnumSource
    void endpoint_key_and_model_are_read_from_the_variables_that_the_file_names(Way way) {
        String whole = "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"hi\"},"
                + "\"finish_reason\":\"stop\"}]}";
        try (ScriptedServer server =
                way.streams() ? server() : ScriptedServer.answering(body(200, "application/json", whole))) {
            variables.put("MY_PORT", String.valueOf(server.port()));
            variables.put("MY_KEY", KEY);
            variables.put("DEPLOYMENT", "my-gpt");
            HandWrittenPrompt prompt = prompt(
                    builder().build(),
                    OpenAi.model("${env:DEPLOYMENT}"),
                    "http://127.0.0.1:${env:MY_PORT}/v1",
                    "${env:MY_KEY}");

            assertThat(way.call(prompt).result().text()).isEqualTo("hi");

            ScriptedServer.Received request = server.requests().get(0);
            assertThat(request.line()).isEqualTo("POST /v1/chat/completions HTTP/1.1");
            assertThat(request.header("Authorization")).isEqualTo("Bearer " + KEY);
            assertThat(request.body()).contains("\"model\":\"my-gpt\"");
        }
    }

    @Test
    void variables_are_read_when_a_call_is_made_and_not_before() {
        try (ScriptedServer first = server();
                ScriptedServer second = server()) {
            HandWrittenPrompt prompt = prompt(builder().build(), "${env:ENDPOINT}", "${env:MY_KEY}");
            variables.putAll(Map.of("ENDPOINT", first.url(), "MY_KEY", "sk-first"));
            prompt.stream().collect();
            variables.putAll(Map.of("ENDPOINT", second.url(), "MY_KEY", "sk-second"));
            prompt.stream().collect();

            assertThat(first.requests()).hasSize(1);
            assertThat(second.requests().get(0).header("Authorization")).isEqualTo("Bearer sk-second");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true,  true,  true,  sk-builder",
        "true,  true,  false, sk-builder",
        "true,  false, true,  sk-builder",
        "false, true,  true,  sk-file",
        "false, true,  false, sk-file",
        "false, false, true,  sk-environment",
    })
    void the_builder_comes_before_the_file_and_the_file_before_the_provider_s_variables(
            boolean builder, boolean file, boolean environment, String winner) {
        try (ScriptedServer ofBuilder = server();
                ScriptedServer ofFile = server();
                ScriptedServer ofEnvironment = server()) {
            Map<String, ScriptedServer> servers =
                    Map.of("sk-builder", ofBuilder, "sk-file", ofFile, "sk-environment", ofEnvironment);
            PromptClient.Builder client = builder();
            if (builder) {
                client.apiKey("openai", "sk-builder").baseUrl("openai", ofBuilder.url());
            }
            if (environment) {
                variables.put("OPENAI_API_KEY", "sk-environment");
                variables.put("OPENAI_BASE_URL", ofEnvironment.url());
            }
            variables.put("MY_KEY", "sk-file");
            variables.put("MY_ENDPOINT", ofFile.url());

            prompt(client.build(), file ? "${env:MY_ENDPOINT}" : "", file ? "${env:MY_KEY}" : "").stream()
                    .collect();

            servers.forEach(
                    (key, server) -> assertThat(server.requests()).as(key).hasSize(key.equals(winner) ? 1 : 0));
            ScriptedServer asked = servers.getOrDefault(winner, ofEnvironment);
            assertThat(asked.requests().get(0).header("Authorization")).isEqualTo("Bearer " + winner);
        }
    }

    @Test
    void endpoint_and_key_are_chosen_each_for_itself() {
        try (ScriptedServer server = server()) {
            variables.put("OPENAI_API_KEY", "sk-environment");
            variables.put("OPENAI_BASE_URL", "http://127.0.0.1:1/not-asked");

            prompt(builder().build(), server.url(), "").stream().collect();
            prompt(builder().baseUrl("openai", server.url()).build(), "${env:GONE}", "sk-literal").stream()
                    .collect();

            assertThat(server.requests().get(0).header("Authorization")).isEqualTo("Bearer sk-environment");
            assertThat(server.requests().get(1).header("Authorization")).isEqualTo("Bearer sk-literal");
        }
    }

    @Test
    void a_default_may_hold_colons() {
        try (ScriptedServer server = server()) {
            prompt(builder().build(), "${env:GONE:" + server.url() + "}", "${env:GONE_TOO:" + KEY + "}").stream()
                    .collect();

            assertThat(server.requests().get(0).header("Authorization")).isEqualTo("Bearer " + KEY);
        }
    }

    @Test
    void what_a_variable_holds_is_not_read_again() {
        try (ScriptedServer server = server()) {
            variables.putAll(Map.of("DEPLOYMENT", "${env:MY_KEY}", "MY_KEY", KEY));

            prompt(builder().build(), OpenAi.model("${env:DEPLOYMENT}"), server.url(), "sk-x").stream()
                    .collect();

            assertThat(server.requests().get(0).body()).contains("\"model\":\"${env:MY_KEY}\"");
        }
    }

    @Test
    void another_provider_is_called_as_if_the_file_said_nothing() {
        try (ScriptedServer server = server();
                ScriptedServer others = server()) {
            variables.put("MISTRAL_API_KEY", "sk-mistral");
            variables.put("MISTRAL_BASE_URL", others.url());
            HandWrittenPrompt prompt = prompt(builder().build(), server.url(), KEY);

            prompt.on(OpenAi.model("mistral", "small")).stream().collect();

            assertThat(server.requests()).isEmpty();
            assertThat(others.requests().get(0).header("Authorization")).isEqualTo("Bearer sk-mistral");

            prompt.on(OpenAi.model("mistral", "small")).on(OpenAi.model("gpt-4o")).stream()
                    .collect();

            assertThat(server.requests().get(0).header("Authorization")).isEqualTo("Bearer " + KEY);
            assertThat(server.requests().get(0).body()).contains("\"model\":\"gpt-4o\"");
        }
    }

    @Test
    void spans_carry_the_model_s_resolved_name_and_no_key() {
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        PromptClient client = builder()
                .openTelemetry(OpenTelemetrySdk.builder()
                        .setTracerProvider(SdkTracerProvider.builder()
                                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                                .build())
                        .build())
                .build();
        try (ScriptedServer server = server()) {
            HandWrittenPrompt prompt =
                    prompt(client, OpenAi.model("${env:DEPLOYMENT}"), server.url(), "${env:MY_KEY:" + KEY + "}");
            variables.put("DEPLOYMENT", "my-gpt");
            prompt.stream().collect();
            variables.remove("DEPLOYMENT");
            assertThat(failure(prompt)).isInstanceOf(ConfigurationException.class);
        }

        assertThat(exporter.getFinishedSpanItems())
                .extracting(SpanData::getName)
                .containsExactly("chat my-gpt", "chat ${env:DEPLOYMENT}");
        assertThat(exporter.getFinishedSpanItems())
                .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("gen_ai.request.model")))
                .containsExactly("my-gpt", "${env:DEPLOYMENT}");
        assertThat(exporter.getFinishedSpanItems().toString()).doesNotContain("secret");
    }

    @Test
    void capabilities_are_those_of_the_resolved_model() {
        variables.put("DEPLOYMENT", "gpt-5");
        PromptClient client = builder().build();

        Capabilities capabilities = client.capabilities(OpenAi.model("${env:DEPLOYMENT}"));

        assertThat(capabilities.reasoning()).isTrue();
        assertThat(catchThrowable(() -> client.capabilities(OpenAi.model("${env:GONE}"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("GONE");
    }

    @ParameterizedTest
    @EnumSource
    void a_mock_answers_without_any_of_the_variables(Way way) {
        MockModel mock = MockModel.streaming("scripted");
        PromptClient client = mock.clientBuilder()
                .environment(name -> {
                    throw new AssertionError("the variable " + name + " was looked at");
                })
                .build();

        StreamResult result = way.call(
                        prompt(client, OpenAi.model("${env:DEPLOYMENT}"), "http://${env:HOST}/v1", "${env:MY_KEY}"))
                .result();
        way.call(prompt(client, OpenAi.model("${env:DEPLOYMENT:gpt-4o}"), "http://models.example/v1", KEY));

        assertThat(result.text()).isEqualTo("scripted");
        assertThat(result.ending()).isEqualTo(new Ending.Completed());
        assertThat(mock.requests())
                .extracting(request -> request.model())
                .containsExactly("${env:DEPLOYMENT}", "gpt-4o");
    }

    @Test
    void a_prompt_is_equal_to_another_of_the_same_file_and_shows_no_key() {
        PromptClient client = builder().build();
        TypedPrompt<OpenAiChunk> one = prompt(client, "", KEY).on(MODEL);

        assertThat(one.toString()).doesNotContain(KEY);
        assertThat(client.toString()).doesNotContain(KEY);
        assertThat(one).isNotEqualTo(prompt(client, "", "sk-other").on(MODEL));
    }
}

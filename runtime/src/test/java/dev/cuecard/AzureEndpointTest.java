package dev.cuecard;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.ScriptedServer.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.provider.Provider;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users name Azure's resource by its address alone; the path of the deployment and the version are added to that. */
@Timeout(60)
class AzureEndpointTest {

    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());

    private final Map<String, String> variables = Map.of("AZURE_KEY", "azure-key-0123");

    @ParameterizedTest
    @CsvSource({
        "azure,  '',                      /openai/deployments/my-gpt/chat/completions?api-version=2024-10-21",
        "azure,  //,                      /openai/deployments/my-gpt/chat/completions?api-version=2024-10-21",
        "azure,  ?api-version=2025-01-01, /openai/deployments/my-gpt/chat/completions?api-version=2025-01-01",
        "azure,  /openai/deployments/own, /openai/deployments/own/chat/completions?api-version=2024-10-21",
        "azure,  /openai/v1,              /openai/v1/chat/completions",
        "azure,  /openai/v1/,             /openai/v1/chat/completions",
        "azure,  /a/gateway,              /a/gateway/chat/completions",
        "openai, '',                      /chat/completions",
        "openai, /v1,                     /v1/chat/completions",
    })
    void an_address_without_a_path_gets_the_provider_s(String provider, String written, String asked) {
        try (ScriptedServer server = ScriptedServer.answering(events(text("hi"), finish("stop"), DONE))) {
            HandWrittenPrompt prompt = HandWrittenPrompt.connected(
                    PromptClient.builder().environment(variables::get).build(),
                    ONCE,
                    OpenAi.model(provider, "my-gpt"),
                    Connection.of(
                            "chat.prompty",
                            provider,
                            " http://127.0.0.1:" + server.port() + written + " ",
                            "${env:AZURE_KEY}"));

            assertThat(prompt.stream().collect().text()).isEqualTo("hi");
            assertThat(server.requests().get(0).line()).isEqualTo("POST " + asked + " HTTP/1.1");
        }
    }

    @Test
    void what_the_builder_is_given_goes_before_the_file_and_is_completed_too() {
        try (ScriptedServer server = ScriptedServer.answering(events(text("hi"), finish("stop"), DONE))) {
            HandWrittenPrompt prompt = HandWrittenPrompt.connected(
                    PromptClient.builder()
                            .environment(variables::get)
                            .baseUrl("azure", "http://127.0.0.1:" + server.port())
                            .build(),
                    ONCE,
                    OpenAi.model("azure", "my-gpt"),
                    Connection.of("chat.prompty", "azure", "https://name.openai.azure.com", "${env:AZURE_KEY}"));

            assertThat(prompt.stream().collect().text()).isEqualTo("hi");
            assertThat(server.requests().get(0).line())
                    .isEqualTo("POST /openai/deployments/my-gpt/chat/completions?api-version=2024-10-21 HTTP/1.1");
            assertThat(server.requests().get(0).header("api-key")).isEqualTo("azure-key-0123");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://n.openai.azure.com/,              https://n.openai.azure.com/openai/deployments/my%20gpt?api-version=2024-10-21",
        "https://n.openai.azure.com:8443,          https://n.openai.azure.com:8443/openai/deployments/my%20gpt?api-version=2024-10-21",
        "https://[::1],                            https://[::1]/openai/deployments/my%20gpt?api-version=2024-10-21",
        "https://n.azure.com/OpenAI/,              https://n.azure.com/OpenAI/deployments/my%20gpt?api-version=2024-10-21",
        "https://n.azure.com/openai/deployments/,  https://n.azure.com/openai/deployments/my%20gpt?api-version=2024-10-21",
        "https://n.azure.com/openai?a=1,           https://n.azure.com/openai/deployments/my%20gpt?a=1&api-version=2024-10-21",
        "https://n.azure.com/?a=1&api-version=2,   https://n.azure.com/openai/deployments/my%20gpt?a=1&api-version=2",
        "https://n.azure.com/openai/v1,            https://n.azure.com/openai/v1",
        "https://n.azure.com/openai/v1/chat/completions, https://n.azure.com/openai/v1",
        "https://n.azure.com/openai/deployments/own/chat/completions?api-version=2, https://n.azure.com/openai/deployments/own?api-version=2",
        "https://n.azure.com/models?api-version=1, https://n.azure.com/models?api-version=1",
        "https://n.azure.com/#a,                   https://n.azure.com/#a",
        "https://,                                 https://",
        "://name,                                  ://name",
        "name.openai.azure.com,                    name.openai.azure.com",
        "'',                                       ''",
        "/,                                        /",
    })
    void only_a_server_s_address_is_completed(String endpoint, String baseUrl) {
        Provider<?> azure = OpenAi.providers().stream()
                .filter(provider -> provider.name().equals("azure"))
                .findFirst()
                .orElseThrow();

        assertThat(azure.baseUrlOf(endpoint, "my gpt")).isEqualTo(baseUrl);
    }
}

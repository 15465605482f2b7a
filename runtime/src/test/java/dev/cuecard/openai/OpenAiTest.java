package dev.cuecard.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.provider.ApiKey;
import dev.cuecard.provider.Capabilities;
import dev.cuecard.provider.Provider;
import dev.cuecard.provider.Settings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiTest {

    private static Provider<OpenAiChunk> provider(String name) {
        return OpenAi.providers().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "openai, https://api.openai.com, https://api.openai.com/v1",
        "openai, https://api.openai.com/, https://api.openai.com/v1",
        "openai, https://api.openai.com/v1/chat/completions, https://api.openai.com/v1",
        "openai, https://api.openai.com/v2, https://api.openai.com/v2",
        "openai, https://api.openai.co, https://api.openai.co",
        "openai, https://eu.api.openai.com/v1/, https://eu.api.openai.com/v1/",
        "openai, https:, https:",
        "openai, https://, https://",
        "openai, https:/, https:/",
        "openai, '', ''",
        "openai, /, /",
        "openai, https://proxy.example, https://proxy.example",
        "groq, https://api.groq.com, https://api.groq.com/openai/v1",
        "groq, https://api.groq.com/openai, https://api.groq.com/openai",
        "deepseek, https://api.deepseek.com/, https://api.deepseek.com/",
        "deepseek, https://api.deepseek.com/chat/completions/, https://api.deepseek.com",
        "vllm, http://localhost:8000, http://localhost:8000/v1",
        "vllm, http://localhost:9000/v1/chat/completions?a=b, http://localhost:9000/v1?a=b"
    })
    void the_path_of_the_api_is_taken_off_and_the_server_s_own_host_gets_what_it_lacks(
            String provider, String given, String meant) {
        Provider<OpenAiChunk> asked = OpenAi.providers().stream()
                .filter(each -> each.name().equals(provider))
                .findFirst()
                .orElseThrow();

        assertThat(asked.baseUrlOf(given, "m")).isEqualTo(meant);
    }

    @Test
    void openai_and_ten_other_servers_are_known_by_name() {
        assertThat(OpenAi.providers())
                .extracting(Provider::name)
                .containsExactly(
                        "openai",
                        "azure",
                        "deepseek",
                        "groq",
                        "mistral",
                        "openrouter",
                        "together",
                        "xai",
                        "vllm",
                        "lmstudio",
                        "llamacpp");
        assertThat(OpenAi.providers()).extracting(Provider::chunkType).containsOnly(OpenAiChunk.class);
    }

    @Test
    void openais_settings_are_those_of_its_own_libraries() {
        assertThat(provider("openai").settings())
                .isEqualTo(
                        new Settings(List.of("OPENAI_API_KEY"), true, "OPENAI_BASE_URL", "https://api.openai.com/v1"));
    }

    @Test
    void azure_has_no_default_address() {
        assertThat(provider("azure").settings())
                .isEqualTo(new Settings(List.of("AZURE_OPENAI_API_KEY"), true, "AZURE_OPENAI_BASE_URL", ""));
    }

    @Test
    void a_server_on_the_users_own_machine_needs_no_key() {
        assertThat(OpenAi.providers())
                .filteredOn(each -> !each.settings().keyRequired())
                .allSatisfy(
                        each -> assertThat(URI.create(each.settings().baseUrl()).getHost())
                                .isEqualTo("localhost"))
                .extracting(Provider::name)
                .containsExactly("vllm", "lmstudio", "llamacpp");
    }

    @Test
    void a_hosted_servers_key_travels_over_https_alone() {
        assertThat(OpenAi.providers())
                .filteredOn(
                        each -> each.settings().keyRequired() && !each.name().equals("azure"))
                .allSatisfy(each -> assertThat(each.settings().baseUrl()).startsWith("https://"));
    }

    @Test
    void the_key_is_a_bearer_token_but_for_azure() {
        ApiKey key = new ApiKey("secret", "test");

        assertThat(provider("openai").authorization(key)).isEqualTo(Map.of("Authorization", "Bearer secret"));
        assertThat(provider("groq").authorization(key)).isEqualTo(Map.of("Authorization", "Bearer secret"));
        assertThat(provider("azure").authorization(key)).isEqualTo(Map.of("api-key", "secret"));
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, false",
        "gpt-5-mini, true",
        "o1, true",
        "o3-mini, true",
        "o4-mini, true",
        "ft:o3:acme, true",
        "omni-moderation, false",
        "o, false"
    })
    void openais_models_that_think_are_told_by_their_names(String model, boolean reasoning) {
        assertThat(provider("openai").capabilities(model))
                .isEqualTo(new Capabilities(true, true, true, reasoning, true));
    }

    @Test
    void of_other_servers_models_little_is_promised() {
        Capabilities little = new Capabilities(true, true, false, false, false);

        assertThat(provider("groq").capabilities("o3")).isEqualTo(little);
        assertThat(OpenAi.compatible("x", "http://localhost", "").capabilities("gpt-5"))
                .isEqualTo(little);
    }

    @Test
    void any_other_compatible_server_can_be_described() {
        Provider<OpenAiChunk> keyed = OpenAi.compatible("my-server-2", "https://example.org/v1", "MY_KEY");

        assertThat(keyed.name()).isEqualTo("my-server-2");
        assertThat(keyed.settings()).isEqualTo(new Settings(List.of("MY_KEY"), true, "", "https://example.org/v1"));
        assertThat(keyed.model("m")).isEqualTo(OpenAi.model("my-server-2", "m"));
        assertThat(OpenAi.compatible("x", "http://localhost/v1", "").settings())
                .isEqualTo(new Settings(List.of(), false, "", "http://localhost/v1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "My", "a:b", "a b", "ä"})
    void a_servers_name_has_the_form_of_a_model_strings_first_part(String name) {
        assertThatThrownBy(() -> OpenAi.compatible(name, "http://localhost", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The name of an OpenAI-compatible server is '" + name
                        + "'; it consists of lower-case letters, digits and hyphens, like \"my-server\"");
    }

    @Test
    void a_model_of_openais_needs_no_provider() {
        assertThat(OpenAi.model("gpt-4o"))
                .hasToString("openai:gpt-4o")
                .isEqualTo(provider("openai").model("gpt-4o"));
    }
}

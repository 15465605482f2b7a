package dev.cuecard.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.call.CallOptions;
import dev.cuecard.message.Message;
import dev.cuecard.provider.ApiKey;
import dev.cuecard.provider.Capabilities;
import dev.cuecard.provider.ChatRequest;
import dev.cuecard.provider.Provider;
import dev.cuecard.provider.Settings;
import dev.cuecard.provider.WireRequest;
import dev.cuecard.provider.WireRequest.Framing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicTest {

    private static final Provider<AnthropicChunk> PROVIDER = Anthropic.provider();

    private static WireRequest request(boolean stream) {
        return PROVIDER.write(new ChatRequest("claude-x", List.of(Message.user("Hi")), CallOptions.defaults(), stream));
    }

    @Test
    void the_settings_are_those_of_its_own_libraries() {
        assertThat(PROVIDER.name()).isEqualTo("anthropic");
        assertThat(PROVIDER.chunkType()).isEqualTo(AnthropicChunk.class);
        assertThat(PROVIDER.settings())
                .isEqualTo(new Settings(
                        List.of("ANTHROPIC_API_KEY"), true, "ANTHROPIC_BASE_URL", "https://api.anthropic.com"));
        assertThat(PROVIDER).hasToString("AnthropicProvider[anthropic]");
    }

    @Test
    void a_model_is_named_by_provider_and_name() {
        assertThat(Anthropic.model("claude-sonnet-4-5"))
                .hasToString("anthropic:claude-sonnet-4-5")
                .isEqualTo(PROVIDER.model("claude-sonnet-4-5"));
    }

    @Test
    void the_key_has_a_header_of_its_own() {
        assertThat(PROVIDER.authorization(new ApiKey("secret", "test"))).isEqualTo(Map.of("x-api-key", "secret"));
    }

    @Test
    void a_request_goes_to_the_messages_and_names_the_version_of_the_api() {
        WireRequest streamed = request(true);
        WireRequest whole = request(false);

        assertThat(streamed.path()).isEqualTo("/v1/messages").isEqualTo(whole.path());
        assertThat(streamed.headers())
                .isEqualTo(Map.of("anthropic-version", "2023-06-01"))
                .isEqualTo(whole.headers());
        assertThat(streamed.framing()).isEqualTo(Framing.SSE);
        assertThat(whole.framing()).isEqualTo(Framing.JSON);
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.anthropic.com, https://api.anthropic.com",
        "https://api.anthropic.com/, https://api.anthropic.com/",
        "https://api.anthropic.com/v1, https://api.anthropic.com",
        "https://api.anthropic.com/v1/, https://api.anthropic.com",
        "https://api.minimax.io/anthropic, https://api.minimax.io/anthropic",
        "https://proxy.example/anthropic/v1, https://proxy.example/anthropic",
        "https://proxy.example/v12, https://proxy.example/v12",
        "https://api.anthropic.com/v1/messages, https://api.anthropic.com",
        "https://proxy.example/v1/messages/?a=/b, https://proxy.example?a=/b",
        "https://proxy.example/messages, https://proxy.example/messages",
        "http://localhost:8080/dev1, http://localhost:8080/dev1"
    })
    void a_base_url_need_not_be_told_without_the_version_that_is_in_the_path(String given, String meant) {
        assertThat(PROVIDER.baseUrlOf(given, "claude-x")).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-2.1, false, false, false",
        "claude-instant-1.2, false, false, false",
        "claude-3-opus-20240229, true, false, false",
        "claude-3-haiku-20240307, true, false, false",
        "claude-3-5-sonnet-20241022, true, false, false",
        "claude-3-5-haiku-latest, true, false, false",
        "claude-3-7-sonnet-20250219, true, true, false",
        "claude-opus-4-20250514, true, true, false",
        "claude-sonnet-4-0, true, true, false",
        "claude-opus-4-1-20250805, true, true, false",
        "claude-sonnet-4-5-20250929, true, true, true",
        "claude-haiku-4-5, true, true, true",
        "claude-opus-4-6, true, true, true",
        "claude-opus-4-10, true, true, true",
        "claude-fable-5, true, true, true",
        "claude-next, true, false, false",
        "claude-20991231, true, false, false"
    })
    void what_a_model_can_do_is_told_by_its_generation(
            String model, boolean toolsAndImages, boolean reasoning, boolean structured) {
        assertThat(PROVIDER.capabilities(model))
                .isEqualTo(new Capabilities(true, toolsAndImages, toolsAndImages, reasoning, structured));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MiniMax-M2.7", "glm-4.6", "", "-", "…"})
    void of_other_makers_models_little_is_promised(String model) {
        assertThat(PROVIDER.capabilities(model)).isEqualTo(new Capabilities(true, true, false, false, false));
    }
}

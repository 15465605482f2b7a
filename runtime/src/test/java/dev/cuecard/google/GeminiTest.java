package dev.cuecard.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.call.CallOptions;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.message.Message;
import dev.cuecard.provider.ApiKey;
import dev.cuecard.provider.Capabilities;
import dev.cuecard.provider.ChatRequest;
import dev.cuecard.provider.Settings;
import dev.cuecard.provider.WireRequest;
import dev.cuecard.provider.WireRequest.Framing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiTest {

    private static WireRequest request(String model, boolean stream) {
        return Gemini.provider()
                .write(new ChatRequest(model, List.of(Message.user("Hi")), CallOptions.defaults(), stream));
    }

    @Test
    void google_is_known_by_its_name_and_its_variables() {
        assertThat(Gemini.provider().name()).isEqualTo("google");
        assertThat(Gemini.provider().chunkType()).isEqualTo(GeminiChunk.class);
        assertThat(Gemini.provider().settings())
                .isEqualTo(new Settings(
                        List.of("GEMINI_API_KEY", "GOOGLE_API_KEY"),
                        true,
                        "GEMINI_BASE_URL",
                        "https://generativelanguage.googleapis.com"));
    }

    @Test
    void a_model_needs_no_provider() {
        assertThat(Gemini.model("gemini-2.5-flash"))
                .hasToString("google:gemini-2.5-flash")
                .isEqualTo(Gemini.provider().model("gemini-2.5-flash"));
    }

    @Test
    void the_key_goes_into_a_header_and_never_into_the_address() {
        assertThat(Gemini.provider().authorization(new ApiKey("secret", "test")))
                .isEqualTo(Map.of("x-goog-api-key", "secret"));
        assertThat(request("gemini-2.5-flash", true).path()).doesNotContain("key");
    }

    @Test
    void a_stream_is_asked_for_as_server_sent_events() {
        WireRequest request = request("gemini-2.5-flash", true);

        assertThat(request.path()).isEqualTo("/models/gemini-2.5-flash:streamGenerateContent?alt=sse");
        assertThat(request.framing()).isEqualTo(Framing.SSE);
        assertThat(request.headers()).isEmpty();
    }

    @Test
    void a_whole_answer_is_another_method() {
        WireRequest request = request("gemini-2.5-flash", false);

        assertThat(request.path()).isEqualTo("/models/gemini-2.5-flash:generateContent");
        assertThat(request.framing()).isEqualTo(Framing.JSON);
    }

    @ParameterizedTest
    @CsvSource({
        "models/gemini-2.5-flash, /models/gemini-2.5-flash",
        "tunedModels/my-own-1, /tunedModels/my-own-1",
        "publishers/google/models/gemini-2.5-pro, /publishers/google/models/gemini-2.5-pro",
        "gemini:generateContent, /models/gemini%3AgenerateContent",
        "a b?c#d%e, /models/a%20b%3Fc%23d%25e",
        "gemini-1.5@001, /models/gemini-1.5%40001",
        "zürich_~, /models/z%C3%BCrich_~"
    })
    void a_models_name_is_one_part_of_the_path_or_a_path_itself(String model, String path) {
        assertThat(request(model, false).path()).isEqualTo(path + ":generateContent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "models/", "/gemini", "models//x", "models/../x"})
    void a_name_that_would_lead_elsewhere_is_refused(String model) {
        assertThatThrownBy(() -> request(model, true))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "The name of the model '" + model + "' of google cannot be part of a URL's path. Write it like"
                                + " gemini-2.5-flash or tunedModels/mine.");
    }

    @ParameterizedTest
    @CsvSource({
        "https://generativelanguage.googleapis.com, https://generativelanguage.googleapis.com/v1beta",
        "https://generativelanguage.googleapis.com/, https://generativelanguage.googleapis.com/v1beta",
        "http://localhost:8080//, http://localhost:8080/v1beta",
        "https://proxy.example.org?tenant=a/b, https://proxy.example.org/v1beta?tenant=a/b",
        "https://proxy.example.org/?tenant=a, https://proxy.example.org/v1beta?tenant=a",
        "https://generativelanguage.googleapis.com/v1beta/models, https://generativelanguage.googleapis.com/v1beta",
        "https://proxy.example.org/models/?a=b, https://proxy.example.org?a=b"
    })
    void a_host_alone_gets_the_version_and_the_path_of_the_models_is_taken_off(String given, String meant) {
        assertThat(Gemini.provider().baseUrlOf(given, "gemini-2.5-flash")).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://generativelanguage.googleapis.com/v1beta",
                "https://generativelanguage.googleapis.com/v1/",
                "https://generativelanguage.googleapis.com/v1alpha",
                "https://aiplatform.googleapis.com/v1/projects/p/locations/l/publishers/google",
                "https://proxy.example.org/gemini",
                "proxy.example.org",
                "https://",
                "https://proxy.example.org#part",
                ""
            })
    void any_other_address_is_taken_as_it_is(String given) {
        assertThat(Gemini.provider().baseUrlOf(given, "gemini-2.5-flash")).isEqualTo(given);
    }

    @ParameterizedTest
    @CsvSource({
        "gemini-2.0-flash, true, true, false, true",
        "gemini-2.0-flash-thinking-exp, true, true, true, true",
        "gemini-2.5-flash-lite, true, true, true, true",
        "models/gemini-2.5-pro, true, true, true, true",
        "gemini-3-pro-preview, true, true, true, true",
        "gemini-flash-latest, true, true, true, true",
        "gemini-2.5-flash-image, false, true, false, false",
        "gemini-3-pro-image-preview, false, true, true, true",
        "gemini-2.5-flash-preview-tts, false, false, false, false",
        "gemini-embedding-001, false, false, false, false",
        "gemma-3-27b-it, false, false, false, false",
        "tunedModels/my-own-1, false, false, false, false",
        "learnlm-2.0, false, false, false, false"
    })
    void what_a_model_can_do_is_told_by_its_name(
            String model, boolean tools, boolean images, boolean reasoning, boolean structuredOutput) {
        assertThat(Gemini.provider().capabilities(model))
                .isEqualTo(new Capabilities(true, tools, images, reasoning, structuredOutput));
    }
}

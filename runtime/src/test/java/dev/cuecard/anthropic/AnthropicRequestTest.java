package dev.cuecard.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.call.CallOptions;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.message.Message;
import dev.cuecard.provider.ChatRequest;
import dev.cuecard.provider.WireRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Options and extra fields; {@link AnthropicConversationTest} has the messages. */
class AnthropicRequestTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static WireRequest request(CallOptions options, boolean stream) {
        return Anthropic.provider().write(new ChatRequest("claude-x", List.of(Message.user("Hi")), options, stream));
    }

    private static JsonNode body(CallOptions options) {
        return MAPPER.readTree(request(options, true).body());
    }

    private static JsonNode json(String text) {
        return MAPPER.readTree(text);
    }

    @Test
    void the_least_request_has_model_limit_message_and_form_of_answer() {
        assertThat(request(CallOptions.defaults(), true).body())
                .isEqualTo("{\"model\":\"claude-x\",\"max_tokens\":4096,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"stream\":true}");
        assertThat(json(request(CallOptions.defaults(), false).body()).path("stream"))
                .isEqualTo(json("false"));
        assertThat(Anthropic.DEFAULT_MAX_TOKENS).isEqualTo(4096);
    }

    @Test
    void every_option_has_its_field() {
        assertThat(body(CallOptions.defaults()
                        .temperature(0)
                        .topP(0.25)
                        .maxTokens(50)
                        .stop("END", "\n\"")))
                .isEqualTo(json("""
                        {"model": "claude-x", "max_tokens": 50, "messages": [{"role": "user", "content": "Hi"}],
                         "stream": true, "temperature": 0.0, "top_p": 0.25, "stop_sequences": ["END", "\\n\\""]}
                        """));
    }

    @Test
    void a_seed_is_refused() {
        assertThatThrownBy(() -> body(CallOptions.defaults().seed(1)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The option 'seed' cannot be sent to anthropic, whose API has none. Leave it out for this"
                        + " model; 'temperature' 0 is as near as it comes to replies that repeat.");
    }

    @Test
    void extra_fields_are_added_to_the_letter() {
        String body = request(
                        CallOptions.defaults()
                                .extra("thinking", "{ \"type\" : \"enabled\", \"budget_tokens\": 1024 }")
                                .extra("top_k", "5"),
                        true)
                .body();

        assertThat(body)
                .endsWith(",\"stream\":true,\"thinking\":{ \"type\" : \"enabled\", \"budget_tokens\": 1024 },"
                        + "\"top_k\":5}");
    }

    @Test
    void an_extra_field_replaces_the_one_of_its_name() {
        CallOptions options = CallOptions.defaults()
                .temperature(1)
                .topP(1)
                .maxTokens(1)
                .stop("x")
                .extra("temperature", "0.1")
                .extra("top_p", "0.2")
                .extra("max_tokens", "3")
                .extra("stop_sequences", "[]")
                .extra("stream", "true")
                .extra("model", "\"other\"")
                .extra("system", "[{\"type\":\"text\",\"text\":\"s\"}]")
                .extra("messages", "[1]");
        WireRequest request = Anthropic.provider()
                .write(new ChatRequest("claude-x", List.of(Message.system("left out")), options, true));

        assertThat(json(request.body())).isEqualTo(json("""
                        {"stream": true, "temperature": 0.1, "top_p": 0.2, "max_tokens": 3, "stop_sequences": [],
                         "model": "other", "system": [{"type": "text", "text": "s"}], "messages": [1]}
                        """));
    }

    @Test
    void an_extra_limit_stands_in_the_place_of_the_one_that_is_not_told() {
        assertThat(body(CallOptions.defaults().extra("max_tokens", "9")).path("max_tokens"))
                .isEqualTo(json("9"));
    }

    @Test
    void an_extra_field_that_is_no_json_is_refused() {
        assertThatThrownBy(() -> body(CallOptions.defaults().extra("tools", "[")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The value of the extra field 'tools' for anthropic is not JSON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"a-2025-01-01\" | a-2025-01-01",
                "[\"a-2025-01-01\"] | a-2025-01-01",
                "[\"a-2025-01-01\", \" b-1\"] | a-2025-01-01,b-1",
                "\"a-1, b-2\" | a-1, b-2"
            })
    void names_of_beta_features_go_into_their_header_alone(String field, String header) {
        WireRequest request = request(CallOptions.defaults().extra("anthropic_beta", field), true);

        assertThat(request.headers()).isEqualTo(Map.of("anthropic-version", "2023-06-01", "anthropic-beta", header));
        assertThat(request.body())
                .isEqualTo(request(CallOptions.defaults(), true).body());
    }

    @Test
    void no_beta_features_are_no_header() {
        assertThat(request(CallOptions.defaults().extra("anthropic_beta", "[]"), true)
                        .headers())
                .isEqualTo(Map.of("anthropic-version", "2023-06-01"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "true",
                "null",
                "{}",
                "{\"a\":\"b\"}",
                "[1]",
                "[[\"a\"]]",
                "[\"a\",null]",
                "\"\"",
                "\" \"",
                "[\"a\\nb\"]",
                "\"ä\""
            })
    void anything_else_names_no_beta_feature(String field) {
        assertThatThrownBy(() -> request(CallOptions.defaults().extra("anthropic_beta", field), true))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "The extra field 'anthropic_beta' for anthropic does not name beta features. Write a JSON text"
                                + " like \"context-1m-2025-08-07\", or an array of such texts: they become the header"
                                + " anthropic-beta.");
    }
}

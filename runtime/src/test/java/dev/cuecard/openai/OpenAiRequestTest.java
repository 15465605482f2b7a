package dev.cuecard.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.call.CallOptions;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.message.Image;
import dev.cuecard.message.Message;
import dev.cuecard.message.Role;
import dev.cuecard.message.Text;
import dev.cuecard.message.ToolCall;
import dev.cuecard.message.ToolResult;
import dev.cuecard.provider.ChatRequest;
import dev.cuecard.provider.Provider;
import dev.cuecard.provider.WireRequest;
import dev.cuecard.provider.WireRequest.Framing;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiRequestTest {

    private static Provider<OpenAiChunk> provider(String name) {
        return OpenAi.providers().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String body(String provider, CallOptions options, boolean stream, Message... messages) {
        return provider(provider)
                .write(new ChatRequest("m", List.of(messages), options, stream))
                .body();
    }

    private static String messages(Message... messages) {
        String body = body("openai", CallOptions.defaults(), false, messages);
        assertThat(body).startsWith("{\"model\":\"m\",\"messages\":").endsWith(",\"stream\":false}");
        return body.substring("{\"model\":\"m\",\"messages\":".length(), body.length() - ",\"stream\":false}".length());
    }

    private static String options(String provider, CallOptions options) {
        String body = body(provider, options, false);
        String start = "{\"model\":\"m\",\"messages\":[],\"stream\":false";
        assertThat(body).startsWith(start);
        return body.substring(start.length());
    }

    @Test
    void a_streamed_request_asks_for_usage() {
        WireRequest request = provider("openai")
                .write(new ChatRequest(
                        "gpt-4o-mini",
                        List.of(Message.user("Hi")),
                        CallOptions.defaults().temperature(0.5),
                        true));

        assertThat(request.path()).isEqualTo("/chat/completions");
        assertThat(request.framing()).isEqualTo(Framing.SSE);
        assertThat(request.headers()).isEmpty();
        assertThat(request.body())
                .isEqualTo("{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
                        + "\"stream\":true,\"stream_options\":{\"include_usage\":true},\"temperature\":0.5}");
    }

    @Test
    void a_request_for_a_whole_answer_does_not() {
        WireRequest request = provider("openai")
                .write(new ChatRequest("m", List.of(Message.user("Hi")), CallOptions.defaults(), false));

        assertThat(request.framing()).isEqualTo(Framing.JSON);
        assertThat(request.body())
                .isEqualTo("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"stream\":false}");
    }

    @Test
    void every_option_has_its_field() {
        CallOptions options = CallOptions.defaults()
                .temperature(0)
                .topP(0.25)
                .maxTokens(50)
                .seed(-7)
                .stop("END", "\n\"");

        assertThat(options("openai", options))
                .isEqualTo(",\"temperature\":0.0,\"top_p\":0.25,\"max_completion_tokens\":50,\"seed\":-7,"
                        + "\"stop\":[\"END\",\"\\n\\\"\"]}");
    }

    @ParameterizedTest
    @CsvSource({
        "openai, max_completion_tokens",
        "azure, max_completion_tokens",
        "groq, max_completion_tokens",
        "xai, max_completion_tokens",
        "deepseek, max_tokens",
        "mistral, max_tokens",
        "openrouter, max_tokens",
        "together, max_tokens",
        "vllm, max_tokens",
        "lmstudio, max_tokens",
        "llamacpp, max_tokens"
    })
    void the_limit_has_the_name_that_the_server_knows(String provider, String field) {
        assertThat(options(provider, CallOptions.defaults().maxTokens(9))).isEqualTo(",\"" + field + "\":9}");
    }

    @Test
    void mistral_is_sent_nothing_that_it_refuses() {
        assertThat(body("mistral", CallOptions.defaults().seed(3), true))
                .isEqualTo("{\"model\":\"m\",\"messages\":[],\"stream\":true,\"random_seed\":3}");
    }

    @Test
    void extra_fields_are_added_to_the_letter() {
        CallOptions options = CallOptions.defaults()
                .extra("logit_bias", "{ \"50256\" : -100 }")
                .extra("user", "\"ann\"")
                .extra("n", "2");

        assertThat(options("openai", options))
                .isEqualTo(",\"logit_bias\":{ \"50256\" : -100 },\"user\":\"ann\",\"n\":2}");
    }

    @Test
    void an_extra_field_replaces_the_one_of_its_name() {
        CallOptions options = CallOptions.defaults()
                .temperature(1)
                .topP(1)
                .maxTokens(1)
                .seed(1)
                .stop("x")
                .extra("temperature", "0.1")
                .extra("top_p", "0.2")
                .extra("max_completion_tokens", "3")
                .extra("seed", "4")
                .extra("stop", "null")
                .extra("stream_options", "{}")
                .extra("stream", "true")
                .extra("model", "\"other\"")
                .extra("messages", "[]");

        assertThat(body("openai", options, true, Message.user("Hi")))
                .isEqualTo("{\"stream\":true,\"temperature\":0.1,\"top_p\":0.2,\"max_completion_tokens\":3,\"seed\":4,"
                        + "\"stop\":null,\"stream_options\":{},\"model\":\"other\",\"messages\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ann-s3cret", "{\"a\":}", "1 2", "[1", "{}}", "NaN", "'x'"})
    void an_extra_field_that_is_no_json_is_refused_without_showing_it(String value) {
        CallOptions options = CallOptions.defaults().extra("user", value);

        assertThatThrownBy(() -> body("openai", options, true))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The value of the extra field 'user' for openai is not JSON")
                .hasMessageEndingWith(
                        "Write it as it shall stand in the request: a text in double quotes, a number, true,"
                                + " false, null, an array or an object.")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    @Test
    void an_extra_field_cannot_turn_streaming_round() {
        CallOptions options = CallOptions.defaults().extra("stream", "false");

        assertThatThrownBy(() -> body("openai", options, true))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The extra field 'stream' for openai is false, but the call was made for stream true. Leave"
                        + " the field out and choose with stream(), call() or CallOptions.stream.");
    }

    @Test
    void messages_of_text_alone_have_plain_content() {
        assertThat(messages(
                        Message.system("Be \"brief\"\n"),
                        Message.developer("d"),
                        Message.user(new Text("a"), new Text("é🍎")),
                        Message.assistant(""),
                        Message.user()))
                .isEqualTo("[{\"role\":\"system\",\"content\":\"Be \\\"brief\\\"\\n\"},"
                        + "{\"role\":\"developer\",\"content\":\"d\"},"
                        + "{\"role\":\"user\",\"content\":\"aé🍎\"},"
                        + "{\"role\":\"assistant\",\"content\":\"\"},"
                        + "{\"role\":\"user\",\"content\":\"\"}]");
    }

    @ParameterizedTest
    @CsvSource({"openai, developer", "azure, developer", "groq, system", "vllm, system"})
    void only_openai_knows_developers(String provider, String role) {
        assertThat(body(provider, CallOptions.defaults(), false, Message.developer("d")))
                .contains("[{\"role\":\"" + role + "\",\"content\":\"d\"}]");
    }

    @Test
    void a_speaker_s_name_is_written_beside_the_role_and_nothing_where_there_is_none() {
        Message call = new Message(Role.ASSISTANT, List.of(new ToolCall(Optional.of("c"), "f", "{}")));
        assertThat(messages(
                        Message.system("s").named("sys"),
                        Message.developer("d").named("dev"),
                        Message.user("u").named("Ann"),
                        Message.user(Image.url("https://example.org/a.png")).named("Bob"),
                        Message.assistant("a").named("bot"),
                        call.named("caller"),
                        Message.toolResult("c", "f", "r").named("not sent"),
                        Message.user("n")))
                .isEqualTo("[{\"role\":\"system\",\"name\":\"sys\",\"content\":\"s\"},"
                        + "{\"role\":\"developer\",\"name\":\"dev\",\"content\":\"d\"},"
                        + "{\"role\":\"user\",\"name\":\"Ann\",\"content\":\"u\"},"
                        + "{\"role\":\"user\",\"name\":\"Bob\",\"content\":[{\"type\":\"image_url\","
                        + "\"image_url\":{\"url\":\"https://example.org/a.png\"}}]},"
                        + "{\"role\":\"assistant\",\"name\":\"bot\",\"content\":\"a\"},"
                        + "{\"role\":\"assistant\",\"name\":\"caller\",\"content\":null,\"tool_calls\":[{\"id\":\"c\","
                        + "\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"r\"},"
                        + "{\"role\":\"user\",\"content\":\"n\"}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mistral", "groq"})
    void a_server_that_refuses_names_of_speakers_is_sent_none(String provider) {
        assertThat(body(
                        provider,
                        CallOptions.defaults(),
                        false,
                        Message.user("u").named("Ann")))
                .contains("[{\"role\":\"user\",\"content\":\"u\"}]");
    }

    @Test
    void images_are_parts_by_address_or_as_data() {
        assertThat(messages(Message.user(
                        new Text("What?"),
                        Image.url("https://example.org/a.png"),
                        Image.bytes("image/png", new byte[] {1, 2, 3, -1}))))
                .isEqualTo("[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"What?\"},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.org/a.png\"}},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AQID/w==\"}}]}]");
    }

    @Test
    void tool_calls_and_their_results_go_back_to_the_model() {
        Message calls = new Message(
                Role.ASSISTANT,
                List.of(
                        new ToolCall(Optional.of("call_1"), "f", "{\"a\":1}"),
                        new ToolCall(Optional.of("call_2"), "g", "{}")));
        Message results = new Message(
                Role.TOOL, List.of(new ToolResult("call_1", "f", "one"), new ToolResult("call_2", "g", "")));

        assertThat(messages(calls, results))
                .isEqualTo(
                        "[{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\","
                                + "\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1}\"}},{\"id\":\"call_2\",\"type\":"
                                + "\"function\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}]},"
                                + "{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"one\"},"
                                + "{\"role\":\"tool\",\"tool_call_id\":\"call_2\",\"content\":\"\"}]");
    }

    @Test
    void an_assistant_may_speak_and_call() {
        Message both = new Message(
                Role.ASSISTANT, List.of(new Text("Let me see."), new ToolCall(Optional.of("c"), "f", "{}")));

        assertThat(messages(both))
                .startsWith("[{\"role\":\"assistant\",\"content\":\"Let me see.\",\"tool_calls\":[{\"id\":\"c\"");
    }

    @Test
    void what_a_role_cannot_hold_is_refused_with_its_place() {
        Image image = Image.url("https://example.org/a.png");
        assertThatThrownBy(() -> messages(Message.user("a"), new Message(Role.ASSISTANT, List.of(image))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "Message 2 of the conversation, of role ASSISTANT, holds an image, which openai takes only in"
                                + " messages of role USER.");
        assertThatThrownBy(() -> messages(new Message(Role.SYSTEM, List.of(image))))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> messages(new Message(Role.TOOL, List.of(new Text("a")))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("a TOOL message holds tool results");
        assertThatThrownBy(() -> messages(new Message(Role.USER, List.of(new ToolResult("i", "f", "r")))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the result of the tool 'f', which openai takes only in messages of role TOOL");
        assertThatThrownBy(() -> messages(new Message(Role.USER, List.of(new ToolCall(Optional.of("i"), "f", "{}")))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("a call of the tool 'f', which openai takes only in messages of role ASSISTANT");
    }

    @Test
    void a_call_or_result_without_an_id_is_refused() {
        assertThatThrownBy(() -> messages(Message.toolResult("", "f", "r")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "Message 1 of the conversation, of role TOOL, holds the result of the tool 'f' without an id, by"
                                + " which openai matches calls and results. Give the call and its result the same id.");
        assertThatThrownBy(() ->
                        messages(new Message(Role.ASSISTANT, List.of(new ToolCall(Optional.empty(), "f", "{}")))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("a call of the tool 'f' without an id");
    }
}

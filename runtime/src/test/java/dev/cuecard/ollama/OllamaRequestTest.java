package dev.cuecard.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.call.CallOptions;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.message.Image;
import dev.cuecard.message.Message;
import dev.cuecard.message.Part;
import dev.cuecard.message.ProviderData;
import dev.cuecard.message.Role;
import dev.cuecard.message.Text;
import dev.cuecard.message.ToolCall;
import dev.cuecard.message.ToolResult;
import dev.cuecard.provider.ChatRequest;
import dev.cuecard.provider.WireRequest;
import dev.cuecard.provider.WireRequest.Framing;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OllamaRequestTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static String body(CallOptions options, boolean stream, Message... messages) {
        return Ollama.provider()
                .write(new ChatRequest("m", List.of(messages), options, stream))
                .body();
    }

    private static JsonNode messages(Message... messages) {
        JsonNode body = MAPPER.readTree(body(CallOptions.defaults(), false, messages));
        assertThat(body.propertyNames()).containsExactly("model", "messages", "stream");
        return body.path("messages");
    }

    private static JsonNode json(String text) {
        return MAPPER.readTree(text);
    }

    private static Message assistant(Part... parts) {
        return new Message(Role.ASSISTANT, List.of(parts));
    }

    @Test
    void a_stream_is_asked_for_in_lines() {
        WireRequest request = Ollama.provider()
                .write(new ChatRequest("llama3.2", List.of(Message.user("Hi")), CallOptions.defaults(), true));

        assertThat(request.path()).isEqualTo("/api/chat");
        assertThat(request.framing()).isEqualTo(Framing.NDJSON);
        assertThat(request.headers()).isEmpty();
        assertThat(json(request.body())).isEqualTo(json("""
                {"model": "llama3.2", "messages": [{"role": "user", "content": "Hi"}], "stream": true}"""));
    }

    @Test
    void a_whole_answer_is_asked_for_in_so_many_words() {
        WireRequest request = Ollama.provider()
                .write(new ChatRequest("m", List.of(Message.user("Hi")), CallOptions.defaults(), false));

        assertThat(request.framing()).isEqualTo(Framing.JSON);
        assertThat(json(request.body())).isEqualTo(json("""
                {"model": "m", "messages": [{"role": "user", "content": "Hi"}], "stream": false}"""));
    }

    @Test
    void every_option_stands_in_options() {
        CallOptions options = CallOptions.defaults()
                .temperature(0.5)
                .topP(0.25)
                .maxTokens(50)
                .seed(-7)
                .stop("END", "\n\"");

        assertThat(json(body(options, true))).isEqualTo(json("""
                {"model": "m", "messages": [], "stream": true, "options": {"temperature": 0.5, "top_p": 0.25,
                 "num_predict": 50, "seed": -7, "stop": ["END", "\\n\\""]}}"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"temperature", "top_p", "num_predict", "seed", "stop"})
    void each_option_alone_makes_the_object(String name) {
        CallOptions none = CallOptions.defaults();
        CallOptions one = switch (name) {
            case "temperature" -> none.temperature(1);
            case "top_p" -> none.topP(1);
            case "num_predict" -> none.maxTokens(1);
            case "seed" -> none.seed(1);
            default -> none.stop("x");
        };

        assertThat(json(body(one, true)).path("options").propertyNames()).containsExactly(name);
    }

    @Test
    void the_caller_s_options_are_laid_over_ours() {
        CallOptions options = CallOptions.defaults()
                .temperature(1)
                .maxTokens(9)
                .extra("options", "{\"temperature\": 0.1, \"num_ctx\": 4096, \"mirostat\": [1, {}]}");

        assertThat(json(body(options, true)).path("options")).isEqualTo(json("""
                {"num_predict": 9, "temperature": 0.1, "num_ctx": 4096, "mirostat": [1, {}]}"""));
        assertThat(json(body(CallOptions.defaults().extra("options", "{\"num_ctx\":1}"), true))
                        .path("options"))
                .isEqualTo(json("{\"num_ctx\": 1}"));
        assertThat(json(body(CallOptions.defaults().seed(1).extra("options", "null"), true))
                        .path("options")
                        .isNull())
                .isTrue();
    }

    @Test
    void other_extra_fields_stand_at_the_top_to_the_letter() {
        CallOptions options = CallOptions.defaults()
                .extra("think", "\"low\"")
                .extra("format", "{ \"type\" : \"object\" }")
                .extra("keep_alive", "\"5m\"")
                .extra("tools", "[]");

        assertThat(body(options, true))
                .isEqualTo("{\"model\":\"m\",\"messages\":[],\"stream\":true,\"think\":\"low\","
                        + "\"format\":{ \"type\" : \"object\" },\"keep_alive\":\"5m\",\"tools\":[]}");
    }

    @Test
    void an_extra_field_replaces_the_one_of_its_name() {
        CallOptions options = CallOptions.defaults()
                .extra("model", "\"other\"")
                .extra("messages", "[]")
                .extra("stream", "true");

        assertThat(json(body(options, true, Message.user("Hi")))).isEqualTo(json("""
                {"model": "other", "messages": [], "stream": true}"""));
    }

    @Test
    void an_extra_field_cannot_turn_streaming_round() {
        CallOptions options = CallOptions.defaults().extra("stream", "false");

        assertThatThrownBy(() -> body(options, true))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The extra field 'stream' for ollama is false");
    }

    @Test
    void each_turn_has_its_role_and_a_developer_speaks_as_the_system() {
        assertThat(messages(
                        Message.system("Be \"brief\"\n"),
                        Message.developer("d"),
                        Message.user(new Text("a"), new Text("é🍎")),
                        Message.assistant("b"),
                        Message.user()))
                .isEqualTo(json("""
                        [{"role": "system", "content": "Be \\"brief\\"\\n"},
                         {"role": "system", "content": "d"},
                         {"role": "user", "content": "aé🍎"},
                         {"role": "assistant", "content": "b"},
                         {"role": "user", "content": ""}]"""));
    }

    @Test
    void a_speaker_s_name_has_no_place() {
        assertThat(messages(
                        Message.system("s").named("sys"),
                        Message.user("u").named("Ann"),
                        Message.assistant("a").named("bot")))
                .isEqualTo(json("""
                        [{"role": "system", "content": "s"}, {"role": "user", "content": "u"},
                         {"role": "assistant", "content": "a"}]"""));
    }

    @Test
    void images_are_listed_in_order_beside_the_joined_text() {
        assertThat(messages(Message.user(
                        new Text("What is "),
                        Image.bytes("image/png", new byte[] {1, 2, 3}),
                        new Text("this?"),
                        Image.url("data:image/jpeg;base64,/+8="),
                        Image.url("DATA:image/png;charset=x;BASE64,/+8"))))
                .isEqualTo(json("""
                        [{"role": "user", "content": "What is this?", "images": ["AQID", "/+8=", "/+8="]}]"""));
    }

    @Test
    void an_image_by_address_is_refused_with_what_to_do_about_it() {
        assertThatThrownBy(() -> messages(Message.system("s"), Message.user(Image.url("https://example.org/a.png"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "Message 2 of the conversation, of role USER, holds an image that is named by an address, and"
                                + " ollama fetches none. Fetch it yourself, and make it with Image.bytes(mediaType, data).");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data:image/svg+xml,%3Csvg/%3E", "data:image/png;base64", "data:image/png;base64,???"})
    void a_data_address_without_base64_is_refused(String url) {
        assertThatThrownBy(() -> messages(Message.user(Image.url(url))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "Message 1 of the conversation, of role USER, holds an image in a data: URL that ")
                .hasMessageContaining("base64")
                .hasMessageContaining("Image.bytes");
    }

    @Test
    void tool_calls_carry_their_arguments_as_an_object_and_their_id_if_they_have_one() {
        assertThat(messages(assistant(
                        new Text("Let me see."),
                        new ToolCall(Optional.of("call_1"), "weather", "{ \"city\": \"Zürich\" }"),
                        new ToolCall(Optional.empty(), "time", "{}"))))
                .isEqualTo(json("""
                        [{"role": "assistant", "content": "Let me see.", "tool_calls": [
                           {"id": "call_1", "function": {"name": "weather", "arguments": {"city": "Zürich"}}},
                           {"function": {"name": "time", "arguments": {}}}]}]"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[1]", "\"{}\"", "{\"a\":", "{} {}", "{'a':1}"})
    void arguments_that_are_no_object_are_refused(String arguments) {
        assertThatThrownBy(() -> messages(assistant(new ToolCall(Optional.empty(), "f", arguments))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "Message 1 of the conversation, of role ASSISTANT, holds a call of the tool 'f' whose arguments"
                                + " are no JSON object, the one form in which ollama takes them. Leave the call out, or write its"
                                + " arguments like {\"city\":\"Paris\"}, {} for none.");
    }

    @Test
    void each_result_is_a_message_of_its_own_with_name_and_id_as_far_as_they_are_known() {
        assertThat(messages(
                        new Message(
                                Role.TOOL,
                                List.of(
                                        new ToolResult("call_1", "weather", "12 °C"),
                                        new ToolResult("", "time", "9:00"))),
                        Message.toolResult("call_3", "", "x")))
                .isEqualTo(json("""
                        [{"role": "tool", "content": "12 °C", "tool_name": "weather", "tool_call_id": "call_1"},
                         {"role": "tool", "content": "9:00", "tool_name": "time"},
                         {"role": "tool", "content": "x", "tool_call_id": "call_3"}]"""));
    }

    @Test
    void the_model_s_thinking_goes_back_with_its_turn_and_other_providers_data_does_not() {
        assertThat(messages(assistant(
                        new ProviderData("ollama", "{\"thinking\":\"First, \",\"later\":[1]}"),
                        new ProviderData("anthropic", "not even JSON"),
                        new ProviderData("ollama", "{\"thinking\":\"then.\"}"),
                        new ProviderData("ollama", "{\"thinking\":7}"),
                        new Text("Hi"))))
                .isEqualTo(json("""
                        [{"role": "assistant", "content": "Hi", "thinking": "First, then."}]"""));
    }

    @Test
    void data_of_ollama_s_that_cannot_be_read_is_refused() {
        assertThatThrownBy(() -> messages(assistant(new ProviderData("ollama", "{\"thin"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "Message 1 of the conversation, of role ASSISTANT, holds data of ollama that cannot be read: it"
                                + " is not what StreamResult.message() held. Send back that message as it is, or leave the part"
                                + " out.");
    }

    @Test
    void a_part_in_the_wrong_place_is_refused() {
        assertThatThrownBy(() -> messages(new Message(Role.SYSTEM, List.of(Image.url("data:,")))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Message 1 of the conversation, of role SYSTEM, holds an image, which ollama takes only in"
                        + " messages of role USER.");
    }
}

package dev.cuecard.anthropic;

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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How the messages of a conversation are sent. */
class AnthropicConversationTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static JsonNode body(Message... messages) {
        return MAPPER.readTree(Anthropic.provider()
                .write(new ChatRequest("claude-x", List.of(messages), CallOptions.defaults(), true))
                .body());
    }

    private static JsonNode messages(Message... messages) {
        return body(messages).path("messages");
    }

    private static JsonNode json(String text) {
        return MAPPER.readTree(text);
    }

    private static Message assistant(Part... parts) {
        return new Message(Role.ASSISTANT, List.of(parts));
    }

    private static ToolCall call(String id, String name, String arguments) {
        return new ToolCall(Optional.of(id), name, arguments);
    }

    @Test
    void turns_of_one_text_have_plain_content() {
        assertThat(messages(Message.user("Say \"é🍎\"\n"), Message.assistant("é🍎"), Message.user("Again")))
                .isEqualTo(json("""
                        [{"role": "user", "content": "Say \\"é🍎\\"\\n"},
                         {"role": "assistant", "content": "é🍎"},
                         {"role": "user", "content": "Again"}]
                        """));
    }

    @Test
    void texts_side_by_side_stay_apart() {
        assertThat(messages(Message.user(new Text("a"), new Text("b")), assistant(new Text("c"), new Text("d"))))
                .isEqualTo(json("""
                        [{"role": "user", "content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]},
                         {"role": "assistant",
                          "content": [{"type": "text", "text": "c"}, {"type": "text", "text": "d"}]}]
                        """));
    }

    @Test
    void instructions_are_the_system_prompt_wherever_they_stand() {
        assertThat(body(
                        Message.system("Be brief."),
                        Message.user("Hi"),
                        Message.developer("Be kind."),
                        Message.system(" "),
                        new Message(Role.SYSTEM, List.of(new Text("Be "), new Text("quick.")))))
                .isEqualTo(json("""
                        {"model": "claude-x", "max_tokens": 4096, "system": "Be brief.\\n\\nBe kind.\\n\\nBe quick.",
                         "messages": [{"role": "user", "content": "Hi"}], "stream": true}
                        """));
        assertThat(body(Message.system(""), Message.user("Hi")).has("system")).isFalse();
    }

    @Test
    void the_assistant_s_words_may_be_put_into_its_mouth() {
        assertThat(messages(Message.user("Write JSON"), Message.assistant("{"))).isEqualTo(json("""
                        [{"role": "user", "content": "Write JSON"}, {"role": "assistant", "content": "{"}]
                        """));
    }

    @Test
    void images_are_sent_by_address_or_in_base64() {
        assertThat(messages(Message.user(
                        new Text("What?"),
                        Image.url("https://example.org/a.png"),
                        Image.bytes("image/png", new byte[] {1, 2, 3, -1}),
                        Image.url("data:image/webp;base64,AQID"),
                        Image.url("DATA:image/svg+xml;charset=utf-8;BASE64,AQ=="))))
                .isEqualTo(json("""
                        [{"role": "user", "content": [
                          {"type": "text", "text": "What?"},
                          {"type": "image", "source": {"type": "url", "url": "https://example.org/a.png"}},
                          {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "AQID/w=="}},
                          {"type": "image", "source": {"type": "base64", "media_type": "image/webp", "data": "AQID"}},
                          {"type": "image", "source":
                            {"type": "base64", "media_type": "image/svg+xml", "data": "AQ=="}}]}]
                        """));
        assertThat(messages(Message.user(Image.url("https://example.org/a.png"))))
                .isEqualTo(json("""
                        [{"role": "user", "content":
                          [{"type": "image", "source": {"type": "url", "url": "https://example.org/a.png"}}]}]
                        """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data:image/png,AQID", "data:;base64,AQID", "data:AQID", "data:image/png;base64"})
    void a_data_url_of_another_form_is_refused(String url) {
        assertThatThrownBy(() -> messages(Message.user(Image.url(url))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "Message 1 of the conversation, of role USER, holds an image in a data: URL that does not have"
                                + " the form data:image/png;base64,…, the only one that anthropic can be sent. Write it so, or make"
                                + " the image with Image.bytes.");
    }

    @Test
    void calls_go_back_with_their_input_to_the_letter() {
        String body = Anthropic.provider()
                .write(new ChatRequest(
                        "claude-x",
                        List.of(
                                Message.user("Hi"),
                                assistant(new Text("Let me see."), call("toolu_1", "f", "{ \"a\": 1.50 }"))),
                        CallOptions.defaults(),
                        true))
                .body();

        assertThat(body)
                .contains("{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"Let me see.\"},"
                        + "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"f\",\"input\":{ \"a\": 1.50 }}]}");
    }

    @Test
    void the_results_of_parallel_calls_and_what_the_user_adds_are_one_turn() {
        assertThat(messages(
                        Message.user("Weather?"),
                        assistant(call("toolu_1", "f", "{\"city\":\"Rome\"}"), call("toolu_2", "g", "{}")),
                        Message.toolResult("toolu_1", "f", "sunny"),
                        new Message(
                                Role.TOOL,
                                List.of(new ToolResult("toolu_2", "g", ""), new ToolResult("toolu_3", "h", "x"))),
                        Message.user("And?"),
                        Message.user("Well?")))
                .isEqualTo(json("""
                        [{"role": "user", "content": "Weather?"},
                         {"role": "assistant", "content": [
                           {"type": "tool_use", "id": "toolu_1", "name": "f", "input": {"city": "Rome"}},
                           {"type": "tool_use", "id": "toolu_2", "name": "g", "input": {}}]},
                         {"role": "user", "content": [
                           {"type": "tool_result", "tool_use_id": "toolu_1", "content": "sunny"},
                           {"type": "tool_result", "tool_use_id": "toolu_2"},
                           {"type": "tool_result", "tool_use_id": "toolu_3", "content": "x"},
                           {"type": "text", "text": "And?"}]},
                         {"role": "user", "content": "Well?"}]
                        """));
    }

    @Test
    void results_of_different_turns_stay_apart() {
        assertThat(messages(
                        Message.toolResult("toolu_1", "f", "a"),
                        assistant(call("toolu_2", "f", "{}")),
                        Message.toolResult("toolu_2", "f", "b"),
                        Message.system("in between"),
                        Message.user(Image.url("https://example.org/a.png")),
                        Message.assistant("c")))
                .isEqualTo(json("""
                        [{"role": "user", "content":
                           [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "a"}]},
                         {"role": "assistant", "content":
                           [{"type": "tool_use", "id": "toolu_2", "name": "f", "input": {}}]},
                         {"role": "user", "content": [
                           {"type": "tool_result", "tool_use_id": "toolu_2", "content": "b"},
                           {"type": "image", "source": {"type": "url", "url": "https://example.org/a.png"}}]},
                         {"role": "assistant", "content": "c"}]
                        """));
    }

    @Test
    void own_data_goes_back_as_it_came_and_that_of_others_not_at_all() {
        String thinking = "{\"type\":\"thinking\", \"thinking\":\"Hm\", \"signature\":\"s/+=\"}";
        Message turn = assistant(
                new ProviderData("anthropic", thinking),
                new ProviderData("google", "{\"x\":1}"),
                new Text("Yes"),
                call("toolu_1", "f", "{}"));
        String body = Anthropic.provider()
                .write(new ChatRequest("claude-x", List.of(Message.user("Hi"), turn), CallOptions.defaults(), true))
                .body();

        assertThat(body)
                .contains("{\"role\":\"assistant\",\"content\":[" + thinking
                        + ",{\"type\":\"text\",\"text\":\"Yes\"},{\"type\":\"tool_use\",");
        assertThat(body).doesNotContain("\"x\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"a\"", "{", "{}{}", "{\"a\":NaN}"})
    void own_data_that_is_no_block_is_refused(String json) {
        assertThatThrownBy(() -> messages(Message.user("Hi"), assistant(new ProviderData("anthropic", json))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "Message 2 of the conversation, of role ASSISTANT, holds data of anthropic that is not a JSON"
                                + " object. It has to be a content block as anthropic sent it.");
    }

    @Test
    void blank_texts_are_left_out_and_messages_of_nothing_else_too() {
        assertThat(messages(
                        Message.user(new Text(""), new Text("a"), new Text(" \n")),
                        Message.assistant(""),
                        Message.assistant(" "),
                        assistant(new ProviderData("google", "{}")),
                        Message.user(" "),
                        Message.user(),
                        assistant(new Text(""), call("toolu_1", "f", "{}")),
                        new Message(Role.TOOL, List.of())))
                .isEqualTo(json("""
                        [{"role": "user", "content": "a"},
                         {"role": "assistant", "content":
                           [{"type": "tool_use", "id": "toolu_1", "name": "f", "input": {}}]}]
                        """));
    }

    @Test
    void a_conversation_in_which_the_user_says_nothing_is_refused() {
        for (List<Message> silent : List.of(
                List.<Message>of(),
                List.of(Message.system("Be brief.")),
                List.of(Message.system("Be brief."), Message.user(" ")),
                List.of(Message.assistant("Hello")))) {
            assertThatThrownBy(() -> messages(silent.toArray(Message[]::new)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage(
                            "The conversation holds no text, image or tool result of the user's, and anthropic does not"
                                    + " answer to a system prompt alone. Add a message of role USER.");
        }
        assertThat(messages(Message.toolResult("toolu_1", "f", "r"))).hasSize(1);
    }

    @Test
    void a_speakers_name_has_no_place_and_is_left_out() {
        assertThat(messages(
                        Message.user("u").named("Ann"), Message.assistant("a").named("bot")))
                .isEqualTo(json("""
                        [{"role": "user", "content": "u"}, {"role": "assistant", "content": "a"}]
                        """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"[]", "1", "\"{}\"", "{\"a\":", "{}{}", "~~", "{\"a\":NaN}"})
    void arguments_that_are_no_object_are_refused(String arguments) {
        assertThatThrownBy(() -> messages(Message.user("Hi"), assistant(call("toolu_1", "f", arguments))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "Message 2 of the conversation, of role ASSISTANT, holds a call of the tool 'f' whose arguments"
                                + " are not a JSON object, the only form that anthropic takes them in. Write {} where there are"
                                + " none.");
    }

    @Test
    void a_call_or_result_without_an_id_is_refused() {
        assertThatThrownBy(() -> messages(Message.toolResult("", "f", "r")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "Message 1 of the conversation, of role TOOL, holds the result of the tool 'f' without an id, by"
                                + " which anthropic matches calls and results. Give the call and its result the same id.");
        assertThatThrownBy(() -> messages(assistant(new ToolCall(Optional.empty(), "f", "{}"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("a call of the tool 'f' without an id");
    }

    @Test
    void what_a_role_cannot_hold_is_refused_with_its_place() {
        Image image = Image.url("https://example.org/a.png");

        assertThatThrownBy(() -> messages(Message.user("a"), assistant(image)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "Message 2 of the conversation, of role ASSISTANT, holds an image, which anthropic takes only in"
                                + " messages of role USER.");
        assertThatThrownBy(() -> messages(Message.user("a"), new Message(Role.SYSTEM, List.of(image))))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> messages(new Message(Role.TOOL, List.of(new Text("a")))))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> messages(new Message(Role.USER, List.of(new ProviderData("anthropic", "{}")))))
                .isInstanceOf(ConfigurationException.class);
    }
}

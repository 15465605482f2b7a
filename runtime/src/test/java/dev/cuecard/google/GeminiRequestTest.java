package dev.cuecard.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.call.CallOptions;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.kit.Recordings;
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

class GeminiRequestTest {

    private static String body(CallOptions options, boolean stream, Message... messages) {
        return Gemini.provider()
                .write(new ChatRequest("gemini-2.5-flash", List.of(messages), options, stream))
                .body();
    }

    private static JsonNode written(Message... messages) {
        return Recordings.json(body(CallOptions.defaults(), true, messages));
    }

    private static JsonNode written(CallOptions options) {
        return Recordings.json(body(options, true, Message.user("Hi")));
    }

    private static JsonNode json(String text) {
        return Recordings.json(text);
    }

    private static Message assistant(Part... parts) {
        return new Message(Role.ASSISTANT, List.of(parts));
    }

    private static ToolCall call(String id, String name, String arguments) {
        return new ToolCall(id.isEmpty() ? Optional.empty() : Optional.of(id), name, arguments);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void model_and_stream_are_not_in_the_body(boolean stream) {
        assertThat(body(CallOptions.defaults(), stream, Message.user("Hi")))
                .isEqualTo("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}");
    }

    @Test
    void instructions_stand_beside_the_conversation_whoever_gave_them_and_wherever() {
        assertThat(written(
                        Message.system("Be brief."),
                        Message.user("a"),
                        Message.developer("Be \"kind\".\n"),
                        Message.assistant("b"),
                        Message.system(""),
                        Message.user(new Text("c"), new Text(""), new Text("é🍎"))))
                .isEqualTo(json("""
                        {"systemInstruction": {"parts": [{"text": "Be brief."}, {"text": "Be \\"kind\\".\\n"}]},
                         "contents": [
                           {"role": "user", "parts": [{"text": "a"}]},
                           {"role": "model", "parts": [{"text": "b"}]},
                           {"role": "user", "parts": [{"text": "c"}, {"text": "é🍎"}]}]}
                        """));
    }

    @Test
    void empty_instructions_and_empty_turns_are_left_out() {
        assertThat(written(
                        Message.system(""),
                        Message.user(""),
                        Message.assistant(""),
                        Message.user(),
                        Message.user("a"),
                        Message.user("b")))
                .isEqualTo(json("""
                        {"contents": [
                           {"role": "user", "parts": [{"text": "a"}]},
                           {"role": "user", "parts": [{"text": "b"}]}]}
                        """));
    }

    @Test
    void the_name_of_a_speaker_has_no_place() {
        assertThat(written(Message.user("u").named("Ann")))
                .isEqualTo(json("{\"contents\": [{\"role\": \"user\", \"parts\": [{\"text\": \"u\"}]}]}"));
    }

    @Test
    void a_conversation_of_instructions_alone_is_refused() {
        for (Message[] messages : List.of(new Message[0], new Message[] {Message.system("Be brief.")}, new Message[] {
            Message.developer("Be brief."), Message.user("")
        })) {
            assertThatThrownBy(() -> written(messages))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage(
                            "The conversation holds nothing that google could answer: it needs a message that is not of"
                                    + " role SYSTEM or DEVELOPER and not empty. Put what the model shall do into a USER message.");
        }
    }

    @Test
    void images_are_sent_as_bytes_or_by_address() {
        assertThat(written(Message.user(
                        new Text("What?"),
                        Image.bytes("image/png", new byte[] {1, 2, 3, -1}),
                        Image.url("data:image/jpeg;base64,AQID"),
                        Image.url("DATA:image/webp;name=x;BASE64,AQ=="),
                        Image.url("https://example.org/a.b/photo.JPG?size=1.5#top.gif"),
                        Image.url("gs://bucket/plan.webp"),
                        Image.url("https://generativelanguage.googleapis.com/v1beta/files/abc"))))
                .isEqualTo(json("""
                        {"contents": [{"role": "user", "parts": [
                           {"text": "What?"},
                           {"inlineData": {"mimeType": "image/png", "data": "AQID/w=="}},
                           {"inlineData": {"mimeType": "image/jpeg", "data": "AQID"}},
                           {"inlineData": {"mimeType": "image/webp", "data": "AQ=="}},
                           {"fileData": {"mimeType": "image/jpeg",
                              "fileUri": "https://example.org/a.b/photo.JPG?size=1.5#top.gif"}},
                           {"fileData": {"mimeType": "image/webp", "fileUri": "gs://bucket/plan.webp"}},
                           {"fileData": {"fileUri": "https://generativelanguage.googleapis.com/v1beta/files/abc"}}]}]}
                        """));
    }

    @ParameterizedTest
    @CsvSource({
        "png, image/png",
        "jpeg, image/jpeg",
        "heic, image/heic",
        "heif, image/heif",
        "gif, image/gif",
        "bmp, image/bmp",
        "avif, image/avif"
    })
    void the_ending_of_an_address_tells_the_type(String ending, String type) {
        assertThat(written(Message.user(Image.url("https://example.org/x." + ending)))
                        .at("/contents/0/parts/0/fileData/mimeType")
                        .asString())
                .isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data:image/svg+xml,%3Csvg", "data:;base64,AQ==", "data:image/png;base64", "data:,x"})
    void a_data_address_that_holds_no_typed_base64_is_refused(String url) {
        assertThatThrownBy(() -> written(Message.user(Image.url(url))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "Message 1 of the conversation, of role USER, holds an image in a data: URL that does not have"
                                + " the form data:image/png;base64,…, the only one that google can be sent. Write it so, or make"
                                + " the image with Image.bytes.");
    }

    @Test
    void tool_calls_and_their_results_go_back_to_the_model() {
        assertThat(written(
                        Message.user("u"),
                        assistant(
                                new Text("Let me see."), call("call_1", "f", "{ \"a\" : 1.50 }"), call("", "g", "{}")),
                        new Message(
                                Role.TOOL,
                                List.of(
                                        new ToolResult("call_1", "f", "{\"sun\": [true]}"),
                                        new ToolResult("", "g", ""))),
                        Message.system("s"),
                        Message.toolResult("", "h", "[1]"),
                        Message.user("v"),
                        Message.toolResult("", "k", "{\"cut\":")))
                .isEqualTo(json("""
                        {"systemInstruction": {"parts": [{"text": "s"}]},
                         "contents": [
                           {"role": "user", "parts": [{"text": "u"}]},
                           {"role": "model", "parts": [
                             {"text": "Let me see."},
                             {"functionCall": {"id": "call_1", "name": "f", "args": {"a": 1.50}}},
                             {"functionCall": {"name": "g", "args": {}}}]},
                           {"role": "user", "parts": [
                             {"functionResponse": {"id": "call_1", "name": "f", "response": {"sun": [true]}}},
                             {"functionResponse": {"name": "g", "response": {"result": ""}}},
                             {"functionResponse": {"name": "h", "response": {"result": "[1]"}}}]},
                           {"role": "user", "parts": [{"text": "v"}]},
                           {"role": "user", "parts": [
                             {"functionResponse": {"name": "k", "response": {"result": "{\\"cut\\":"}}}]}]}
                        """));
    }

    @Test
    void arguments_and_results_go_as_they_are_written() {
        String body = body(
                CallOptions.defaults(),
                true,
                assistant(call("", "f", "{ \"a\" : 1e2 }")),
                Message.toolResult("", "f", "{ \"b\" : 0.10 }"));

        assertThat(body).contains("\"args\":{ \"a\" : 1e2 }").contains("\"response\":{ \"b\" : 0.10 }");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "\"x\"", "{\"a\":", "{} {}", "null"})
    void arguments_that_are_no_object_are_refused(String arguments) {
        assertThatThrownBy(() -> written(Message.user("u"), assistant(call("c", "f", arguments))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "Message 2 of the conversation, of role ASSISTANT, holds a call of the tool 'f' whose arguments"
                                + " are not a JSON object, and google takes nothing else. Write a call without arguments as {}.");
    }

    @Test
    void a_result_without_its_tools_name_is_refused() {
        assertThatThrownBy(() -> written(Message.toolResult("c", "", "r")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Message 1 of the conversation, of role TOOL, holds the result of the tool '', and google"
                        + " matches calls and results by the tool's name. Give the result the name of its call.");
    }

    @Test
    void googles_own_data_joins_the_part_behind_it_and_that_of_others_is_left_out() {
        assertThat(written(assistant(
                        new ProviderData("anthropic", "{\"type\":\"thinking\"}"),
                        new ProviderData("google", "{\"thoughtSignature\":\"s1\"}"),
                        new Text("a"),
                        call("", "f", "{}"),
                        new ProviderData("google", "{\"thoughtSignature\":\"s2\"}"),
                        new ProviderData("google", "{\"partMetadata\":{\"k\":[1]},\"functionCall\":{}}"),
                        call("", "g", "{}"),
                        new ProviderData("google", "{\"thoughtSignature\":\"s3\"}"),
                        new Text(""))))
                .isEqualTo(json("""
                        {"contents": [{"role": "model", "parts": [
                           {"text": "a", "thoughtSignature": "s1"},
                           {"functionCall": {"name": "f", "args": {}}},
                           {"functionCall": {"name": "g", "args": {}}, "thoughtSignature": "s2",
                            "partMetadata": {"k": [1]}},
                           {"text": "", "thoughtSignature": "s3"}]}]}
                        """));
    }

    @Test
    void own_data_that_belongs_to_nothing_or_is_no_object_is_refused() {
        assertThatThrownBy(() -> written(assistant(new Text("a"), new ProviderData("google", "{\"x\":1}"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("holds data of google behind which no text and no call stands");
        assertThatThrownBy(() -> written(assistant(new ProviderData("google", "[1]"), new Text("a"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("holds data of google");
    }

    @Test
    void what_a_role_cannot_hold_is_refused_with_its_place() {
        Image image = Image.url("https://example.org/a.png");
        assertThatThrownBy(() -> written(Message.user("a"), new Message(Role.SYSTEM, List.of(image))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Message 2 of the conversation, of role SYSTEM, holds an image, which google takes only in"
                        + " messages of role USER.");
        assertThatThrownBy(() -> written(assistant(image))).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> written(new Message(Role.TOOL, List.of(new Text("a")))))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> written(new Message(Role.USER, List.of(new ToolResult("i", "f", "r")))))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void every_option_has_its_field() {
        CallOptions options = CallOptions.defaults()
                .temperature(0)
                .topP(0.25)
                .maxTokens(50)
                .seed(-7)
                .stop("END", "\n\"");

        assertThat(written(options).path("generationConfig")).isEqualTo(json("""
                {"temperature": 0.0, "topP": 0.25, "maxOutputTokens": 50, "seed": -7,
                 "stopSequences": ["END", "\\n\\""]}
                """));
    }

    @ParameterizedTest
    @ValueSource(longs = {Integer.MAX_VALUE, Integer.MIN_VALUE})
    void a_seed_may_have_32_bits(long seed) {
        assertThat(written(CallOptions.defaults().seed(seed))
                        .at("/generationConfig/seed")
                        .asLong())
                .isEqualTo(seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {Integer.MAX_VALUE + 1L, Integer.MIN_VALUE - 1L, Long.MAX_VALUE})
    void a_longer_seed_is_refused_unless_the_extra_field_says_another(long seed) {
        CallOptions options = CallOptions.defaults().seed(seed);

        assertThatThrownBy(() -> written(options))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("CallOptions.seed is " + seed + ", and google takes a seed from -2147483648 to 2147483647."
                        + " Choose one within that range.");
        assertThat(written(options.extra("generationConfig", "{\"seed\":1}"))
                        .at("/generationConfig/seed")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void an_extra_generation_config_is_laid_over_the_options() {
        CallOptions options = CallOptions.defaults()
                .temperature(1)
                .maxTokens(9)
                .stop("x")
                .extra(
                        "generationConfig",
                        "{\"temperature\":0.5,\"stopSequences\":[],\"thinkingConfig\":{\"includeThoughts\":true}}");

        assertThat(written(options).path("generationConfig")).isEqualTo(json("""
                {"maxOutputTokens": 9, "temperature": 0.5, "stopSequences": [],
                 "thinkingConfig": {"includeThoughts": true}}
                """));
    }

    @Test
    void extra_fields_are_added_to_the_letter_and_replace_those_of_their_names() {
        CallOptions options = CallOptions.defaults()
                .extra("tools", "[ {\"functionDeclarations\" : []} ]")
                .extra("stream", "true")
                .extra("systemInstruction", "{\"parts\":[{\"text\":\"other\"}]}")
                .extra("contents", "[{\"parts\":[{\"text\":\"theirs\"}]}]");

        assertThat(body(options, true, Message.system("ours"), Message.user("ours")))
                .isEqualTo("{\"tools\":[ {\"functionDeclarations\" : []} ],"
                        + "\"systemInstruction\":{\"parts\":[{\"text\":\"other\"}]},"
                        + "\"contents\":[{\"parts\":[{\"text\":\"theirs\"}]}]}");
    }

    @Test
    void extra_fields_cannot_turn_streaming_round_or_name_another_model() {
        assertThatThrownBy(() -> written(CallOptions.defaults().extra("stream", "false")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The extra field 'stream' for google is false");
        assertThatThrownBy(() -> written(CallOptions.defaults().extra("model", "\"other\"")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "The extra field 'model' cannot be sent to google: the model is part of the URL there. Leave the"
                                + " field out and choose with the prompt's model or on(Gemini.model(…)).");
    }
}

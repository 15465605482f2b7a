package dev.cuecard.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.PromptClient;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.Recordings;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.message.Message;
import dev.cuecard.message.Part;
import dev.cuecard.message.ProviderData;
import dev.cuecard.message.Role;
import dev.cuecard.message.ToolCall;
import dev.cuecard.provider.ChunkDecoder;
import dev.cuecard.stream.StreamResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Thinking goes back, with the turn whose tool calls came of it, to the servers that ask for it. */
@Timeout(60)
class ThinkingBackTest {

    private static final String CALL = """
            {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"c1","function":{"name":"t","arguments":"{}"}}]},\
            "finish_reason":"tool_calls"}]}""";

    private static final String ANSWER = "{\"choices\":[{\"delta\":{\"content\":\"ok\"},\"finish_reason\":\"stop\"}]}";

    private static String delta(String members) {
        return "{\"choices\":[{\"index\":0,\"delta\":{" + members + "}}]}";
    }

    private static StreamResult first(String provider, CallOptions options, String... events) {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.events(events))) {
            return prompt(server, provider, options, List.of(Message.user("Go on."))).stream()
                    .collect();
        }
    }

    private static dev.cuecard.TypedPrompt<OpenAiChunk> prompt(
            ScriptedServer server, String provider, CallOptions options, List<Message> messages) {
        PromptClient client = PromptClient.builder()
                .baseUrl(provider, server.url())
                .apiKey(provider, "sk-test-0123456789")
                .build();
        return HandWrittenPrompt.with(client, options.retries(Retries.none()), messages)
                .on(OpenAi.model(provider, "some-model"));
    }

    /** The assistant's turn as it stands in the request that answers its tool call. */
    private static JsonNode sentBack(String provider, StreamResult result) {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.events(ANSWER, "[DONE]"))) {
            String text = prompt(
                            server,
                            provider,
                            CallOptions.defaults(),
                            List.of(Message.user("Go on."), result.message(), Message.toolResult("c1", "t", "done")))
                    .stream()
                    .collect()
                    .text();
            assertThat(text).isEqualTo("ok");
            return Recordings.json(server.requests().get(0).body())
                    .path("messages")
                    .path(1);
        }
    }

    @Test
    void details_without_end_do_not_fill_the_memory() throws Exception {
        ChunkDecoder<OpenAiChunk> decoder = OpenAi.providers().stream()
                .filter(provider -> provider.name().equals("openrouter"))
                .findFirst()
                .orElseThrow()
                .decoder();
        String block = "{\"type\":\"reasoning.encrypted\",\"data\":\"" + "d".repeat(1024 * 1024) + "\"}";
        for (int i = 0; i <= ReasoningDetails.MOST_KEPT / (1024 * 1024); i++) {
            decoder.decode(Merged.event("", delta("\"reasoning_details\":[" + block + "]")));
        }
        decoder.decode(Merged.event("", delta("\"reasoning_details\":[{\"data\":\"last\"}]")));
        Message turn = new Message(Role.ASSISTANT, List.of(new ToolCall(Optional.of("c1"), "t", "{}")));

        assertThat(decoder.turnCompletion().complete(turn, "")).isEqualTo(turn);
    }

    @Test
    void deepseek_gets_its_reasoning_content_back_as_it_came() {
        StreamResult result = first(
                "deepseek",
                CallOptions.defaults(),
                delta("\"reasoning_content\":\"I need \\\"t\\\"\""),
                delta("\"reasoning_content\":\".\""),
                CALL,
                "[DONE]");

        JsonNode turn = sentBack("deepseek", result);

        assertThat(turn.path("reasoning_content").asString()).isEqualTo("I need \"t\".");
        assertThat(turn.path("tool_calls").path(0).path("id").asString()).isEqualTo("c1");
        assertThat(result.message().text()).isEmpty();
    }

    @Test
    void openrouter_gets_its_details_back_merged_by_block() {
        StreamResult result = first(
                "openrouter",
                CallOptions.defaults(),
                delta("\"reasoning\":\"I \",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"I \","
                        + "\"format\":\"f\",\"index\":0}]"),
                delta("\"reasoning\":\"need\",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"need\","
                        + "\"index\":0}]"),
                delta("\"reasoning_details\":[{\"type\":\"reasoning.text\",\"signature\":\"sig\",\"index\":0}]"),
                delta("\"reasoning_details\":[{\"type\":\"reasoning.summary\",\"summary\":\" t\",\"index\":1},"
                        + "{\"type\":\"reasoning.encrypted\",\"data\":\"d\",\"id\":\"c1\",\"index\":2}]"),
                CALL,
                "[DONE]");

        assertThat(result.reasoning()).isEqualTo("I need t");
        assertThat(sentBack("openrouter", result).path("reasoning_details")).isEqualTo(Recordings.json("""
                        [{"type":"reasoning.text","text":"I need","signature":"sig","format":"f","index":0},
                         {"type":"reasoning.summary","summary":" t","index":1},
                         {"type":"reasoning.encrypted","data":"d","id":"c1","index":2}]"""));
    }

    @Test
    void details_are_not_counted_twice_where_an_event_has_to_be_mended() {
        // Half a character behind the details: the event is read once in vain, and once mended.
        byte[] event = ("data: "
                        + delta("\"reasoning\":\"Hm\",\"reasoning_details\":[{\"type\":\"reasoning.text\","
                                + "\"text\":\"Hm\",\"index\":0}],\"content\":\"?\"")
                        + "\n\n")
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        for (int i = 0; i < event.length; i++) {
            event[i] = event[i] == '?' ? (byte) 0xC3 : event[i];
        }
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
            wire.beginStream();
            wire.chunk(event);
            wire.event(CALL);
            wire.event("[DONE]");
            wire.end();
        })) {
            StreamResult result =
                    prompt(server, "openrouter", CallOptions.defaults(), List.of(Message.user("Go on."))).stream()
                            .collect();

            assertThat(sentBack("openrouter", result).path("reasoning_details"))
                    .isEqualTo(Recordings.json("[{\"type\":\"reasoning.text\",\"text\":\"Hm\",\"index\":0}]"));
        }
    }

    @Test
    void details_that_do_not_match_the_thinking_are_left_out() {
        StreamResult result = first(
                "openrouter",
                CallOptions.defaults(),
                delta(
                        "\"reasoning\":\"long\",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"short\"}]"),
                CALL,
                "[DONE]");

        assertThat(result.message().parts()).noneMatch(ProviderData.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "groq", "mistral", "xai", "together"})
    void others_do_not_get_what_they_would_refuse(String provider) {
        StreamResult result = first(
                provider,
                CallOptions.defaults(),
                delta(
                        "\"reasoning_content\":\"Hm\",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"Hm\"}]"),
                CALL,
                "[DONE]");

        assertThat(result.message().parts()).hasSize(1);
    }

    @Test
    void a_turn_without_tool_calls_goes_back_without_thinking() {
        assertThat(first("deepseek", CallOptions.defaults(), delta("\"reasoning_content\":\"Hm\""), ANSWER, "[DONE]")
                        .message())
                .isEqualTo(Message.assistant("ok"));
    }

    @Test
    void a_call_that_keeps_no_text_has_nothing_to_send_back() {
        StreamResult result = first(
                "openrouter",
                CallOptions.defaults().accumulate(false),
                delta("\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"Hm\"}]"),
                CALL,
                "[DONE]");

        assertThat(result.message().parts()).noneMatch(ProviderData.class::isInstance);
    }

    @Test
    void another_provider_s_data_is_not_sent_and_own_data_must_be_an_object() {
        ToolCall call = new ToolCall(Optional.of("c1"), "t", "{}");
        List<Part> foreign = List.of(new ProviderData("anthropic", "{\"secret\":1}"), call);
        List<Part> broken = List.of(new ProviderData("deepseek", "[1]"), call);

        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.events(ANSWER, "[DONE]"))) {
            prompt(
                            server,
                            "deepseek",
                            CallOptions.defaults(),
                            List.of(Message.user("a"), new Message(Role.ASSISTANT, foreign)))
                    .call();
            assertThat(server.requests().get(0).body()).doesNotContain("secret");
            assertThatThrownBy(() -> prompt(
                                    server,
                                    "deepseek",
                                    CallOptions.defaults(),
                                    List.of(Message.user("a"), new Message(Role.ASSISTANT, broken)))
                            .call())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("Message 2")
                    .hasMessageContaining("no JSON object");
        }
    }
}

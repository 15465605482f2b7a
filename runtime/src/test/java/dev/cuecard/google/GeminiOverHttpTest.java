package dev.cuecard.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.PromptClient;
import dev.cuecard.TypedPrompt;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.error.AuthenticationException;
import dev.cuecard.error.ServerException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.Recordings;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Received;
import dev.cuecard.message.Message;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.RefusalException;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.Usage;
import dev.cuecard.testing.Way;
import dev.cuecard.testing.Way.Outcome;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the prompt to the socket and back. */
@Timeout(60)
class GeminiOverHttpTest {

    private static final String KEY = "test-key-0123456789";

    private static final String ANSWER =
            "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Hello\"}]},"
                    + "\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":2,\"totalTokenCount\":4}}";

    private static PromptClient client(ScriptedServer server) {
        return PromptClient.builder()
                .baseUrl("google", "http://127.0.0.1:" + server.port())
                .apiKey("google", KEY)
                .retries(Retries.none())
                .build();
    }

    private static TypedPrompt<GeminiChunk> prompt(ScriptedServer server, Message... messages) {
        return HandWrittenPrompt.with(client(server), CallOptions.defaults(), List.of(messages))
                .on(Gemini.model("gemini-3-pro-preview"));
    }

    private static TypedPrompt<GeminiChunk> prompt(ScriptedServer server) {
        return prompt(server, Message.user("Hi"));
    }

    @Test
    void a_stream_is_asked_for_and_read() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(
                ScriptedServer.events(Merged.parts("{\"text\":\"Hel\"}"), ANSWER.replace("Hello", "lo")))) {
            Outcome outcome = Way.STREAM.call(prompt(server));

            assertThat(outcome.contents()).containsExactly("Hel", "lo");
            assertThat(outcome.result().ending()).isEqualTo(new Ending.Completed());
            Received request = server.awaitRequest();
            assertThat(request.line())
                    .isEqualTo("POST /v1beta/models/gemini-3-pro-preview:streamGenerateContent?alt=sse HTTP/1.1");
            assertThat(request.header("x-goog-api-key")).isEqualTo(KEY);
            assertThat(request.header("authorization")).isEmpty();
        }
    }

    @Test
    void a_whole_answer_is_asked_for_and_read() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.body(200, "application/json", ANSWER))) {
            StreamResult result = Way.CALL.call(prompt(server)).result();

            assertThat(result.text()).isEqualTo("Hello");
            assertThat(result.usage()).map(Usage::inputTokens).contains(OptionalLong.of(2));
            assertThat(server.awaitRequest().line())
                    .isEqualTo("POST /v1beta/models/gemini-3-pro-preview:generateContent HTTP/1.1");
        }
    }

    @Test
    void a_stream_that_comes_as_an_array_is_read_chunk_by_chunk() {
        String body = "[" + Merged.parts("{\"text\":\"Hel\"}") + "\n,\n" + ANSWER.replace("Hello", "lo") + "\n]\n";
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.body(200, "application/json", body))) {
            Outcome outcome = Way.STREAM.call(prompt(server));

            assertThat(outcome.contents()).containsExactly("Hel", "lo");
            assertThat(outcome.result().ending()).isEqualTo(new Ending.Completed());
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_error_in_an_array_is_an_error(Way way) {
        String body = "[{\"error\":{\"code\":503,\"message\":\"Overloaded.\",\"status\":\"UNAVAILABLE\"}}\n]";
        for (int status : new int[] {503, 200}) {
            try (ScriptedServer server =
                    ScriptedServer.answering(ScriptedServer.body(status, "application/json", body))) {
                assertThat(way.call(prompt(server)).thrown())
                        .isInstanceOf(ServerException.class)
                        .hasMessageContaining("Overloaded.");
            }
        }
    }

    @Test
    void a_key_that_may_not_is_an_error_that_does_not_show_it() {
        String body =
                "{\"error\":{\"code\":403,\"message\":\"Key " + KEY + " may not.\",\"status\":\"PERMISSION_DENIED\"}}";
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.body(403, "application/json", body))) {
            assertThat(Way.STREAM.call(prompt(server)).thrown())
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("PERMISSION_DENIED")
                    .hasMessageNotContaining(KEY);
        }
    }

    @Test
    void a_stream_that_ends_before_a_finish_reason_was_interrupted() {
        try (ScriptedServer server =
                ScriptedServer.answering(ScriptedServer.events(Merged.parts("{\"text\":\"Hel\"}")))) {
            Outcome outcome = Way.STREAM.call(prompt(server));

            assertThat(outcome.contents()).containsExactly("Hel");
            assertThat(outcome.thrown()).isInstanceOf(StreamInterruptedException.class);
        }
    }

    @Test
    void a_blocked_prompt_is_a_refusal() {
        try (ScriptedServer server = ScriptedServer.answering(
                ScriptedServer.events(
                        "{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"},\"usageMetadata\":{\"promptTokenCount\":2}}"))) {
            assertThat(Way.STREAM.call(prompt(server)).thrown())
                    .isInstanceOfSatisfying(RefusalException.class, refusal -> {
                        assertThat(refusal.refusal()).isEqualTo("PROHIBITED_CONTENT");
                        assertThat(refusal.partial().usage()).isPresent();
                    });
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_conversation_goes_on_with_the_signature_of_its_thoughts(Way way) throws Exception {
        String calls = "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"f\","
                + "\"args\":{\"a\":1}},\"thoughtSignature\":\"sig==\"}]},\"finishReason\":\"STOP\"}]}";
        try (ScriptedServer server = ScriptedServer.answering(
                way.streams() ? ScriptedServer.events(calls) : ScriptedServer.body(200, "application/json", calls))) {
            StreamResult result = way.call(prompt(server)).result();
            server.awaitRequest();
            way.call(prompt(server, Message.user("Hi"), result.message(), Message.toolResult("", "f", "42")));

            assertThat(Recordings.json(server.awaitRequest().body())).isEqualTo(Recordings.json("""
                    {"contents": [
                       {"role": "user", "parts": [{"text": "Hi"}]},
                       {"role": "model", "parts": [
                         {"functionCall": {"name": "f", "args": {"a": 1}}, "thoughtSignature": "sig=="}]},
                       {"role": "user", "parts": [
                         {"functionResponse": {"name": "f", "response": {"result": "42"}}}]}]}
                    """));
        }
    }
}

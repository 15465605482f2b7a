package dev.cuecard.tracing;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.error;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.refusal;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.ScriptedServer.body;
import static dev.cuecard.kit.ScriptedServer.events;
import static dev.cuecard.tracing.Recorder.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.message.Image;
import dev.cuecard.message.Message;
import dev.cuecard.message.ProviderData;
import dev.cuecard.message.Role;
import dev.cuecard.message.Text;
import dev.cuecard.message.ToolCall;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the prompt says and what the reply says are on a span only when they are asked for. */
@Timeout(60)
@NullUnmarked
class SpanContentTest {

    private static final String SECRET = "tell-tale";

    private static final List<Message> CONVERSATION = List.of(
            Message.system("Be brief."),
            Message.user(new Text("What is this?"), Image.url("https://example.com/a.png"))
                    .named("Ann"),
            new Message(
                    Role.ASSISTANT,
                    List.of(
                            new ToolCall(Optional.of("call-1"), "look", "{\"at\":1}"),
                            new ProviderData("openai", "{\"signature\":\"abc\"}"))),
            Message.toolResult("call-1", "look", "a cat"),
            Message.user(Image.bytes("image/png", new byte[] {1, 2, 3})));

    private static SpanData span(Script script, boolean capture, List<Message> messages) {
        Recorder recorder = new Recorder();
        try (ScriptedServer server = ScriptedServer.answering(script)) {
            HandWrittenPrompt prompt = HandWrittenPrompt.with(
                    recorder.clientOf(server).captureContent(capture).build(),
                    CallOptions.defaults().retries(Retries.none()),
                    messages);
            Throwable failure = catchThrowable(() -> prompt.stream().collect());
            assertThat(failure)
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            some -> assertThat(some).isInstanceOf(dev.cuecard.error.PromptException.class));
            return recorder.span();
        }
    }

    @Test
    void the_prompt_is_there_when_asked_for_in_the_form_of_the_conventions() {
        SpanData span = span(events(text("hello"), finish("stop"), DONE), true, CONVERSATION);

        assertThat(attributes(span).get("gen_ai.input.messages"))
                .isEqualTo(List.of(
                        Map.of("role", "system", "parts", List.of(Map.of("type", "text", "content", "Be brief."))),
                        Map.of(
                                "role",
                                "user",
                                "name",
                                "Ann",
                                "parts",
                                List.of(
                                        Map.of("type", "text", "content", "What is this?"),
                                        Map.of(
                                                "type",
                                                "uri",
                                                "modality",
                                                "image",
                                                "uri",
                                                "https://example.com/a.png"))),
                        Map.of(
                                "role",
                                "assistant",
                                "parts",
                                List.of(Map.of(
                                        "type",
                                        "tool_call",
                                        "id",
                                        "call-1",
                                        "name",
                                        "look",
                                        "arguments",
                                        "{\"at\":1}"))),
                        Map.of(
                                "role",
                                "tool",
                                "parts",
                                List.of(Map.of("type", "tool_call_response", "id", "call-1", "response", "a cat"))),
                        Map.of(
                                "role",
                                "user",
                                "parts",
                                List.of(Map.of("type", "image", "modality", "image", "mime_type", "image/png")))));
    }

    @Test
    void the_reply_is_there_when_asked_for_a_message_for_each_choice() {
        SpanData span = span(
                events(
                        "{\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"hm\"}}]}",
                        text("hel"),
                        text("lo"),
                        "{\"choices\":[{\"index\":1,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"call-2\",\"function\":"
                                + "{\"name\":\"look\",\"arguments\":\"{}\"}}]},\"finish_reason\":\"tool_calls\"}]}",
                        finish("length"),
                        DONE),
                true,
                CONVERSATION);

        assertThat(attributes(span).get("gen_ai.output.messages"))
                .isEqualTo(List.of(
                        Map.of(
                                "role",
                                "assistant",
                                "finish_reason",
                                "length",
                                "parts",
                                List.of(
                                        Map.of("type", "reasoning", "content", "hm"),
                                        Map.of("type", "text", "content", "hello"))),
                        Map.of(
                                "role",
                                "assistant",
                                "finish_reason",
                                "tool_call",
                                "parts",
                                List.of(Map.of(
                                        "type", "tool_call", "id", "call-2", "name", "look", "arguments", "{}")))));
    }

    static Stream<Arguments> quoting() {
        return Stream.of(
                Arguments.of("a reply", events(text(SECRET), finish("stop"), DONE)),
                Arguments.of("a reply that breaks off", events(text(SECRET))),
                Arguments.of("a refusal", events(refusal(SECRET), finish("stop"), DONE)),
                Arguments.of("a chunk that cannot be read", events(text("x"), "{\"choices\":" + SECRET)),
                Arguments.of("an error", body(400, "application/json", error("invalid", "do not say " + SECRET))),
                Arguments.of("a late error", events(text("x"), error("invalid", "do not say " + SECRET))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("quoting")
    void nothing_of_either_is_anywhere_on_a_span_unless_asked_for(String what, Script script) {
        SpanData span = span(script, false, List.of(Message.user(SECRET)));

        assertThat(span.getAttributes().toString()).as(what).doesNotContain(SECRET);
        assertThat(span.getStatus().getDescription()).as(what).doesNotContain(SECRET);
        assertThat(span.getEvents().toString()).as(what).doesNotContain(SECRET);
        assertThat(span.toString()).as(what).doesNotContain(SECRET).doesNotContain("sk-test");
    }

    @Test
    void without_content_an_error_is_told_by_its_status_and_its_codes() {
        SpanData span = span(
                body(
                        400,
                        "application/json",
                        "{\"error\":{\"message\":\"no\",\"type\":\"invalid_request_error\",\"code\":\"context_length\"}}",
                        "x-request-id: req-1"),
                false,
                CONVERSATION);

        assertThat(span.getStatus().getDescription())
                .isEqualTo("openai answered 400 (invalid_request_error, context_length, req-1)");
    }

    @Test
    void with_content_an_error_is_told_in_the_provider_s_own_words() {
        SpanData span = span(body(400, "application/json", error("invalid", "too long")), true, CONVERSATION);

        assertThat(span.getStatus().getDescription()).contains("too long").doesNotContain("\n");
    }
}

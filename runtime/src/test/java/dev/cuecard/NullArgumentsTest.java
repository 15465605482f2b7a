package dev.cuecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Model;
import dev.cuecard.call.Timeouts;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.message.Image;
import dev.cuecard.message.Message;
import dev.cuecard.message.Part;
import dev.cuecard.message.Role;
import dev.cuecard.message.ToolCall;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.provider.Provider;
import dev.cuecard.testing.MockModel;
import dev.cuecard.testing.Tape;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A null that a caller hands in is refused where it comes in, by the name of what is missing. */
class NullArgumentsTest {

    private static final MockModel MOCK = MockModel.streaming("a");
    private static final HandWrittenPrompt PROMPT = HandWrittenPrompt.with(MOCK.client());

    private static Arguments refuses(String name, ThrowingCallable call) {
        return arguments(name, call);
    }

    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // What the test is about.
    static Stream<Arguments> calls() {
        CallOptions options = CallOptions.defaults();
        Timeouts timeouts = Timeouts.defaults();
        ToolCall toolCall = new ToolCall(Optional.empty(), "f", "{}");
        return Stream.of(
                refuses("provider", () -> PromptClient.builder().apiKey(null, "k")),
                refuses("key", () -> PromptClient.builder().apiKey("openai", null)),
                refuses("provider", () -> PromptClient.builder().baseUrl(null, "u")),
                refuses("url", () -> PromptClient.builder().baseUrl("openai", null)),
                refuses("timeouts", () -> PromptClient.builder().timeouts(null)),
                refuses("retries", () -> PromptClient.builder().retries(null)),
                refuses("openTelemetry", () -> PromptClient.builder().openTelemetry(null)),
                refuses("httpClient", () -> PromptClient.builder().httpClient(null)),
                refuses("provider", () -> PromptClient.builder().provider(null)),
                refuses("models", () -> PromptClient.builder().fallback((String[]) null)),
                refuses("models", () -> PromptClient.builder().fallback((Model<?>[]) null)),
                refuses("model", () -> PromptClient.builder().fallback((String) null)),
                refuses("model", () -> PromptClient.builder().fallback((Model<?>) null)),
                refuses("model", () -> PromptClient.builder().fallback("openai:m", (Model<?>) null)),
                refuses("model", () -> PromptClient.builder().fallback(OpenAi.model("m"), (String) null)),
                refuses("model", () -> Model.of(null)),
                refuses("name", () -> PromptClient.builder().openAiCompatible(null, "u", "")),
                refuses("baseUrl", () -> PromptClient.builder().openAiCompatible("n", null, "")),
                refuses("keyVariable", () -> PromptClient.builder().openAiCompatible("n", "u", null)),
                refuses("model", () -> MOCK.client().capabilities(null)),
                refuses("model", () -> PROMPT.on(null)),
                refuses("name", () -> OpenAi.model(null)),
                refuses("provider", () -> OpenAi.model(null, "m")),
                refuses("provider", () -> new Model<>(null, "m", OpenAiChunk.class)),
                refuses("name", () -> new Model<>("p", null, OpenAiChunk.class)),
                refuses("chunkType", () -> new Model<>("p", "m", null)),
                refuses("stop", () -> options.stop((String[]) null)),
                refuses("stop", () -> options.stop("a", null)),
                refuses("name", () -> options.extra(null, "1")),
                refuses("json", () -> options.extra("n", null)),
                refuses("timeouts", () -> options.timeouts(null)),
                refuses("retries", () -> options.retries(null)),
                refuses("options", () -> options.merge(null)),
                refuses("connect", () -> timeouts.connect(null)),
                refuses("firstChunk", () -> timeouts.firstChunk(null)),
                refuses("idle", () -> timeouts.idle(null)),
                refuses("total", () -> timeouts.total(null)),
                refuses("text", () -> Message.user((String) null)),
                refuses("part", () -> Message.user((Part[]) null)),
                refuses("part", () -> Message.user((Part) null)),
                refuses("text", () -> Message.system(null)),
                refuses("role", () -> Message.of((Role) null, "t")),
                refuses("parts", () -> new Message(Role.USER, null)),
                refuses("name", () -> Message.user("t").named(null)),
                refuses("name", () -> new Message(Role.USER, List.of(), null)),
                refuses("file", () -> Connection.of(null, "p", "", "")),
                refuses("provider", () -> Connection.of("f", null, "", "")),
                refuses("baseUrl", () -> Connection.of("f", "p", null, "")),
                refuses("apiKey", () -> Connection.of("f", "p", "", null)),
                refuses(
                        "connection",
                        () -> HandWrittenPrompt.connected(MOCK.client(), options, OpenAi.model("m"), null)),
                refuses("content", () -> Message.toolResult("i", "n", null)),
                refuses("url", () -> Image.url(null)),
                refuses("mediaType", () -> Image.bytes(null, new byte[0])),
                refuses("data", () -> Image.bytes("image/png", null)),
                refuses("type", () -> toolCall.argumentsAs(null)),
                refuses("subscriber", () -> PROMPT.streamAsync().subscribe(null)),
                refuses("onChunk", () -> PROMPT.streamAsync().forEach(null)),
                refuses("text", () -> MockModel.streaming(null)),
                refuses("pieces", () -> MockModel.chunks((String[]) null)),
                refuses("words", () -> MockModel.refusing(null)),
                refuses("name", () -> MockModel.callingTool(null, "{}")),
                refuses("argumentsJson", () -> MockModel.callingTool("n", null)),
                refuses("message", () -> MockModel.answering(500, null)),
                refuses("mocks", () -> MockModel.sequence((MockModel[]) null)),
                refuses("mocks", () -> MockModel.sequence((MockModel) null)),
                refuses("folder", () -> Tape.record(null, MOCK.client())),
                refuses("client", () -> Tape.record(Path.of("t"), null)),
                refuses("folder", () -> Tape.replay(null)),
                refuses("speed", () -> Tape.replay(Path.of("t"), null)),
                refuses("client", () -> Tape.replay(Path.of("t"), Tape.Speed.AT_ONCE, null)),
                refuses("body", () -> Tape.play(null)),
                refuses("client", () -> Tape.play(Path.of("b.sse"), null)),
                refuses("others", () -> MOCK.client((Provider<?>) null)));
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource("calls")
    void null_is_refused_by_name(String name, ThrowingCallable call) {
        assertThat(catchThrowable(call))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining(name)
                .hasMessageNotContaining("Cannot invoke")
                .hasMessageNotContaining("Cannot read");
    }
}

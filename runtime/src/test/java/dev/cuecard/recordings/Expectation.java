package dev.cuecard.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.error.ApiException;
import dev.cuecard.message.ToolCall;
import dev.cuecard.stream.ChoiceResult;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.MalformedChunkException;
import dev.cuecard.stream.RefusalException;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an independent reader made of a recording, field by field. */
record Expectation(Recording recording) {

    /**
     * The reader says nothing of a refusal here, Cuecard does: Google blocked the prompt before there was any candidate,
     * which leaves the caller without an answer just as a refusal does.
     */
    private static final Set<String> BLOCKED = Set.of(
            "vertexai/blocked--failure-prompt-blocked-safety",
            "vertexai/200-blocked--unary-failure-prompt-blocked-safety-with");

    /** The reader lists calls of tools alone, Cuecard also the function that was called before the API had tools. */
    private static final Set<String> FUNCTION_CALLED = Set.of("openai/200-text--testclient-functioncall");

    /**
     * The reader calls this whole: a proxy spliced a second message into the first, whose tool call breaks off. No answer is
     * right here; Cuecard keeps the second call and says that the first cannot be read.
     */
    private static final Set<String> SPLICED = Set.of("anthropic/thinking-parallel-tools--spliced-message-start");

    private JsonNode expected() {
        return recording.expected();
    }

    private boolean isBlocked() {
        return BLOCKED.contains(recording.name());
    }

    void compareEnding(@Nullable Throwable thrown, boolean beforeTheFirstChunk) {
        if (recording.hasError()) {
            Throwable api = thrown instanceof StreamInterruptedException ? thrown.getCause() : thrown;
            assertThat(api).isInstanceOf(ApiException.class);
            assertThat(thrown instanceof ApiException).isEqualTo(beforeTheFirstChunk);
            JsonNode error = expected().path("error");
            assertThat(api).hasMessageContaining(error.path("message").asString());
            assertThat(((ApiException) api).errorType())
                    .isEqualTo(error.path("type").asString(""));
        } else if (SPLICED.contains(recording.name())) {
            assertThat(thrown).isInstanceOf(MalformedChunkException.class);
        } else if (!recording.isComplete()) {
            assertThat(thrown).isInstanceOf(StreamInterruptedException.class);
        } else if (recording.isRefused() || isBlocked()) {
            assertThat(thrown).isInstanceOf(RefusalException.class);
        } else {
            assertThat(thrown).isNull();
        }
    }

    void compareResult(StreamResult result) {
        assertThat(result.text()).isEqualTo(expected().path("text").asString());
        assertThat(result.reasoning()).isEqualTo(expected().path("reasoning").asString());
        if (isBlocked()) {
            assertThat(result.refusal())
                    .contains(expected()
                            .path("extras")
                            .path("block_reason_message")
                            .asString(expected()
                                    .path("extras")
                                    .path("block_reason")
                                    .asString()));
            assertThat(result.choices()).hasSize(1);
        } else {
            assertThat(result.refusal().orElse(null))
                    .isEqualTo(textOrNull(expected().path("refusal")));
            assertThat(result.choices()).hasSize(expected().path("choices").asInt());
        }
        assertThat(result.finishReason().map(reason -> reason.raw()).orElse(null))
                .as("finish reason of %s", recording.name())
                .isEqualTo(textOrNull(expected().path("finish_reason")));
        assertThat(result.model()).isEqualTo(expected().path("model").asString(""));
        assertThat(result.responseId()).isEqualTo(expected().path("response_id").asString(""));
        if (FUNCTION_CALLED.contains(recording.name())) {
            JsonNode called = expected().path("extras").path("legacy_function_call");
            assertThat(result.toolCalls())
                    .extracting(ToolCall::name)
                    .containsExactly(called.path("name").asString());
            assertThat(Recording.JSON.readTree(result.toolCalls().get(0).arguments()))
                    .isEqualTo(called.path("arguments"));
        } else {
            compareTools(result.toolCalls(), expected().path("tool_calls"));
        }
        JsonNode usage = expected().path("usage");
        assertThat(count(result, Usage::inputTokens)).isEqualTo(longOrNone(usage.path("input")));
        assertThat(count(result, Usage::outputTokens)).isEqualTo(longOrNone(usage.path("output")));
        assertThat(count(result, Usage::totalTokens)).isEqualTo(longOrNone(usage.path("total")));
        for (JsonNode choice : expected().path("per_choice")) {
            compareChoice(result, choice);
        }
    }

    /** Compares what every chunk says of itself, and that the typed one can be made of it. */
    void compareChunks(List<Chunk> chunks) {
        assertThat(chunks.stream()
                        .filter(chunk ->
                                chunk.choice().index() == 0 && !chunk.content().isEmpty())
                        .count())
                .as("chunks with text")
                .isEqualTo(expected().path("text_chunks").asLong());
        String body = new String(recording.stream(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        for (Chunk chunk : chunks) {
            assertThat(chunk.chunk()).isNotNull();
            assertThat(chunk.chunk().toString()).isNotEmpty();
            assertThat(body)
                    .contains(chunk.json()
                            .replace("\r\n", "\n")
                            .lines()
                            .findFirst()
                            .orElse(""));
            assertThat(Recording.JSON.readTree(chunk.json()).isObject()).isTrue();
        }
    }

    private static void compareChoice(StreamResult result, JsonNode expected) {
        ChoiceResult choice = result.choices().stream()
                .filter(candidate -> candidate.index() == expected.path("index").asInt())
                .findFirst()
                .orElseThrow();
        assertThat(choice.text()).isEqualTo(expected.path("text").asString());
        assertThat(choice.reasoning()).isEqualTo(expected.path("reasoning").asString());
        assertThat(choice.finishReason().map(reason -> reason.raw()).orElse(null))
                .isEqualTo(textOrNull(expected.path("finish_reason")));
        compareTools(choice.toolCalls(), expected.path("tool_calls"));
    }

    /** Calls whose arguments were cut are left out of the result. */
    private static void compareTools(List<ToolCall> calls, JsonNode expected) {
        List<JsonNode> whole = new ArrayList<>();
        expected.forEach(call -> {
            if (!call.path("arguments_parse_error").asBoolean(false)) {
                whole.add(call);
            }
        });
        assertThat(calls).hasSize(whole.size());
        for (int i = 0; i < calls.size(); i++) {
            JsonNode call = whole.get(i);
            // Google's server of OpenAI's protocol sends an empty id, which is none.
            assertThat(calls.get(i).id().orElse("")).isEqualTo(call.path("id").asString(""));
            assertThat(calls.get(i).name()).isEqualTo(call.path("name").asString());
            assertThat(Recording.JSON.readTree(calls.get(i).arguments())).isEqualTo(call.path("arguments"));
            assertThat((Object) calls.get(i).argumentsAs(Map.class))
                    .isEqualTo(Recording.JSON.convertValue(call.path("arguments"), Map.class));
        }
    }

    private static OptionalLong count(StreamResult result, Function<Usage, OptionalLong> which) {
        return result.usage().map(which).orElse(OptionalLong.empty());
    }

    private static @Nullable String textOrNull(JsonNode node) {
        return node.isNull() || node.isMissingNode() ? null : node.asString();
    }

    private static OptionalLong longOrNone(JsonNode node) {
        return node.isNumber() ? OptionalLong.of(node.asLong()) : OptionalLong.empty();
    }
}

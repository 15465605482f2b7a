package dev.cuecard.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.cuecard.TypedPrompt;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.error.ApiException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.message.ToolCall;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.ChoiceResult;
import dev.cuecard.stream.RefusalException;
import dev.cuecard.stream.StreamException;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * Answers recorded from OpenAI and from servers that speak its protocol, played over a loopback server in random pieces, and
 * compared with what an independent reader made of them. The folder of recordings is given by the system property
 * {@code cuecard.recordings}; without it these tests are skipped.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedStreamsTest {

    private static final int CUTTINGS = 3;

    /** What a reading brought: the chunks, and the result or the partial one with what ended it. */
    private record Outcome(List<OpenAiChunk> chunks, StreamResult result, Throwable thrown) {}

    /** A way to read a prompt to its end. */
    private interface Reader {
        Outcome read(TypedPrompt<OpenAiChunk> prompt) throws Exception;
    }

    @Test
    void recordings_are_given() {
        assumeFalse(
                System.getProperty("cuecard.recordings", "").isBlank(),
                "no recordings: give their folder with -Dcuecard.recordings=…");
        assertThat(Recording.ofGroup("openai")).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> read_by_blocking() {
        return tests(RecordedStreamsTest::readBlocking);
    }

    @TestFactory
    Stream<DynamicTest> read_asynchronously() {
        return tests(RecordedStreamsTest::readAsynchronously);
    }

    private static Stream<DynamicTest> tests(Reader reader) {
        return Stream.of("openai", "azure-openai", "openai-compatible")
                .flatMap(group -> Recording.ofGroup(group).stream())
                .filter(Recording::isChat)
                .map(recording -> DynamicTest.dynamicTest(recording.name(), () -> {
                    for (int seed = 0; seed < CUTTINGS; seed++) {
                        play(recording, reader, seed);
                    }
                }));
    }

    private static void play(Recording recording, Reader reader, int seed) throws Exception {
        byte[] body = recording.stream();
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
            wire.beginStream();
            Random random = new Random(seed * 31L + recording.name().hashCode());
            for (int from = 0; from < body.length; ) {
                // Small pieces for short bodies; long ones would take a packet a byte.
                int to = Math.min(body.length, from + 1 + random.nextInt(Math.max(1, body.length / 40)));
                wire.chunk(Arrays.copyOfRange(body, from, to));
                from = to;
            }
            wire.end();
        })) {
            TypedPrompt<OpenAiChunk> prompt = HandWrittenPrompt.with(
                    HandWrittenPrompt.clientOf(server).build(),
                    CallOptions.defaults().retries(Retries.none()));
            compare(recording, reader.read(prompt));
        }
    }

    private static Outcome readBlocking(TypedPrompt<OpenAiChunk> prompt) {
        List<OpenAiChunk> chunks = new ArrayList<>();
        var stream = prompt.stream();
        Throwable thrown = catchThrowable(() -> stream.forEach(chunks::add));
        return new Outcome(chunks, thrown == null ? stream.result().join() : partialOf(thrown), thrown);
    }

    private static Outcome readAsynchronously(TypedPrompt<OpenAiChunk> prompt) throws Exception {
        List<OpenAiChunk> chunks = new CopyOnWriteArrayList<>();
        try {
            StreamResult result =
                    prompt.streamAsync().forEach(chunks::add).get(ScriptedServer.PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new Outcome(chunks, result, null);
        } catch (ExecutionException e) {
            return new Outcome(chunks, partialOf(e.getCause()), e.getCause());
        }
    }

    private static StreamResult partialOf(Throwable thrown) {
        return thrown instanceof ApiException api ? api.partial() : ((StreamException) thrown).partial();
    }

    private static void compare(Recording recording, Outcome outcome) {
        compareEnding(recording, outcome);
        JsonNode expected = recording.expected();
        StreamResult result = outcome.result();
        assertThat(result.text()).isEqualTo(expected.path("text").asString());
        assertThat(outcome.chunks().stream()
                        .filter(chunk ->
                                chunk.choice().index() == 0 && !chunk.content().isEmpty())
                        .count())
                .as("chunks with text")
                .isEqualTo(expected.path("text_chunks").asLong());
        assertThat(result.reasoning()).isEqualTo(expected.path("reasoning").asString());
        assertThat(result.refusal().orElse(null)).isEqualTo(textOrNull(expected.path("refusal")));
        assertThat(result.finishReason().map(reason -> reason.raw()).orElse(null))
                .isEqualTo(textOrNull(expected.path("finish_reason")));
        assertThat(result.model()).isEqualTo(expected.path("model").asString(""));
        assertThat(result.responseId()).isEqualTo(expected.path("response_id").asString(""));
        compareTools(result.toolCalls(), expected.path("tool_calls"));
        compareUsage(result, expected.path("usage"));
        assertThat(result.choices()).hasSize(expected.path("choices").asInt());
        for (JsonNode choice : expected.path("per_choice")) {
            compareChoice(result, choice);
        }
        for (OpenAiChunk chunk : outcome.chunks()) {
            assertThat(chunk.chunk()).isNotNull();
            assertThat(new String(recording.stream(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains(chunk.json().lines().findFirst().orElse(""));
        }
    }

    private static void compareEnding(Recording recording, Outcome outcome) {
        Throwable thrown = outcome.thrown();
        if (recording.hasError()) {
            Throwable api = thrown instanceof StreamInterruptedException ? thrown.getCause() : thrown;
            assertThat(api).isInstanceOf(ApiException.class);
            assertThat(thrown instanceof ApiException)
                    .isEqualTo(outcome.chunks().isEmpty());
            JsonNode error = recording.expected().path("error");
            assertThat(api).hasMessageContaining(error.path("message").asString());
            assertThat(((ApiException) api).errorType())
                    .isEqualTo(error.path("type").asString(""));
        } else if (!recording.isComplete()) {
            assertThat(thrown).isInstanceOf(StreamInterruptedException.class);
        } else if (recording.isRefused()) {
            assertThat(thrown).isInstanceOf(RefusalException.class);
        } else {
            assertThat(thrown).isNull();
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
            assertThat(calls.get(i).id().orElse(null)).isEqualTo(textOrNull(call.path("id")));
            assertThat(calls.get(i).name()).isEqualTo(call.path("name").asString());
            assertThat(Recording.JSON.readTree(calls.get(i).arguments())).isEqualTo(call.path("arguments"));
            assertThat((Object) calls.get(i).argumentsAs(Map.class))
                    .isEqualTo(Recording.JSON.convertValue(call.path("arguments"), Map.class));
        }
    }

    private static void compareUsage(StreamResult result, JsonNode expected) {
        assertThat(result.usage().map(usage -> usage.inputTokens()).orElse(OptionalLong.empty()))
                .isEqualTo(longOrNone(expected.path("input")));
        assertThat(result.usage().map(usage -> usage.outputTokens()).orElse(OptionalLong.empty()))
                .isEqualTo(longOrNone(expected.path("output")));
        assertThat(result.usage().map(usage -> usage.totalTokens()).orElse(OptionalLong.empty()))
                .isEqualTo(longOrNone(expected.path("total")));
    }

    private static String textOrNull(JsonNode node) {
        return node.isNull() || node.isMissingNode() ? null : node.asString();
    }

    private static OptionalLong longOrNone(JsonNode node) {
        return node.isNumber() ? OptionalLong.of(node.asLong()) : OptionalLong.empty();
    }
}

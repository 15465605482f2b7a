package dev.cuecard.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.cuecard.error.ApiError;
import dev.cuecard.provider.ErrorResponse;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.ToolCallDelta;
import dev.cuecard.stream.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds decoder and error reader against what Ollama really sent. The folder of recordings is given by the system property
 * {@code cuecard.recordings}; without it these tests are skipped. Those of {@code /api/generate} and of Ollama's endpoint for
 * OpenAI's protocol are others' concern; of the latter, error answers are read all the same.
 */
class RecordedOllamaTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** A recorded answer and what an independent reader made of it. */
    private record Recording(Path folder, JsonNode about, JsonNode expected) {

        static Recording of(Path folder) {
            return new Recording(
                    folder,
                    MAPPER.readTree(folder.resolve("case.json").toFile()),
                    MAPPER.readTree(folder.resolve("expected.json").toFile()));
        }

        boolean isChat() {
            return about.path("api").asString().equals("ollama-chat");
        }

        int status() {
            return about.path("http").path("status").asInt();
        }

        byte[] body(String name) {
            try {
                return Files.readAllBytes(folder.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> recorded_streams_come_out_as_an_independent_reader_read_them() {
        return tests(List.of("ollama"), Recording::isChat, RecordedOllamaTest::checkStream);
    }

    @TestFactory
    Stream<DynamicTest> recorded_whole_answers_come_out_as_an_independent_reader_read_them() {
        return tests(
                List.of("errors/ollama", "errors/ollama-cloud"),
                recording -> recording.isChat() && recording.status() == 200,
                recording -> {
                    Answer answer = Answer.whole(recording.body("body.json"));
                    assertThat(answer.chunks).hasSize(1);
                    check(recording, answer);
                });
    }

    @TestFactory
    Stream<DynamicTest> recorded_error_answers_are_understood() {
        return tests(
                List.of("errors/ollama", "errors/ollama-cloud"),
                recording -> recording.status() != 200,
                RecordedOllamaTest::checkError);
    }

    private static Stream<DynamicTest> tests(
            List<String> groups, Predicate<Recording> chosen, ThrowingConsumer<Recording> check) {
        String folder = System.getProperty("cuecard.recordings", "");
        if (folder.isBlank()) {
            return Stream.of(DynamicTest.dynamicTest(
                    "recordings", () -> abort("The system property cuecard.recordings names no folder of recordings")));
        }
        List<DynamicTest> tests = groups.stream()
                .flatMap(group -> folders(Path.of(folder, group)))
                .map(Recording::of)
                .filter(chosen)
                .map(each -> DynamicTest.dynamicTest(
                        Objects.requireNonNull(each.folder().getFileName()).toString(), () -> check.accept(each)))
                .toList();
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private static Stream<Path> folders(Path group) {
        try (Stream<Path> folders = Files.list(group)) {
            return folders.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkStream(Recording recording) throws Exception {
        Answer answer = Answer.stream(recording.body("stream.ndjson"));
        check(recording, answer);
        JsonNode expected = recording.expected();
        assertThat(answer.textChunks).isEqualTo(expected.path("text_chunks").asInt());
        JsonNode error = expected.path("error");
        assertThat(answer.error.isPresent()).isEqualTo(error.isObject());
        answer.error.ifPresent(found -> {
            assertThat(found.message()).isEqualTo(error.path("message").asString());
            assertThat(found.type()).isEqualTo(error.path("type").asString(""));
            assertThat(found.code()).isEqualTo(error.path("code").asString(""));
        });
        // An error line is no chunk.
        assertThat(answer.chunks).hasSize(expected.path("events").asInt() - (error.isObject() ? 1 : 0));
    }

    private static void check(Recording recording, Answer answer) {
        JsonNode expected = recording.expected();
        JsonNode usage = expected.path("usage");
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(answer.text).hasToString(expected.path("text").asString());
            softly.assertThat(answer.reasoning)
                    .hasToString(expected.path("reasoning").asString());
            softly.assertThat(expected.path("refusal").isNull()).isTrue();
            softly.assertThat(expected.path("response_id").isNull()).isTrue();
            softly.assertThat(answer.model).isEqualTo(expected.path("model").asString());
            softly.assertThat(answer.finishReason.map(FinishReason::raw).orElse(""))
                    .isEqualTo(expected.path("finish_reason").asString(""));
            softly.assertThat(answer.ended && answer.error.isEmpty())
                    .isEqualTo(expected.path("complete").asBoolean());
            softly.assertThat(answer.usage.map(Usage::inputTokens).orElse(OptionalLong.empty()))
                    .isEqualTo(count(usage.path("input")));
            softly.assertThat(answer.usage.map(Usage::outputTokens).orElse(OptionalLong.empty()))
                    .isEqualTo(count(usage.path("output")));
            softly.assertThat(answer.usage.map(Usage::totalTokens).orElse(OptionalLong.empty()))
                    .isEqualTo(count(usage.path("total")));
            checkCalls(softly, expected.path("tool_calls"), answer);
            checkMetrics(softly, expected.path("usage_raw"), answer);
        });
        for (OllamaChunk chunk : answer.chunks) {
            // The typed chunk can be made of every chunk, and says the same.
            assertThat(chunk.chunk().model()).contains(chunk.model());
            assertThat(chunk.chunk().done()).contains(chunk.done());
            assertThat(chunk.chunk().message().orElseThrow().content()).contains(chunk.content());
            assertThat(chunk.chunk().message().orElseThrow().toolCalls())
                    .hasSameSizeAs(chunk.delta().toolCalls());
        }
    }

    private static void checkCalls(SoftAssertions softly, JsonNode expected, Answer answer) {
        softly.assertThat(answer.calls).hasSize(expected.size());
        for (int i = 0; i < Math.min(expected.size(), answer.calls.size()); i++) {
            ToolCallDelta call = answer.calls.get(i);
            softly.assertThat(call.index()).hasValue(i);
            softly.assertThat(call.id()).isEqualTo(expected.path(i).path("id").asString(""));
            softly.assertThat(call.name())
                    .isEqualTo(expected.path(i).path("name").asString());
            softly.assertThat(MAPPER.readTree(call.arguments()))
                    .isEqualTo(expected.path(i).path("arguments"));
        }
        if (!expected.isEmpty()) {
            softly.assertThat(answer.finishReason.map(FinishReason::kind)).contains(FinishReason.Kind.TOOL_CALLS);
        }
    }

    private static void checkMetrics(SoftAssertions softly, JsonNode expected, Answer answer) {
        if (!expected.isObject()) {
            return;
        }
        OllamaChunk last = answer.chunks.get(answer.chunks.size() - 1);
        softly.assertThat(last.totalDuration().orElseThrow().toNanos())
                .isEqualTo(expected.path("total_duration").asLong());
        softly.assertThat(last.loadDuration().orElseThrow().toNanos())
                .isEqualTo(expected.path("load_duration").asLong());
        softly.assertThat(last.promptEvalDuration().orElseThrow().toNanos())
                .isEqualTo(expected.path("prompt_eval_duration").asLong());
        softly.assertThat(last.evalDuration().orElseThrow().toNanos())
                .isEqualTo(expected.path("eval_duration").asLong());
        softly.assertThat(last.promptEvalCount()).isEqualTo(count(expected.path("prompt_eval_count")));
        softly.assertThat(last.evalCount()).isEqualTo(count(expected.path("eval_count")));
    }

    private static OptionalLong count(JsonNode node) {
        return node.isNumber() ? OptionalLong.of(node.asLong()) : OptionalLong.empty();
    }

    private static void checkError(Recording recording) {
        JsonNode headers = recording.about().path("http").path("response_headers");
        String body = new String(recording.body("body.json"), StandardCharsets.UTF_8);
        ApiError error = Ollama.provider()
                .readError(new ErrorResponse(
                        recording.status(), name -> headers.path(name).asString(""), body));
        JsonNode expected = recording.expected();
        assertThat(error.status()).isEqualTo(expected.path("status").asInt());
        assertThat(error.message()).isEqualTo(expected.path("message").asString());
        assertThat(error.type()).isEqualTo(expected.path("type").asString(""));
        assertThat(error.code()).isEqualTo(expected.path("code").asString(""));
        assertThat(error.requestId()).isEqualTo(expected.path("request_id").asString(""));
    }
}

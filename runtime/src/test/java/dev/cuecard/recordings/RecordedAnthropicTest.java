package dev.cuecard.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.cuecard.anthropic.Anthropic;
import dev.cuecard.anthropic.AnthropicChunk;
import dev.cuecard.anthropic.Merged;
import dev.cuecard.anthropic.Merged.Call;
import dev.cuecard.anthropic.MessageStreamEvent;
import dev.cuecard.error.ApiError;
import dev.cuecard.kit.SseText;
import dev.cuecard.provider.ErrorResponse;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.stream.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;
import tools.jackson.databind.JsonNode;

/** Holds Anthropic's decoder and error reader against what servers of its protocol really sent. */
class RecordedAnthropicTest {

    @TestFactory
    Stream<DynamicTest> recorded_streams_come_out_as_an_independent_reader_read_them() {
        return Stream.of("anthropic", "anthropic-compatible")
                .flatMap(group -> tests(group, each -> true, RecordedAnthropicTest::checkStream));
    }

    @TestFactory
    Stream<DynamicTest> recorded_whole_answers_come_out_as_an_independent_reader_read_them() {
        return tests("errors/anthropic", each -> status(each) == 200, RecordedAnthropicTest::checkWhole);
    }

    @TestFactory
    Stream<DynamicTest> recorded_error_answers_are_understood() {
        return tests("errors/anthropic", each -> status(each) != 200, RecordedAnthropicTest::checkError);
    }

    private static Stream<DynamicTest> tests(
            String group, Predicate<Recording> chosen, ThrowingConsumer<Recording> check) {
        if (System.getProperty("cuecard.recordings", "").isBlank()) {
            return Stream.of(DynamicTest.dynamicTest(
                    group, () -> abort("no recordings: give their folder with -Dcuecard.recordings=…")));
        }
        return Recording.ofGroup(group).stream()
                .filter(each -> each.about().path("api").asString().equals("anthropic-messages"))
                .filter(chosen)
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> check.accept(each)));
    }

    private static int status(Recording each) {
        return each.about().path("http").path("status").asInt();
    }

    private static byte[] body(Recording each) throws IOException {
        return Files.readAllBytes(each.folder().resolve("body.json"));
    }

    private static void checkStream(Recording each) throws Exception {
        Merged merged = Merged.stream(SseText.events(each.stream()));
        checkReply(each, merged);
        assertThat(merged.textChunks)
                .isEqualTo(each.expected().path("text_chunks").asInt());
        assertThat(merged.error.isEmpty() && (merged.ended || merged.finished))
                .as("complete")
                .isEqualTo(each.isComplete());
        assertThat(merged.error.isPresent()).isEqualTo(each.hasError());
        merged.error.ifPresent(found -> {
            JsonNode error = each.expected().path("error");
            assertThat(found.message()).isEqualTo(error.path("message").asString());
            assertThat(found.type()).isEqualTo(error.path("type").asString());
            assertThat(found.code()).isEqualTo(error.path("code").asString());
        });
        String wire = new String(each.stream(), StandardCharsets.UTF_8);
        assertThat(merged.chunks).allSatisfy(chunk -> assertThat(wire).contains(chunk.json()));
    }

    private static void checkWhole(Recording each) throws Exception {
        Merged merged = Merged.whole(body(each));
        assertThat(merged.chunks).hasSize(1);
        assertThat(merged.finished).isTrue();
        checkReply(each, merged);
    }

    private static void checkReply(Recording each, Merged merged) {
        JsonNode expected = each.expected();
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(merged.model).isEqualTo(expected.path("model").asString());
            softly.assertThat(merged.id).isEqualTo(expected.path("response_id").asString());
            softly.assertThat(merged.text).isEqualTo(expected.path("text").asString());
            softly.assertThat(merged.reasoning)
                    .isEqualTo(expected.path("reasoning").asString());
            softly.assertThat(merged.refusal).isEmpty();
            softly.assertThat(merged.finishReason.map(FinishReason::raw).orElse(""))
                    .isEqualTo(expected.path("finish_reason").asString());
            // The text is a refusal's words.
            softly.assertThat(merged.finishReason.map(FinishReason::kind).equals(Optional.of(Kind.REFUSAL)))
                    .as("refused")
                    .isEqualTo(each.isRefused());
            boolean speaks =
                    merged.chunks.stream().anyMatch(chunk -> !chunk.choices().isEmpty());
            softly.assertThat(speaks ? 1 : 0).isEqualTo(expected.path("choices").asInt());
            checkUsage(softly, expected, merged);
            checkCalls(softly, expected.path("tool_calls"), new ArrayList<>(merged.calls.values()));
        });
        for (AnthropicChunk chunk : merged.chunks) {
            // The typed event can be made of every chunk, is of its type, and every type is known.
            assertThat(chunk.chunk().type()).isEqualTo(chunk.eventType());
            assertThat(chunk.chunk()).isNotInstanceOf(MessageStreamEvent.Other.class);
        }
    }

    private static void checkUsage(SoftAssertions softly, JsonNode expected, Merged merged) {
        JsonNode usage = expected.path("usage");
        softly.assertThat(merged.usage.map(Usage::inputTokens).orElse(OptionalLong.empty()))
                .isEqualTo(count(usage.path("input")));
        softly.assertThat(merged.usage.map(Usage::outputTokens).orElse(OptionalLong.empty()))
                .isEqualTo(count(usage.path("output")));
        softly.assertThat(merged.usage.map(Usage::totalTokens).orElse(OptionalLong.empty()))
                .isEqualTo(count(usage.path("total")));
        JsonNode raw = expected.path("usage_raw");
        JsonNode first = raw.path("message_start");
        JsonNode last = raw.path("message_delta");
        softly.assertThat(merged.usage.map(Usage::cachedInputTokens).orElse(OptionalLong.empty()))
                .isEqualTo(lastCount("cache_read_input_tokens", last, first, raw));
        softly.assertThat(merged.usage.map(Usage::reasoningTokens).orElse(OptionalLong.empty()))
                .isEqualTo(lastCount(
                        "thinking_tokens",
                        last.path("output_tokens_details"),
                        first.path("output_tokens_details"),
                        raw.path("output_tokens_details")));
    }

    private static OptionalLong lastCount(String name, JsonNode... objects) {
        return Stream.of(objects)
                .map(object -> count(object.path(name)))
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong count(JsonNode node) {
        return node.isNumber() ? OptionalLong.of(node.asLong()) : OptionalLong.empty();
    }

    private static void checkCalls(SoftAssertions softly, JsonNode expected, List<Call> calls) {
        softly.assertThat(calls).hasSize(expected.size());
        for (int i = 0; i < Math.min(expected.size(), calls.size()); i++) {
            JsonNode call = expected.path(i);
            softly.assertThat(calls.get(i).id).isEqualTo(call.path("id").asString());
            softly.assertThat(calls.get(i).name).isEqualTo(call.path("name").asString());
            if (call.path("arguments_raw").isString()) {
                softly.assertThat(calls.get(i).arguments)
                        .isEqualTo(call.path("arguments_raw").asString());
            } else {
                softly.assertThat(Recording.JSON.readTree(calls.get(i).arguments))
                        .isEqualTo(call.path("arguments"));
            }
        }
    }

    private static void checkError(Recording each) throws Exception {
        JsonNode headers = each.about().path("http").path("response_headers");
        ApiError error = Anthropic.provider()
                .readError(new ErrorResponse(
                        status(each),
                        name -> headers.path(name).asString(""),
                        new String(body(each), StandardCharsets.UTF_8)));
        JsonNode expected = each.expected();
        assertThat(error.status()).isEqualTo(status(each));
        assertThat(error.message()).isEqualTo(expected.path("message").asString());
        assertThat(error.type()).isEqualTo(expected.path("type").asString());
        assertThat(error.code()).isEqualTo(expected.path("code").asString());
        assertThat(error.requestId()).isEqualTo(expected.path("request_id").asString());
        if (expected.path("retry_after").isString()) {
            assertThat(error.retryAfter().orElseThrow().toSeconds())
                    .isEqualTo(Long.parseLong(expected.path("retry_after").asString()));
        }
        assertThat(error.retryable())
                .isEqualTo(expected.path("should_retry_header").asString().equals("true"));
    }
}

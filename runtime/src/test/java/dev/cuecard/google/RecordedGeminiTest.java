package dev.cuecard.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.error.ApiError;
import dev.cuecard.google.Merged.Reply;
import dev.cuecard.kit.Recordings;
import dev.cuecard.kit.Recordings.Case;
import dev.cuecard.kit.SseText;
import dev.cuecard.provider.ErrorResponse;
import dev.cuecard.provider.WireEvent;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.ToolCallDelta;
import dev.cuecard.stream.Usage;
import dev.cuecard.wire.KeyMask;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Holds decoder and error reader against what Google really sent. */
class RecordedGeminiTest {

    private static final Set<String> APIS = Set.of("gemini-generate-content", "gemini-json-array");

    private static final List<String> ERRORS = List.of("errors/gemini", "errors/vertexai");

    /**
     * The independent reader has no refusals and no choice where a prompt was blocked; here the block is the refusal of
     * choice 0, as a refusal of any other provider is.
     */
    private static final Set<String> BLOCKED = Set.of(
            "vertexai/blocked--failure-prompt-blocked-safety",
            "errors/vertexai/200-blocked--unary-failure-prompt-blocked-safety-with");

    @TestFactory
    Stream<DynamicTest> recorded_streams_come_out_as_an_independent_reader_read_them() {
        return Recordings.tests(List.of("gemini", "vertexai"), APIS, each -> true, RecordedGeminiTest::checkStream);
    }

    @TestFactory
    Stream<DynamicTest> recorded_whole_answers_come_out_as_an_independent_reader_read_them() {
        return Recordings.tests(ERRORS, APIS, each -> status(each) == 200, RecordedGeminiTest::checkWhole);
    }

    @TestFactory
    Stream<DynamicTest> recorded_error_answers_are_understood() {
        return Recordings.tests(ERRORS, APIS, each -> status(each) != 200, RecordedGeminiTest::checkError);
    }

    private static int status(Case each) {
        return each.about().path("http").path("status").asInt();
    }

    private static void checkStream(Case each) throws Exception {
        Merged merged = Merged.stream(events(each));
        checkReply(each, merged);
        JsonNode expected = each.expected();
        assertThat(merged.first().textChunks)
                .isEqualTo(expected.path("text_chunks").asInt());
        assertThat(merged.error.isEmpty() && merged.decoder.finished())
                .as("complete")
                .isEqualTo(expected.path("complete").asBoolean());
        JsonNode error = expected.path("error");
        assertThat(merged.error.isPresent()).isEqualTo(error.isObject());
        merged.error.ifPresent(found -> {
            assertThat(found.message()).isEqualTo(error.path("message").asString());
            assertThat(found.type()).isEqualTo(error.path("type").asString());
        });
    }

    /** Where the stream is one array of chunks, each of its elements is an event, in the very bytes that were sent. */
    private static List<WireEvent> events(Case each) {
        if (Files.exists(each.folder().resolve("stream.sse"))) {
            return SseText.events(each.body("stream.sse"));
        }
        List<WireEvent> events = new ArrayList<>();
        for (JsonNode element : Recordings.json(new String(each.body("stream.json"), StandardCharsets.UTF_8))) {
            events.add(Merged.event(element.toPrettyString()));
        }
        return events;
    }

    private static void checkWhole(Case each) throws Exception {
        Merged merged = Merged.whole(each.body("body.json"));
        assertThat(merged.chunks).hasSize(1);
        assertThat(merged.decoder.finished()).isTrue();
        checkReply(each, merged);
    }

    private static void checkReply(Case each, Merged merged) {
        JsonNode expected = each.expected();
        boolean blocked = BLOCKED.contains(each.toString());
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(merged.model).isEqualTo(expected.path("model").asString());
            softly.assertThat(merged.id).isEqualTo(expected.path("response_id").asString());
            softly.assertThat(merged.choices)
                    .hasSize(blocked ? 1 : expected.path("choices").asInt());
            JsonNode usage = expected.path("usage");
            JsonNode raw = expected.path("usage_raw");
            checkCount(softly, merged.usage.map(Usage::inputTokens), usage.path("input"));
            checkCount(softly, merged.usage.map(Usage::outputTokens), usage.path("output"));
            checkCount(softly, merged.usage.map(Usage::totalTokens), usage.path("total"));
            checkCount(softly, merged.usage.map(Usage::cachedInputTokens), raw.path("cachedContentTokenCount"));
            checkCount(softly, merged.usage.map(Usage::reasoningTokens), raw.path("thoughtsTokenCount"));
            checkChoice(softly, expected, merged.first());
            String refusal = expected.path("extras")
                    .path("block_reason_message")
                    .asString(expected.path("extras").path("block_reason").asString(""));
            softly.assertThat(merged.first().refusal.toString()).isEqualTo(blocked ? refusal : "");
            List<Reply> replies = new ArrayList<>(merged.choices.values());
            for (int i = 0; i < expected.path("per_choice").size(); i++) {
                checkChoice(softly, expected.path("per_choice").path(i), replies.get(i));
            }
        });
        // The typed chunk can be made of every chunk, and says the same.
        for (GeminiChunk chunk : merged.chunks) {
            GenerateContentChunk typed = chunk.chunk();
            assertThat(typed.responseId().orElse("")).isEqualTo(chunk.id());
            assertThat(typed.modelVersion().orElse("")).isEqualTo(chunk.model());
            assertThat(typed.candidates()).hasSize(blocked ? 0 : chunk.choices().size());
            JsonNode json = Recordings.json(chunk.json());
            assertThat(chunk.safetyRatings())
                    .hasSize(
                            json.has("candidates")
                                    ? json.path("candidates")
                                            .path(0)
                                            .path("safetyRatings")
                                            .size()
                                    : json.path("promptFeedback")
                                            .path("safetyRatings")
                                            .size());
        }
    }

    private static void checkCount(SoftAssertions softly, Optional<OptionalLong> count, JsonNode expected) {
        softly.assertThat(count.orElse(OptionalLong.empty()))
                .isEqualTo(expected.isNumber() ? OptionalLong.of(expected.asLong()) : OptionalLong.empty());
    }

    private static void checkChoice(SoftAssertions softly, JsonNode expected, Reply reply) {
        softly.assertThat(reply.text.toString()).isEqualTo(expected.path("text").asString());
        softly.assertThat(reply.reasoning.toString())
                .isEqualTo(expected.path("reasoning").asString());
        softly.assertThat(reply.finishReason.map(FinishReason::raw).orElse(""))
                .isEqualTo(expected.path("finish_reason").asString());
        JsonNode calls = expected.path("tool_calls");
        softly.assertThat(reply.calls).hasSize(calls.size());
        for (int i = 0; i < Math.min(calls.size(), reply.calls.size()); i++) {
            ToolCallDelta call = reply.calls.get(i);
            softly.assertThat(call.index()).hasValue(i);
            softly.assertThat(call.id()).isEqualTo(calls.path(i).path("id").asString());
            softly.assertThat(call.name()).isEqualTo(calls.path(i).path("name").asString());
            softly.assertThat(Recordings.json(call.arguments()))
                    .isEqualTo(calls.path(i).path("arguments"));
        }
        boolean stopped = expected.path("finish_reason").asString().equals("STOP");
        if (stopped) {
            softly.assertThat(reply.finishReason.map(FinishReason::kind))
                    .contains(calls.isEmpty() ? FinishReason.Kind.STOP : FinishReason.Kind.TOOL_CALLS);
        }
    }

    private static void checkError(Case each) {
        JsonNode headers = each.about().path("http").path("response_headers");
        String body = new String(each.body("body.json", "body.txt"), StandardCharsets.UTF_8);
        ApiError error = Gemini.provider()
                .readError(new ErrorResponse(
                        status(each), name -> headers.path(name).asString(""), body));
        JsonNode expected = each.expected();
        assertThat(error.status()).isEqualTo(status(each));
        assertThat(error.message())
                .isEqualTo(KeyMask.mask(expected.path("message").asString()));
        assertThat(error.type()).isEqualTo(expected.path("type").asString());
        assertThat(error.requestId()).isEqualTo(expected.path("request_id").asString());
        String delay = expected.path("retry_delay").asString("");
        if (!delay.isEmpty()) {
            double seconds = Double.parseDouble(delay.substring(0, delay.length() - 1));
            assertThat(error.retryAfter().orElseThrow().toNanos()).isEqualTo(Math.round(seconds * 1e9));
        }
    }
}

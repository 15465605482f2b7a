package dev.cuecard.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.error.ApiError;
import dev.cuecard.kit.Recordings;
import dev.cuecard.kit.Recordings.Case;
import dev.cuecard.kit.SseText;
import dev.cuecard.openai.Merged.Call;
import dev.cuecard.openai.Merged.Reply;
import dev.cuecard.provider.ErrorResponse;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.Usage;
import dev.cuecard.wire.KeyMask;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Holds decoder and error reader against what providers really sent. */
class RecordedAnswersTest {

    private static final Set<String> APIS = Set.of("openai-chat");

    private static final List<String> SERVERS = Stream.of(
                    "anthropic",
                    "azure",
                    "deepseek",
                    "doubleword",
                    "gemini",
                    "groq",
                    "llamacpp",
                    "mistral",
                    "ollama",
                    "ollama-cloud",
                    "openai",
                    "openrouter",
                    "perplexity",
                    "together",
                    "venice",
                    "xai")
            .map(server -> "errors/" + server)
            .toList();

    @TestFactory
    Stream<DynamicTest> recorded_streams_come_out_as_an_independent_reader_read_them() {
        return Recordings.tests(
                List.of("openai", "azure-openai", "openai-compatible"),
                APIS,
                each -> true,
                RecordedAnswersTest::checkStream);
    }

    @TestFactory
    Stream<DynamicTest> recorded_whole_answers_come_out_as_an_independent_reader_read_them() {
        return Recordings.tests(SERVERS, APIS, each -> status(each) == 200, RecordedAnswersTest::checkWhole);
    }

    @TestFactory
    Stream<DynamicTest> recorded_error_answers_are_understood() {
        return Recordings.tests(SERVERS, APIS, each -> status(each) != 200, RecordedAnswersTest::checkError);
    }

    private static int status(Case each) {
        return each.about().path("http").path("status").asInt();
    }

    private static void checkStream(Case each) throws Exception {
        Merged merged = Merged.stream(SseText.events(each.body("stream.sse")));
        checkReply(each, merged);
        JsonNode expected = each.expected();
        assertThat(merged.first().textChunks)
                .isEqualTo(expected.path("text_chunks").asInt());
        assertThat(merged.error.isEmpty() && (merged.ended || merged.finished))
                .as("complete")
                .isEqualTo(expected.path("complete").asBoolean());
        JsonNode error = expected.path("error");
        assertThat(merged.error.isPresent()).isEqualTo(error.isObject());
        merged.error.ifPresent(found -> {
            assertThat(found.message()).isEqualTo(error.path("message").asString());
            assertThat(found.type()).isEqualTo(error.path("type").asString());
            assertThat(found.code()).isEqualTo(error.path("code").asString());
        });
    }

    private static void checkWhole(Case each) throws Exception {
        Merged merged = Merged.whole(each.body("body.json"));
        assertThat(merged.chunks).hasSize(1);
        checkReply(each, merged);
    }

    private static void checkReply(Case each, Merged merged) {
        JsonNode expected = each.expected();
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(merged.model).isEqualTo(expected.path("model").asString());
            softly.assertThat(merged.id).isEqualTo(expected.path("response_id").asString());
            softly.assertThat(merged.choices).hasSize(expected.path("choices").asInt());
            JsonNode usage = expected.path("usage");
            softly.assertThat(merged.usage.map(Usage::inputTokens).orElse(OptionalLong.empty()))
                    .isEqualTo(count(usage.path("input")));
            softly.assertThat(merged.usage.map(Usage::outputTokens).orElse(OptionalLong.empty()))
                    .isEqualTo(count(usage.path("output")));
            softly.assertThat(merged.usage.map(Usage::totalTokens).orElse(OptionalLong.empty()))
                    .isEqualTo(count(usage.path("total")));
            checkChoice(softly, expected, merged.first());
            List<Reply> replies = new ArrayList<>(merged.choices.values());
            for (int i = 0; i < expected.path("per_choice").size(); i++) {
                checkChoice(softly, expected.path("per_choice").path(i), replies.get(i));
            }
        });
        // The typed chunk can be made of every chunk, and says the same.
        for (OpenAiChunk chunk : merged.chunks) {
            assertThat(chunk.chunk().id().orElse("")).isEqualTo(chunk.id());
            assertThat(chunk.chunk().choices()).hasSameSizeAs(chunk.choices());
            assertThat(Recordings.json(chunk.json()).path("model").asString()).isEqualTo(chunk.model());
        }
    }

    private static OptionalLong count(JsonNode node) {
        return node.isNumber() ? OptionalLong.of(node.asLong()) : OptionalLong.empty();
    }

    private static void checkChoice(SoftAssertions softly, JsonNode expected, Reply reply) {
        softly.assertThat(reply.text.toString()).isEqualTo(expected.path("text").asString());
        softly.assertThat(reply.reasoning.toString())
                .isEqualTo(expected.path("reasoning").asString());
        softly.assertThat(reply.refusal.toString())
                .isEqualTo(expected.path("refusal").asString());
        softly.assertThat(reply.finishReason.map(FinishReason::raw).orElse(""))
                .isEqualTo(expected.path("finish_reason").asString());
        JsonNode calls = expected.path("tool_calls");
        if (expected.path("extras").has("legacy_function_call")) {
            softly.assertThat(reply.calls).hasSize(1);
            return;
        }
        softly.assertThat(reply.calls).hasSize(calls.size());
        for (int i = 0; i < Math.min(calls.size(), reply.calls.size()); i++) {
            Call call = reply.calls.get(i);
            softly.assertThat(call.id).isEqualTo(calls.path(i).path("id").asString());
            softly.assertThat(call.name).isEqualTo(calls.path(i).path("name").asString());
            softly.assertThat(call.arguments.toString())
                    .isEqualTo(calls.path(i).path("arguments_raw").asString());
        }
    }

    private static void checkError(Case each) {
        JsonNode headers = each.about().path("http").path("response_headers");
        String body = new String(each.body("body.json", "body.txt"), StandardCharsets.UTF_8);
        ApiError error = OpenAi.compatible("server", "http://localhost/v1", "")
                .readError(new ErrorResponse(
                        status(each), name -> headers.path(name).asString(""), body));
        JsonNode expected = each.expected();
        assertThat(error.status()).isEqualTo(status(each));
        if (expected.path("json").asBoolean()) {
            assertThat(error.message())
                    .isEqualTo(KeyMask.mask(expected.path("message").asString()));
        } else {
            assertThat(error.message()).isEqualTo("502 Bad Gateway");
        }
        assertThat(error.type()).isEqualTo(expected.path("type").asString());
        assertThat(error.code()).isEqualTo(expected.path("code").asString());
        if (!expected.path("request_id").isNull()) {
            assertThat(error.requestId()).isEqualTo(expected.path("request_id").asString());
        }
        if (!expected.path("retry_after_ms").isNull()) {
            assertThat(error.retryAfter().orElseThrow().toMillis())
                    .isEqualTo(Long.parseLong(expected.path("retry_after_ms").asString()));
        }
    }
}

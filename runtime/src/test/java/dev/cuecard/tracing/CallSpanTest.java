package dev.cuecard.tracing;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.error;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.Chunks.usage;
import static dev.cuecard.kit.ScriptedServer.body;
import static dev.cuecard.kit.ScriptedServer.events;
import static dev.cuecard.tracing.Recorder.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.ChunkStream;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The span of a call that goes as it should, as an exporter gets it. */
@Timeout(60)
@NullUnmarked
class CallSpanTest {

    private final Recorder recorder = new Recorder();

    private HandWrittenPrompt prompt(ScriptedServer server, CallOptions options) {
        return HandWrittenPrompt.with(recorder.clientOf(server).build(), options);
    }

    private ChunkStream<OpenAiChunk> stream(ScriptedServer server) {
        return prompt(server, CallOptions.defaults()).stream();
    }

    @Test
    void a_call_is_one_client_span_that_names_model_provider_and_server() {
        try (ScriptedServer server =
                ScriptedServer.answering(events(text("hello"), finish("stop"), usage(3, 2), DONE))) {
            stream(server).collect();

            SpanData span = recorder.span();
            assertThat(span.getName()).isEqualTo("chat gpt-4o-mini");
            assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(span.getInstrumentationScopeInfo().getName()).isEqualTo("dev.cuecard");
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
            assertThat(attributes(span))
                    .containsEntry("gen_ai.operation.name", "chat")
                    .containsEntry("gen_ai.provider.name", "openai")
                    .containsEntry("gen_ai.request.model", "gpt-4o-mini")
                    .containsEntry("gen_ai.request.stream", true)
                    .containsEntry("server.address", "127.0.0.1")
                    .containsEntry("server.port", (long) server.port())
                    .doesNotContainKey("error.type");
        }
    }

    @Test
    void its_ids_are_those_of_the_stream_and_are_known_before_the_first_chunk() {
        try (ScriptedServer server = ScriptedServer.answering(events(text("hello"), finish("stop"), DONE))) {
            ChunkStream<OpenAiChunk> stream = stream(server);
            String traceId = stream.traceId();
            String spanId = stream.spanId();
            assertThat(server.requests()).isEmpty();

            stream.collect();

            assertThat(recorder.span().getTraceId()).isEqualTo(traceId);
            assertThat(recorder.span().getSpanId()).isEqualTo(spanId);
        }
    }

    @Test
    void it_tells_what_was_asked_for() {
        try (ScriptedServer server = ScriptedServer.answering(events(text("hello"), finish("stop"), DONE))) {
            CallOptions options = CallOptions.defaults()
                    .temperature(0.5)
                    .topP(0.75)
                    .maxTokens(50)
                    .seed(7)
                    .stop("END", "STOP")
                    .extra("n", "3")
                    .extra("frequency_penalty", "0.25")
                    .extra("presence_penalty", "-1")
                    .extra("top_k", "\"not a number\"");
            prompt(server, options).stream().collect();

            assertThat(attributes(recorder.span()))
                    .containsEntry("gen_ai.request.temperature", 0.5)
                    .containsEntry("gen_ai.request.top_p", 0.75)
                    .containsEntry("gen_ai.request.max_tokens", 50L)
                    .containsEntry("gen_ai.request.seed", 7L)
                    .containsEntry("gen_ai.request.stop_sequences", List.of("END", "STOP"))
                    .containsEntry("gen_ai.request.choice.count", 3L)
                    .containsEntry("gen_ai.request.frequency_penalty", 0.25)
                    .containsEntry("gen_ai.request.presence_penalty", -1.0)
                    .doesNotContainKey("gen_ai.request.top_k");
        }
    }

    @Test
    void it_tells_nothing_that_was_not_asked_for_or_not_said() {
        try (ScriptedServer server = ScriptedServer.answering(events(
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}", DONE))) {
            prompt(server, CallOptions.defaults().extra("n", "1")).stream().collect();

            assertThat(attributes(recorder.span()))
                    .containsOnlyKeys(
                            "gen_ai.operation.name",
                            "gen_ai.provider.name",
                            "gen_ai.request.model",
                            "gen_ai.request.stream",
                            "gen_ai.response.finish_reasons",
                            "gen_ai.response.time_to_first_chunk",
                            "server.address",
                            "server.port",
                            "cuecard.attempts",
                            "cuecard.stream.chunks",
                            "cuecard.stream.ending");
        }
    }

    @Test
    void it_tells_what_came_of_it() {
        String counted = "{\"choices\":[],\"usage\":{\"prompt_tokens\":30,\"completion_tokens\":20,\"total_tokens\":50,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":10},"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":5}}}";
        String other = "{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"x\"},\"finish_reason\":\"length\"}]}";
        try (ScriptedServer server =
                ScriptedServer.answering(events(text("hello"), finish("stop"), other, counted, DONE))) {
            stream(server).collect();

            assertThat(attributes(recorder.span()))
                    .containsEntry("gen_ai.response.id", "c1")
                    .containsEntry("gen_ai.response.model", "m1")
                    .containsEntry("gen_ai.response.finish_reasons", List.of("stop", "length"))
                    .containsEntry("gen_ai.usage.input_tokens", 30L)
                    .containsEntry("gen_ai.usage.output_tokens", 20L)
                    .containsEntry("gen_ai.usage.cache_read.input_tokens", 10L)
                    .containsEntry("gen_ai.usage.reasoning.output_tokens", 5L)
                    .containsEntry("cuecard.stream.chunks", 4L)
                    .containsEntry("cuecard.attempts", 1L);
        }
    }

    @Test
    void it_tells_when_the_first_chunk_came_counted_from_the_request() {
        try (ScriptedServer server =
                ScriptedServer.answering(events(text("hello"), text(" you"), finish("stop"), DONE))) {
            ChunkStream<OpenAiChunk> stream = stream(server);
            Iterator<OpenAiChunk> chunks = stream.iterator();
            assertThat(chunks.next().content()).isEqualTo("hello");
            stream.close();

            SpanData span = recorder.span();
            double told = (Double) attributes(span).get("gen_ai.response.time_to_first_chunk");
            double whole = (span.getEndEpochNanos() - span.getStartEpochNanos()) / 1e9;
            assertThat(told).isPositive().isLessThanOrEqualTo(whole);
            assertThat(span.getEvents()).singleElement().satisfies(event -> {
                assertThat(event.getName()).isEqualTo("cuecard.first_chunk");
                assertThat(event.getEpochNanos()).isBetween(span.getStartEpochNanos(), span.getEndEpochNanos());
            });
        }
    }

    @Test
    void a_call_that_is_not_streamed_has_no_first_chunk() {
        String whole = "{\"id\":\"c1\",\"model\":\"m1\",\"choices\":[{\"index\":0,\"message\":"
                + "{\"role\":\"assistant\",\"content\":\"hello\"},\"finish_reason\":\"stop\"}]}";
        try (ScriptedServer server = ScriptedServer.answering(body(200, "application/json", whole))) {
            prompt(server, CallOptions.defaults()).call();

            assertThat(attributes(recorder.span()))
                    .containsEntry("cuecard.stream.ending", "Completed")
                    .doesNotContainKeys("gen_ai.request.stream", "gen_ai.response.time_to_first_chunk");
            assertThat(recorder.metricNames()).doesNotContain("gen_ai.client.operation.time_to_first_chunk");
        }
    }

    @Test
    void each_retry_is_an_event_with_its_attempt_its_reason_and_its_wait() {
        try (ScriptedServer server = ScriptedServer.answering(
                body(429, "application/json", error("rate_limit", "slow down"), "retry-after-ms: 2"),
                body(503, "application/json", error("server_error", "oh no"), "retry-after-ms: 1"),
                events(text("hello"), finish("stop"), DONE))) {
            prompt(server, CallOptions.defaults().retries(Retries.of(2))).stream()
                    .collect();

            SpanData span = recorder.span();
            assertThat(attributes(span)).containsEntry("cuecard.attempts", 3L);
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
            assertThat(span.getEvents())
                    .extracting(event -> event.getName() + attributes(event))
                    .containsExactly(
                            "cuecard.retry{cuecard.attempt=1, cuecard.retry.reason=429, cuecard.retry.wait=0.002}",
                            "cuecard.retry{cuecard.attempt=2, cuecard.retry.reason=503, cuecard.retry.wait=0.001}",
                            "cuecard.first_chunk{}");
        }
    }

    @Test
    void a_span_that_is_not_sampled_is_not_exported_and_has_an_id_of_its_own_all_the_same() {
        Recorder unsampled = new Recorder(Sampler.alwaysOff());
        try (ScriptedServer server = ScriptedServer.answering(events(text("hello"), finish("stop"), DONE))) {
            HandWrittenPrompt prompt =
                    HandWrittenPrompt.with(unsampled.clientOf(server).build());
            ChunkStream<OpenAiChunk> one = prompt.stream();
            ChunkStream<OpenAiChunk> other = prompt.stream();
            one.collect();
            other.collect();

            assertThat(unsampled.spans()).isEmpty();
            assertThat(one.spanId()).matches("[0-9a-f]{16}").isNotEqualTo(other.spanId());
            assertThat(one.traceId()).matches("[0-9a-f]{32}").isNotEqualTo(other.traceId());
        }
    }
}

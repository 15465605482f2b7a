package dev.cuecard.tracing;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.error;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.Chunks.usage;
import static dev.cuecard.kit.ScriptedServer.body;
import static dev.cuecard.kit.ScriptedServer.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.ChunkStream;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The span of a call, as an exporter gets it. */
@Timeout(60)
class CallSpanTest {

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final OpenTelemetry telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .build();

    private static String attribute(SpanData span, String name) {
        return String.valueOf(span.getAttributes().asMap().entrySet().stream()
                .filter(entry -> entry.getKey().getKey().equals(name))
                .map(java.util.Map.Entry::getValue)
                .findFirst()
                .orElse("none"));
    }

    private ChunkStream<OpenAiChunk> stream(ScriptedServer server, boolean captureContent, CallOptions options) {
        return HandWrittenPrompt.with(
                HandWrittenPrompt.clientOf(server)
                        .openTelemetry(telemetry)
                        .captureContent(captureContent)
                        .build(),
                options)
                .stream();
    }

    @Test
    void a_completed_call_is_one_client_span_with_its_model_its_options_and_its_usage() {
        try (ScriptedServer server =
                ScriptedServer.answering(events(text("hello"), finish("stop"), usage(3, 2), DONE))) {
            ChunkStream<OpenAiChunk> stream =
                    stream(server, false, CallOptions.defaults().temperature(0.5));
            String spanId = stream.spanId();
            stream.collect();

            assertThat(exporter.getFinishedSpanItems()).hasSize(1);
            SpanData span = exporter.getFinishedSpanItems().get(0);
            assertThat(span.getName()).isEqualTo("chat gpt-4o-mini");
            assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(span.getSpanId()).isEqualTo(spanId);
            assertThat(span.getTraceId()).isEqualTo(stream.traceId());
            assertThat(attribute(span, "gen_ai.operation.name")).isEqualTo("chat");
            assertThat(attribute(span, "gen_ai.provider.name")).isEqualTo("openai");
            assertThat(attribute(span, "gen_ai.request.temperature")).isEqualTo("0.5");
            assertThat(attribute(span, "gen_ai.usage.input_tokens")).isEqualTo("3");
            assertThat(attribute(span, "gen_ai.usage.output_tokens")).isEqualTo("2");
            assertThat(attribute(span, "gen_ai.response.finish_reasons")).isEqualTo("[stop]");
            assertThat(attribute(span, "cuecard.stream.ending")).isEqualTo("Completed");
            assertThat(span.getAttributes().toString())
                    .doesNotContain("hello")
                    .doesNotContain("Say hello")
                    .doesNotContain("sk-test");
        }
    }

    @Test
    void text_is_on_the_span_only_when_it_is_asked_for() {
        try (ScriptedServer server = ScriptedServer.answering(events(text("hello"), finish("stop"), DONE))) {
            stream(server, true, CallOptions.defaults()).collect();

            SpanData span = exporter.getFinishedSpanItems().get(0);
            assertThat(attribute(span, "cuecard.prompt.text")).isEqualTo("user: Say hello.\n");
            assertThat(attribute(span, "cuecard.reply.text")).isEqualTo("hello");
        }
    }

    @Test
    void a_failed_call_ends_its_span_once_with_the_error_and_its_attempts() {
        try (ScriptedServer server =
                ScriptedServer.answering(body(500, "application/json", error("server_error", "oh no")))) {
            ChunkStream<OpenAiChunk> stream =
                    stream(server, false, CallOptions.defaults().retries(Retries.of(1)));

            assertThat(catchThrowable(stream::collect)).isNotNull();
            stream.close();

            assertThat(exporter.getFinishedSpanItems()).hasSize(1);
            SpanData span = exporter.getFinishedSpanItems().get(0);
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(attribute(span, "cuecard.stream.ending")).isEqualTo("Failed");
            assertThat(attribute(span, "cuecard.attempts")).isEqualTo("2");
            assertThat(attribute(span, "error.type")).endsWith("ServerException");
            assertThat(span.getEvents()).anySatisfy(event -> {
                assertThat(event.getName()).isEqualTo("cuecard.retry");
                assertThat(event.getAttributes().get(AttributeKey.stringKey("cuecard.retry.reason")))
                        .isEqualTo("500");
            });
        }
    }

    @Test
    void a_span_is_the_child_of_the_one_that_is_current_when_the_stream_is_made() {
        try (ScriptedServer server = ScriptedServer.answering(events(text("x"), finish("stop"), DONE))) {
            Span parent = telemetry.getTracer("test").spanBuilder("parent").startSpan();
            ChunkStream<OpenAiChunk> stream;
            try (Scope current = parent.makeCurrent()) {
                assertThat(current).isNotNull();
                stream = stream(server, false, CallOptions.defaults());
            }
            stream.collect();

            SpanData span = exporter.getFinishedSpanItems().get(0);
            assertThat(span.getParentSpanId()).isEqualTo(parent.getSpanContext().getSpanId());
            parent.end();
        }
    }
}

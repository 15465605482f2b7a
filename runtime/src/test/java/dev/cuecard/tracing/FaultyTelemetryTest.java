package dev.cuecard.tracing;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.error;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.Chunks.usage;
import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static dev.cuecard.kit.ScriptedServer.body;
import static dev.cuecard.kit.ScriptedServer.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.StreamResult;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tracing that fails costs the span and nothing else: a user's span processor may throw, and the SDK lets it out. */
@Timeout(60)
@org.jspecify.annotations.NullUnmarked
class FaultyTelemetryTest {

    /** An OpenTelemetry, one method of which throws. */
    private static OpenTelemetry throwingAt(String method, Throwable fault) {
        Span span = faulty(Span.class, method, fault, null);
        SpanBuilder builder = faulty(SpanBuilder.class, method, fault, span);
        Tracer tracer = name -> {
            if (method.equals("spanBuilder")) {
                throw unchecked(fault);
            }
            return builder;
        };
        return new OpenTelemetry() {
            @Override
            public TracerProvider getTracerProvider() {
                return new TracerProvider() {
                    @Override
                    public Tracer get(String scope) {
                        return tracer;
                    }

                    @Override
                    public Tracer get(String scope, String version) {
                        return tracer;
                    }
                };
            }

            @Override
            public ContextPropagators getPropagators() {
                return ContextPropagators.noop();
            }
        };
    }

    private static RuntimeException unchecked(Throwable fault) {
        if (fault instanceof Error error) {
            throw error;
        }
        return (RuntimeException) fault;
    }

    private static <T> T faulty(Class<T> type, String method, Throwable fault, Object started) {
        Object[] self = new Object[1];
        self[0] = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
            if (called.getName().equals(method)) {
                throw fault;
            }
            return switch (called.getName()) {
                case "isRecording" -> true;
                case "getSpanContext" -> SpanContext.getInvalid();
                case "startSpan" -> started;
                case "toString" -> type.getSimpleName();
                default -> called.getReturnType() == void.class ? null : proxy;
            };
        });
        return type.cast(self[0]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spanBuilder",
                "startSpan",
                "setSpanKind",
                "setAllAttributes",
                "getSpanContext",
                "isRecording",
                "setAttribute",
                "addEvent",
                "setStatus",
                "end"
            })
    void a_call_ends_as_it_would_without_tracing(String method) throws Exception {
        for (Throwable fault : new Throwable[] {
            new IllegalStateException("a bug in a span processor"), new NoClassDefFoundError("some/Exporter")
        }) {
            try (ScriptedServer server = ScriptedServer.answering(
                    body(500, "application/json", error("server_error", "oh no"), "retry-after-ms: 0"),
                    events(text("hello"), finish("stop"), usage(3, 2), DONE))) {
                ChunkStream<OpenAiChunk> stream = HandWrittenPrompt.with(
                        HandWrittenPrompt.clientOf(server)
                                .openTelemetry(throwingAt(method, fault))
                                .captureContent(true)
                                .build(),
                        CallOptions.defaults().retries(Retries.of(1)))
                        .stream();

                assertThat(stream.text()).containsExactly("hello");
                StreamResult result = stream.result().get(PATIENCE_SECONDS, TimeUnit.SECONDS);

                assertThat(result.text()).isEqualTo("hello");
                assertThat(result.attempts()).isEqualTo(2);
                assertThat(result.traceId()).isEqualTo(stream.traceId()).matches("[0-9a-f]{32}");
                assertThat(stream.spanId()).matches("[0-9a-f]{16}");
            }
        }
    }
}

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
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.DoubleHistogramBuilder;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.LongHistogramBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterBuilder;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
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

    /** A user's processor or exporter that fails the first time it is called at one place, and not again. */
    private static final class FailingOnce implements SpanProcessor {

        private final String place;
        private final AtomicBoolean failed = new AtomicBoolean();

        FailingOnce(String place) {
            this.place = place;
        }

        private void fail(String here) {
            if (here.equals(place) && failed.compareAndSet(false, true)) {
                throw new IllegalStateException("a bug at the " + here);
            }
        }

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {
            fail("start");
        }

        @Override
        public boolean isStartRequired() {
            return true;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            fail("end");
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "end"})
    void a_processor_of_the_sdk_that_fails_costs_the_span_it_fails_at(String place) {
        Recorder recorder = new Recorder(new FailingOnce(place));
        try (ScriptedServer server =
                ScriptedServer.answering(events(text("hello"), finish("stop"), usage(3, 2), DONE))) {
            HandWrittenPrompt prompt =
                    HandWrittenPrompt.with(recorder.clientOf(server).build());
            StreamResult without = prompt.stream().collect();
            StreamResult with = prompt.stream().collect();

            assertThat(without.text()).isEqualTo("hello");
            assertThat(without.spanId()).matches("[0-9a-f]{16}");
            assertThat(recorder.span().getSpanId()).isEqualTo(with.spanId());
            assertThat(recorder.metric("gen_ai.client.operation.duration")
                            .getHistogramData()
                            .getPoints())
                    .singleElement()
                    .satisfies(point -> assertThat(point.getCount()).isEqualTo(2));
        }
    }

    @Test
    void an_exporter_that_fails_costs_nothing_but_its_export() {
        SpanExporter failing = new SpanExporter() {
            @Override
            public CompletableResultCode export(Collection<SpanData> spans) {
                throw new IllegalStateException("a bug in an exporter");
            }

            @Override
            public CompletableResultCode flush() {
                return CompletableResultCode.ofSuccess();
            }

            @Override
            public CompletableResultCode shutdown() {
                return CompletableResultCode.ofSuccess();
            }
        };
        Recorder recorder = new Recorder(SimpleSpanProcessor.create(failing));
        try (ScriptedServer server = ScriptedServer.answering(events(text("hello"), finish("stop"), DONE))) {
            StreamResult result = HandWrittenPrompt.with(
                            recorder.clientOf(server).build())
                    .stream()
                    .collect();

            assertThat(result.text()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"getMeter", "histogramBuilder", "build", "isEnabled", "record"})
    void a_meter_that_fails_costs_its_metrics_and_no_span(String method) {
        Recorder recorder = new Recorder();
        OpenTelemetry badlyMetered = new OpenTelemetry() {
            @Override
            public TracerProvider getTracerProvider() {
                return recorder.sdk().getTracerProvider();
            }

            @Override
            public MeterProvider getMeterProvider() {
                IllegalStateException fault = new IllegalStateException("a bug in a meter");
                if (method.equals("getMeter")) {
                    throw fault;
                }
                return new MeterProvider() {
                    @Override
                    public MeterBuilder meterBuilder(String scope) {
                        return MeterProvider.noop().meterBuilder(scope);
                    }

                    @Override
                    public Meter get(String scope) {
                        return faultyMeter(method, fault);
                    }
                };
            }

            @Override
            public ContextPropagators getPropagators() {
                return ContextPropagators.noop();
            }
        };
        try (ScriptedServer server = ScriptedServer.answering(events(text("hello"), finish("stop"), DONE))) {
            StreamResult result =
                    HandWrittenPrompt.with(recorder.clientOf(server)
                                    .openTelemetry(badlyMetered)
                                    .build())
                            .stream()
                            .collect();

            assertThat(result.text()).isEqualTo("hello");
            assertThat(recorder.span().getSpanId()).isEqualTo(result.spanId());
        }
    }

    /** A meter whose instruments record, and one method of which throws. */
    private static Meter faultyMeter(String method, Throwable fault) {
        return (Meter) Proxy.newProxyInstance(
                Meter.class.getClassLoader(),
                new Class<?>[] {Meter.class, DoubleHistogramBuilder.class},
                (meter, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        throw fault;
                    }
                    return switch (called.getName()) {
                        case "ofLongs" ->
                            faultyInstrument(LongHistogramBuilder.class, LongHistogram.class, method, fault);
                        case "build" -> faultyInstrument(DoubleHistogram.class, DoubleHistogram.class, method, fault);
                        default -> meter;
                    };
                });
    }

    private static Object faultyInstrument(Class<?> type, Class<?> built, String method, Throwable fault) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (instrument, called, arguments) -> {
            if (called.getName().equals(method)) {
                throw fault;
            }
            return switch (called.getName()) {
                case "isEnabled" -> true;
                case "record" -> null;
                case "build" -> faultyInstrument(built, built, method, fault);
                default -> instrument;
            };
        });
    }
}

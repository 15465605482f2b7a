package dev.cuecard.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.PromptClient;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An OpenTelemetry SDK that keeps what it is given, as a test reads it. */
public final class Recorder {

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final OpenTelemetrySdk sdk;

    /** Processors see spans before they are exported. */
    public Recorder(SpanProcessor... before) {
        this(Sampler.alwaysOn(), before);
    }

    Recorder(Sampler sampler, SpanProcessor... before) {
        SdkTracerProviderBuilder tracing = SdkTracerProvider.builder().setSampler(sampler);
        for (SpanProcessor processor : before) {
            tracing.addSpanProcessor(processor);
        }
        sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(tracing.addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build())
                .setMeterProvider(
                        SdkMeterProvider.builder().registerMetricReader(reader).build())
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build();
    }

    public OpenTelemetrySdk sdk() {
        return sdk;
    }

    PromptClient.Builder clientOf(ScriptedServer server) {
        return HandWrittenPrompt.clientOf(server).openTelemetry(sdk);
    }

    public List<SpanData> spans() {
        return exporter.getFinishedSpanItems();
    }

    /** The one span that was ended. */
    SpanData span() {
        assertThat(spans()).hasSize(1);
        return spans().get(0);
    }

    public Collection<MetricData> metrics() {
        return reader.collectAllMetrics();
    }

    MetricData metric(String name) {
        return metrics().stream()
                .filter(metric -> metric.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + name));
    }

    List<String> metricNames() {
        return metrics().stream().map(MetricData::getName).toList();
    }

    /** The attributes of a span by name; lists and numbers as they are, structured values as maps and lists. */
    public static Map<String, Object> attributes(SpanData span) {
        return plain(span.getAttributes().asMap());
    }

    public static Map<String, Object> attributes(EventData event) {
        return plain(event.getAttributes().asMap());
    }

    static Map<String, Object> plain(Map<AttributeKey<?>, Object> attributes) {
        Map<String, Object> plain = new LinkedHashMap<>();
        attributes.forEach((key, value) -> plain.put(key.getKey(), plain(value)));
        return plain;
    }

    private static Object plain(Object value) {
        if (value instanceof Value<?> structured) {
            return plain(Objects.requireNonNull(structured.getValue()));
        }
        if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof KeyValue) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (Object entry : list) {
                KeyValue pair = (KeyValue) entry;
                map.put(pair.getKey(), plain(pair.getValue()));
            }
            return map;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Recorder::plain).toList();
        }
        return value;
    }
}

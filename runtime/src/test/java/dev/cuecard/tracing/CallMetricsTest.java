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
import dev.cuecard.stream.StreamResult;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is counted of calls, as a metric reader gets it. */
@Timeout(60)
class CallMetricsTest {

    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());

    private final Recorder recorder = new Recorder();

    private static Map<String, Object> attributes(HistogramPointData point) {
        return Recorder.plain(point.getAttributes().asMap());
    }

    private static Map<String, Object> identity(ScriptedServer server) {
        Map<String, Object> identity = new LinkedHashMap<>();
        identity.put("gen_ai.operation.name", "chat");
        identity.put("gen_ai.provider.name", "openai");
        identity.put("gen_ai.request.model", "gpt-4o-mini");
        identity.put("gen_ai.response.model", "m1");
        identity.put("server.address", "127.0.0.1");
        identity.put("server.port", (long) server.port());
        return identity;
    }

    private HistogramPointData only(String name) {
        return assertOne(recorder.metric(name));
    }

    private static HistogramPointData assertOne(MetricData metric) {
        assertThat(metric.getHistogramData().getPoints()).hasSize(1);
        return metric.getHistogramData().getPoints().iterator().next();
    }

    @Test
    void the_duration_of_each_call_is_counted_in_seconds() {
        try (ScriptedServer server = ScriptedServer.answering(events(text("x"), finish("stop"), DONE))) {
            HandWrittenPrompt prompt =
                    HandWrittenPrompt.with(recorder.clientOf(server).build());
            StreamResult one = prompt.stream().collect();
            StreamResult other = prompt.stream().collect();

            MetricData metric = recorder.metric("gen_ai.client.operation.duration");
            HistogramPointData point = only("gen_ai.client.operation.duration");
            assertThat(metric.getUnit()).isEqualTo("s");
            assertThat(point.getCount()).isEqualTo(2);
            assertThat(point.getSum())
                    .isEqualTo(
                            one.duration().plus(other.duration()).toNanos() / 1e9,
                            org.assertj.core.data.Offset.offset(1e-6));
            assertThat(point.getBoundaries()).startsWith(0.01, 0.02).endsWith(81.92);
            assertThat(attributes(point)).containsExactlyInAnyOrderEntriesOf(identity(server));
        }
    }

    @Test
    void a_failure_is_counted_under_its_kind() {
        try (ScriptedServer server = ScriptedServer.answering(
                body(429, "application/json", error("rate_limit", "x")), events(text("x"), finish("stop"), DONE))) {
            HandWrittenPrompt prompt =
                    HandWrittenPrompt.with(recorder.clientOf(server).build(), ONCE);
            assertThat(catchThrowable(() -> prompt.stream().collect())).isNotNull();
            prompt.stream().collect();

            assertThat(recorder.metric("gen_ai.client.operation.duration")
                            .getHistogramData()
                            .getPoints())
                    .hasSize(2)
                    .anySatisfy(point -> assertThat(attributes(point))
                            .containsEntry("error.type", "dev.cuecard.error.RateLimitException"))
                    .anySatisfy(point -> assertThat(attributes(point)).doesNotContainKey("error.type"));
        }
    }

    @Test
    void the_time_to_the_first_chunk_is_counted_of_streams_that_had_one() {
        try (ScriptedServer server = ScriptedServer.answering(
                body(400, "application/json", error("invalid", "x")), events(text("x"), finish("stop"), DONE))) {
            HandWrittenPrompt prompt =
                    HandWrittenPrompt.with(recorder.clientOf(server).build(), ONCE);
            assertThat(catchThrowable(() -> prompt.stream().collect())).isNotNull();
            StreamResult result = prompt.stream().collect();

            HistogramPointData point = only("gen_ai.client.operation.time_to_first_chunk");
            assertThat(point.getCount()).isEqualTo(1);
            assertThat(point.getSum())
                    .isPositive()
                    .isLessThanOrEqualTo(result.duration().toNanos() / 1e9);
            assertThat(attributes(point)).containsExactlyInAnyOrderEntriesOf(identity(server));
        }
    }

    @Test
    void tokens_are_counted_by_their_type_where_the_provider_told_them() {
        try (ScriptedServer server = ScriptedServer.answering(
                events(text("x"), finish("stop"), DONE), events(text("x"), finish("stop"), usage(30, 20), DONE))) {
            HandWrittenPrompt prompt =
                    HandWrittenPrompt.with(recorder.clientOf(server).build());
            prompt.stream().collect();
            prompt.stream().collect();

            MetricData metric = recorder.metric("gen_ai.client.token.usage");
            assertThat(metric.getUnit()).isEqualTo("{token}");
            assertThat(metric.getHistogramData().getPoints()).hasSize(2).allSatisfy(point -> {
                Map<String, Object> expected = identity(server);
                boolean input = point.getSum() == 30;
                expected.put("gen_ai.token.type", input ? "input" : "output");
                assertThat(point.getSum()).isEqualTo(input ? 30 : 20);
                assertThat(point.getCount()).isEqualTo(1);
                assertThat(attributes(point)).containsExactlyInAnyOrderEntriesOf(expected);
            });
        }
    }

    @Test
    void nothing_that_a_user_or_a_model_says_is_an_attribute() {
        try (ScriptedServer server =
                ScriptedServer.answering(events(text("tell-tale"), finish("stop"), usage(3, 2), DONE))) {
            HandWrittenPrompt.with(
                            recorder.clientOf(server).captureContent(true).build())
                    .stream()
                    .collect();

            for (String name : recorder.metricNames()) {
                assertThat(recorder.metric(name).toString())
                        .doesNotContain("tell-tale")
                        .doesNotContain("Say hello");
            }
        }
    }

    @Test
    void calls_are_counted_where_there_is_a_meter_and_no_tracer() {
        OpenTelemetry metered = new OpenTelemetry() {
            @Override
            public TracerProvider getTracerProvider() {
                return TracerProvider.noop();
            }

            @Override
            public MeterProvider getMeterProvider() {
                return recorder.sdk().getMeterProvider();
            }

            @Override
            public ContextPropagators getPropagators() {
                return ContextPropagators.noop();
            }
        };
        try (ScriptedServer server = ScriptedServer.answering(events(text("x"), finish("stop"), usage(3, 2), DONE))) {
            HandWrittenPrompt.with(
                            recorder.clientOf(server).openTelemetry(metered).build())
                    .stream()
                    .collect();

            assertThat(recorder.spans()).isEmpty();
            assertThat(recorder.metricNames())
                    .containsExactlyInAnyOrderElementsOf(List.of(
                            "gen_ai.client.operation.duration",
                            "gen_ai.client.operation.time_to_first_chunk",
                            "gen_ai.client.token.usage"));
        }
    }
}

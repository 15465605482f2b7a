package dev.cuecard.examples;

import dev.cuecard.stream.ChunkStream;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.PrintStream;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Traces a call to the console: the ids before the first chunk, and the span with all that it says when it has ended. */
final class TraceRecipes {

    private TraceRecipes() {}

    static void run(Answers answers, String ingredient, PrintStream out) {
        SdkTracerProvider tracing = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(new Console(out)))
                .build();
        try (OpenTelemetrySdk openTelemetry =
                OpenTelemetrySdk.builder().setTracerProvider(tracing).build()) {
            Answer<?> who = answers.tracedBy(openTelemetry).any();
            try (ChunkStream<?> stream =
                    RecipeRecommenderPrompt.of(ingredient).with(who.client()).on(who.model()).stream()) {
                out.println("trace " + stream.traceId() + ", span " + stream.spanId());
                stream.text().forEach(out::print);
            }
        }
    }

    /** Prints spans. OpenTelemetry has exporters for the usual places; to write one is no more than this. */
    private record Console(PrintStream out) implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            for (SpanData span : spans) {
                // Ends the line of the reply: a span ends with its stream, before the reader's loop does.
                out.println();
                long nanos = span.getEndEpochNanos() - span.getStartEpochNanos();
                out.println("span  " + span.getName() + " of trace " + span.getTraceId() + ", "
                        + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms");
                Map<String, Object> sorted = new TreeMap<>();
                span.getAttributes().forEach((key, value) -> sorted.put(key.getKey(), value));
                sorted.forEach((key, value) -> out.println("      " + key + " = " + value));
                span.getEvents()
                        .forEach(event -> out.println("event " + event.getName() + " " + event.getAttributes()));
            }
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}

package dev.cuecard.tracing;

import dev.cuecard.message.Message;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A span of the SDK's. It is touched twice, both times in the background, where its processors may take as long as they
 * like: to start it, and to say at once all there is to say and end it. Times are taken when things happen, so that they
 * are right however late they are told.
 */
final class RecordedSpan {

    /** What a span needs to be told of at its start. */
    record Start(String name, Attributes attributes, List<Message> content, Context parent) {}

    /** What has happened that is told as an event of the span. */
    record Event(String name, Attributes attributes, long epochNanos) {}

    /** What a span is told at its end; the failure is null where it ended well. */
    record End(
            Attributes attributes,
            List<Event> events,
            @Nullable String failure,
            long epochNanos) {}

    /** A span that was started. */
    private record Live(Span span, SpanContext ids, boolean recording, Context context, Map<String, String> headers) {}

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final TelemetryGuard guard;
    private final TelemetryThread ends;
    private final long startedEpochNanos;
    private final long startedNanos = System.nanoTime();
    private final CompletableFuture<Live> live = new CompletableFuture<>();

    private RecordedSpan(TelemetryGuard guard, TelemetryThread ends) {
        this.guard = guard;
        this.ends = ends;
        Instant now = Instant.now();
        this.startedEpochNanos = now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    }

    /** Starts a span, and waits for it as long as there is patience. */
    static RecordedSpan start(
            Tracer tracer,
            @Nullable TextMapPropagator propagator,
            Start what,
            TelemetryGuard guard,
            TelemetryThread starts,
            TelemetryThread ends) {
        RecordedSpan span = new RecordedSpan(guard, ends);
        // Processors find their caller's context where they would find it on the caller's thread.
        starts.await(starts.hand(what.parent().wrap(() -> span.begin(tracer, propagator, what))));
        return span;
    }

    private void begin(Tracer tracer, @Nullable TextMapPropagator propagator, Start what) {
        Span span = tracer.spanBuilder(what.name())
                .setSpanKind(SpanKind.CLIENT)
                .setParent(what.parent())
                .setStartTimestamp(startedEpochNanos, TimeUnit.NANOSECONDS)
                .setAllAttributes(what.attributes())
                .startSpan();
        boolean recording = span.isRecording();
        if (recording && !what.content().isEmpty()) {
            guard.run(() -> span.setAttribute(GenAi.INPUT_MESSAGES, MessageValues.input(what.content())));
        }
        Context own = what.parent().with(span);
        Map<String, String> headers =
                propagator == null ? Map.of() : guard.get(() -> headers(propagator, own), Map::of);
        live.complete(new Live(span, span.getSpanContext(), recording, own, headers));
    }

    /** The headers that a propagator sends; one that no request can carry costs the trace its header, not the call. */
    static Map<String, String> headers(TextMapPropagator propagator, Context context) {
        Map<String, String> headers = new LinkedHashMap<>();
        propagator.inject(context, headers, (carrier, name, value) -> {
            if (carrier != null && isToken(name) && value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
                carrier.put(name, value);
            }
        });
        return Map.copyOf(headers);
    }

    private static boolean isToken(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ':');
    }

    /** The span's own ids, invalid while it has not started. */
    SpanContext ids() {
        Live started = started();
        return started == null ? SpanContext.getInvalid() : started.ids();
    }

    /** What is sent along for the provider to go on with the trace. */
    Map<String, String> headers() {
        Live started = started();
        return started == null ? Map.of() : started.headers();
    }

    /** The context in which the span is the current one; null while it has not started. */
    @Nullable
    Context context() {
        Live started = started();
        return started == null ? null : started.context();
    }

    /** Whether an end would be told anybody; true while the span has not started, since it may be. */
    boolean recording() {
        Live started = started();
        return started == null || started.recording();
    }

    private @Nullable Live started() {
        return live.getNow(null);
    }

    /** Now, as spans count: from their start on it passes as {@link System#nanoTime()} does. */
    long epochNanos() {
        return startedEpochNanos + System.nanoTime() - startedNanos;
    }

    /**
     * Ends the span, and waits for it as long as there is patience. One that has not started is ended when it has.
     */
    void end(End what) {
        AtomicReference<@Nullable CountDownLatch> handed = new AtomicReference<>();
        CompletableFuture<Void> unused = live.thenAccept(started -> handed.set(ends.hand(() -> end(started, what))));
        CountDownLatch done = handed.get();
        if (done != null) {
            ends.await(done);
        }
    }

    private void end(Live started, End what) {
        Span span = started.span();
        guard.run(() -> {
            span.setAllAttributes(what.attributes());
            for (Event event : what.events()) {
                span.addEvent(event.name(), event.attributes(), event.epochNanos(), TimeUnit.NANOSECONDS);
            }
            if (what.failure() != null) {
                span.setStatus(StatusCode.ERROR, what.failure());
            }
        });
        guard.run(() -> span.end(what.epochNanos(), TimeUnit.NANOSECONDS));
    }
}

package dev.cuecard.tracing;

import dev.cuecard.call.CallOptions;
import dev.cuecard.message.Message;
import dev.cuecard.stream.StreamResult;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the spans and counts the metrics of a client's calls, as the OpenTelemetry semantic conventions for generative AI
 * name them. Thread-safe.
 *
 * <p>A user's span processors run on two threads of the tracer's, one for starts and one for ends, so that neither waits for
 * the other and no call for either; see {@link TelemetryThread}. Where no SDK is, there are no such threads.
 */
public final class CallTracer {

    private static final String SCOPE = "dev.cuecard";

    private final TelemetryGuard guard = new TelemetryGuard();
    private final TelemetryThread starts = new TelemetryThread("cuecard-span-starts", guard);
    private final TelemetryThread ends = new TelemetryThread("cuecard-span-ends", guard);
    private final @Nullable Tracer tracer;
    private final @Nullable CallMetrics metrics;
    private final @Nullable TextMapPropagator propagator;
    private final boolean captureContent;

    /**
     * Makes a tracer.
     *
     * @param openTelemetry where spans and metrics go
     * @param captureContent whether the text of prompts and replies is put on spans
     * @param propagate whether the provider is told of the trace, with what the propagators of {@code openTelemetry} send
     */
    public CallTracer(OpenTelemetry openTelemetry, boolean captureContent, boolean propagate) {
        this.captureContent = captureContent;
        if (openTelemetry == OpenTelemetry.noop()) {
            // Most short programs have no SDK, and would load a hundred classes of the API to learn it.
            this.tracer = null;
            this.metrics = null;
            this.propagator = null;
            return;
        }
        this.tracer = guard.<@Nullable Tracer>get(() -> openTelemetry.getTracer(SCOPE), () -> null);
        this.metrics =
                guard.<@Nullable CallMetrics>get(() -> new CallMetrics(openTelemetry.getMeter(SCOPE)), () -> null);
        this.propagator = propagate
                ? guard.<@Nullable TextMapPropagator>get(
                        () -> openTelemetry.getPropagators().getTextMapPropagator(), () -> null)
                : null;
    }

    /**
     * Begins a span, as a child of the one that is current.
     *
     * @param provider the provider's name
     * @param model the model's name
     * @param options how the call is made
     * @param messages the prompt
     * @return the span, begun
     */
    public CallSpan start(String provider, String model, CallOptions options, List<Message> messages) {
        String asked = provider + ":" + model;
        Context callers = guard.get(Context::current, Context::root);
        boolean traced = tracer != null && guard.get(tracer::isEnabled, () -> false);
        if (!traced && !counts()) {
            return new CallSpan(this, asked, Attributes.empty(), callers, null);
        }
        Attributes identity = RequestAttributes.identity(provider, model);
        RecordedSpan recorded = null;
        if (traced && tracer != null) {
            Attributes attributes = identity.toBuilder()
                    .putAll(RequestAttributes.options(options))
                    .build();
            RecordedSpan.Start start = new RecordedSpan.Start(
                    GenAi.CHAT + " " + model, attributes, captureContent ? messages : List.of(), callers);
            recorded = RecordedSpan.start(tracer, propagator, start, guard, starts, ends);
        }
        return new CallSpan(this, asked, identity, callers, recorded);
    }

    TelemetryGuard guard() {
        return guard;
    }

    boolean capturesContent() {
        return captureContent;
    }

    /** Whether anybody will want to know of a call. */
    boolean records(@Nullable RecordedSpan span) {
        return span != null || counts();
    }

    private boolean counts() {
        return metrics != null && guard.get(metrics::enabled, () -> false);
    }

    void count(
            Attributes identity,
            StreamResult result,
            @Nullable Throwable failure,
            long firstChunkNanos,
            Context context) {
        if (metrics != null) {
            metrics.record(identity, result, failure, firstChunkNanos, context);
        }
    }

    /** What is sent along where no span is made of a call: a trace that others began goes on all the same. */
    Map<String, String> headersOf(Context context) {
        return propagator == null ? Map.of() : guard.get(() -> RecordedSpan.headers(propagator, context), Map::of);
    }
}

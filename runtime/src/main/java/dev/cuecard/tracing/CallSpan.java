package dev.cuecard.tracing;

import dev.cuecard.stream.StreamResult;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The telemetry of one call, from the making of its stream to its ending: a span, and what is counted. Where nothing
 * records, its ids are unique all the same. Safe for use by many threads, none of which it holds up or throws at.
 */
public final class CallSpan {

    private static final long NOT_YET = Long.MIN_VALUE;

    private final CallTracer tracer;
    private final String model;
    private final Attributes identity;
    private final Context callers;
    private final @Nullable RecordedSpan recorded;
    private final String traceId;
    private final String spanId;

    private final List<RecordedSpan.Event> events = new ArrayList<>(1);
    private volatile Attributes server = Attributes.empty();
    private volatile boolean streamed;
    private volatile long sentNanos = NOT_YET;
    private volatile long firstChunkNanos = NOT_YET;

    CallSpan(CallTracer tracer, String model, Attributes identity, Context callers, @Nullable RecordedSpan recorded) {
        this.tracer = tracer;
        this.model = model;
        this.identity = identity;
        this.callers = callers;
        this.recorded = recorded;
        SpanContext parent = callers == Context.root()
                ? SpanContext.getInvalid()
                : tracer.guard().get(() -> Span.fromContext(callers).getSpanContext(), SpanContext::getInvalid);
        SpanContext own = recorded == null ? SpanContext.getInvalid() : recorded.ids();
        ThreadLocalRandom random = ThreadLocalRandom.current();
        if (own.isValid()) {
            this.traceId = own.getTraceId();
        } else {
            this.traceId = parent.isValid() ? parent.getTraceId() : TraceId.fromLongs(nonZero(random), nonZero(random));
        }
        // A span that nobody makes hands on its parent's context, and so its parent's id.
        boolean ownId = own.isValid() && !own.getSpanId().equals(parent.getSpanId());
        this.spanId = ownId ? own.getSpanId() : SpanId.fromLong(nonZero(random));
    }

    private static long nonZero(ThreadLocalRandom random) {
        return random.nextLong(1, Long.MAX_VALUE);
    }

    /**
     * Returns the trace's id.
     *
     * @return 32 hexadecimal digits
     */
    public String traceId() {
        return traceId;
    }

    /**
     * Returns the span's id.
     *
     * @return 16 hexadecimal digits
     */
    public String spanId() {
        return spanId;
    }

    /**
     * Returns the model that is asked.
     *
     * @return {@code provider:name}
     */
    public String model() {
        return model;
    }

    /**
     * Notes where the call goes, and returns what tells the provider of the trace.
     *
     * @param baseUrl where the provider is found
     * @param streaming whether the reply is asked for piece by piece
     * @return header values by name; empty unless the client is to send them
     */
    public Map<String, String> planned(String baseUrl, boolean streaming) {
        streamed = streaming;
        if (tracer.records(recorded)) {
            server = tracer.guard().get(() -> RequestAttributes.server(baseUrl), Attributes::empty);
        }
        return recorded == null ? tracer.headersOf(callers) : recorded.headers();
    }

    /**
     * What sends a request.
     *
     * @param <X> what it throws
     */
    @FunctionalInterface
    public interface Sending<X extends Exception> {
        /**
         * Sends it.
         *
         * @throws X as the caller of {@link CallSpan#sending} wants it
         */
        void send() throws X;
    }

    /**
     * Sends a request with the span as the current one, so that an instrumented HTTP client makes its spans the children
     * of this.
     *
     * @param <X> what the sending throws
     * @param request sends it, on this thread
     * @throws X what the sending threw
     */
    public <X extends Exception> void sending(Sending<X> request) throws X {
        if (sentNanos == NOT_YET) {
            sentNanos = System.nanoTime();
        }
        Context own = recorded == null ? null : recorded.context();
        if (own == null) {
            request.send();
            return;
        }
        Scope scope = tracer.guard().get(own::makeCurrent, Scope::noop);
        try {
            request.send();
        } finally {
            tracer.guard().run(scope::close);
        }
    }

    /**
     * Lets what is done on another thread have the context in which the stream was made: what a subscriber does there is
     * the caller's own doing, and not a part of the call.
     *
     * @param task the task
     * @return the task, in that context
     */
    public Runnable inCallersContext(Runnable task) {
        if (callers == Context.root()) {
            return task;
        }
        return () -> {
            Scope scope = tracer.guard().get(callers::makeCurrent, Scope::noop);
            try {
                task.run();
            } finally {
                tracer.guard().run(scope::close);
            }
        };
    }

    /**
     * Notes that another attempt is made.
     *
     * @param attempts how many were made
     * @param reason the status or the kind of failure
     * @param wait how long is waited before the next
     */
    public void retry(int attempts, String reason, Duration wait) {
        if (recorded != null) {
            Attributes attributes = Attributes.of(
                    GenAi.RETRY_AFTER_ATTEMPT,
                    (long) attempts,
                    GenAi.RETRY_REASON,
                    reason,
                    GenAi.RETRY_WAIT,
                    GenAi.seconds(wait.toNanos()));
            note(recorded, GenAi.RETRY_EVENT, attributes);
        }
    }

    /**
     * Notes that another model is asked.
     *
     * @param from the model that failed, as {@code provider:name}
     * @param to the model that is asked in its place, as {@code provider:name}
     * @param reason the status or the kind of failure
     */
    public void fallback(String from, String to, String reason) {
        if (recorded != null) {
            Attributes attributes =
                    Attributes.of(GenAi.FALLBACK_FROM, from, GenAi.FALLBACK_TO, to, GenAi.FALLBACK_REASON, reason);
            note(recorded, GenAi.FALLBACK_EVENT, attributes);
        }
    }

    /** Notes that the first chunk came. */
    public void firstChunk() {
        firstChunkNanos = System.nanoTime();
        if (recorded != null) {
            note(recorded, GenAi.FIRST_CHUNK_EVENT, Attributes.empty());
        }
    }

    private void note(RecordedSpan span, String event, Attributes attributes) {
        synchronized (events) {
            events.add(new RecordedSpan.Event(event, attributes, span.epochNanos()));
        }
    }

    /** The time to the first chunk, where one came and the call streamed; else a negative number. */
    private long timeToFirstChunk() {
        boolean known = streamed && sentNanos != NOT_YET && firstChunkNanos != NOT_YET;
        return known ? firstChunkNanos - sentNanos : -1;
    }

    /**
     * Ends the span and counts the call. Called once.
     *
     * @param result what the call amounted to
     * @param failure what it failed with, or null
     */
    public void end(StreamResult result, @Nullable Throwable failure) {
        if (!tracer.records(recorded)) {
            return;
        }
        tracer.guard().run(() -> {
            Context own = recorded == null ? null : recorded.context();
            Attributes common = identity.toBuilder().putAll(server).build();
            tracer.count(common, result, failure, timeToFirstChunk(), own == null ? callers : own);
        });
        if (recorded != null && recorded.recording()) {
            tracer.guard().run(() -> recorded.end(describe(recorded, result, failure)));
        }
    }

    private RecordedSpan.End describe(RecordedSpan span, StreamResult result, @Nullable Throwable failure) {
        long now = span.epochNanos();
        AttributesBuilder attributes =
                ResultAttributes.of(result, failure).toBuilder().putAll(server);
        if (streamed) {
            attributes.put(GenAi.REQUEST_STREAM, true);
        }
        long firstChunk = timeToFirstChunk();
        if (firstChunk >= 0) {
            attributes.put(GenAi.FIRST_CHUNK, GenAi.seconds(firstChunk));
        }
        if (tracer.capturesContent() && !result.choices().isEmpty()) {
            attributes.put(GenAi.OUTPUT_MESSAGES, MessageValues.output(result));
        }
        if (!spanId.equals(span.ids().getSpanId())) {
            attributes.put(GenAi.TOLD_TRACE_ID, traceId).put(GenAi.TOLD_SPAN_ID, spanId);
        }
        List<RecordedSpan.Event> happened;
        synchronized (events) {
            happened = List.copyOf(events);
        }
        String words = failure == null ? null : FailureText.of(failure, tracer.capturesContent());
        return new RecordedSpan.End(attributes.build(), happened, words, now);
    }
}

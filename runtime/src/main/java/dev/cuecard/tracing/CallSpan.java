package dev.cuecard.tracing;

import dev.cuecard.stream.Ending;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.Usage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The span of one call, from the making of its stream to its ending. Where nothing records, its ids are unique all the same. */
public final class CallSpan {

    private static final AttributeKey<String> RESPONSE_MODEL = AttributeKey.stringKey("gen_ai.response.model");
    private static final AttributeKey<String> RESPONSE_ID = AttributeKey.stringKey("gen_ai.response.id");
    private static final AttributeKey<List<String>> FINISH_REASONS =
            AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
    private static final AttributeKey<Long> INPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.input_tokens");
    private static final AttributeKey<Long> OUTPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.output_tokens");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> ENDING = AttributeKey.stringKey("cuecard.stream.ending");
    private static final AttributeKey<Long> CHUNKS = AttributeKey.longKey("cuecard.stream.chunks");
    private static final AttributeKey<Long> ATTEMPTS = AttributeKey.longKey("cuecard.attempts");
    private static final AttributeKey<Double> FIRST_CHUNK =
            AttributeKey.doubleKey("cuecard.stream.time_to_first_chunk");
    private static final AttributeKey<String> TEXT = AttributeKey.stringKey("cuecard.reply.text");
    private static final AttributeKey<Long> RETRY_AFTER_ATTEMPT = AttributeKey.longKey("cuecard.attempt");
    private static final AttributeKey<String> RETRY_REASON = AttributeKey.stringKey("cuecard.retry.reason");
    private static final AttributeKey<Double> RETRY_WAIT = AttributeKey.doubleKey("cuecard.retry.wait");

    private static final AttributeKey<String> FALLBACK_FROM = AttributeKey.stringKey("cuecard.fallback.from");
    private static final AttributeKey<String> FALLBACK_TO = AttributeKey.stringKey("cuecard.fallback.to");
    private static final AttributeKey<String> FALLBACK_REASON = AttributeKey.stringKey("cuecard.fallback.reason");

    private static final double NANOS = 1e9;

    private final Span span;
    private final String model;
    private final boolean captureContent;
    private final TelemetryGuard guard;
    private final String traceId;
    private final String spanId;

    CallSpan(Span span, String model, boolean captureContent, TelemetryGuard guard) {
        this.span = span;
        this.model = model;
        this.captureContent = captureContent;
        this.guard = guard;
        SpanContext context = span.getSpanContext();
        this.traceId = context.isValid() ? context.getTraceId() : randomHex() + randomHex();
        // A span that is not recorded hands on its parent's context, and so its parent's id.
        this.spanId = context.isValid() && span.isRecording() ? context.getSpanId() : randomHex();
    }

    private static String randomHex() {
        return String.format("%016x", ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
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
     * Notes that another attempt is made.
     *
     * @param attempts how many were made
     * @param reason the status or the kind of failure
     * @param wait how long is waited before the next
     */
    public void retry(int attempts, String reason, Duration wait) {
        guard.run(() -> {
            if (span.isRecording()) {
                span.addEvent(
                        "cuecard.retry",
                        Attributes.of(
                                RETRY_AFTER_ATTEMPT,
                                (long) attempts,
                                RETRY_REASON,
                                reason,
                                RETRY_WAIT,
                                wait.toNanos() / NANOS));
            }
        });
    }

    /**
     * Notes that another model is asked.
     *
     * @param from the model that failed, as {@code provider:name}
     * @param to the model that is asked in its place, as {@code provider:name}
     * @param reason the status or the kind of failure
     */
    public void fallback(String from, String to, String reason) {
        guard.run(() -> {
            if (span.isRecording()) {
                span.addEvent(
                        "cuecard.fallback",
                        Attributes.of(FALLBACK_FROM, from, FALLBACK_TO, to, FALLBACK_REASON, reason));
            }
        });
    }

    /**
     * Notes that the first chunk came.
     *
     * @param after how long it took
     */
    public void firstChunk(Duration after) {
        guard.run(() -> {
            if (span.isRecording()) {
                span.addEvent("cuecard.first_chunk");
                span.setAttribute(FIRST_CHUNK, after.toNanos() / NANOS);
            }
        });
    }

    /**
     * Ends the span. Called once.
     *
     * @param result what the call amounted to
     * @param failure what it failed with, or null
     */
    public void end(StreamResult result, @Nullable Throwable failure) {
        guard.run(() -> describe(result, failure));
        guard.run(span::end);
    }

    private void describe(StreamResult result, @Nullable Throwable failure) {
        if (!span.isRecording()) {
            return;
        }
        if (failure != null) {
            span.setAttribute(ERROR_TYPE, failure.getClass().getName());
            span.setStatus(StatusCode.ERROR, firstLine(failure.getMessage()));
        }
        Ending ending = result.ending();
        span.setAttribute(ENDING, ending.getClass().getSimpleName());
        span.setAttribute(CHUNKS, result.chunkCount());
        span.setAttribute(ATTEMPTS, (long) result.attempts());
        if (!result.model().isEmpty()) {
            span.setAttribute(RESPONSE_MODEL, result.model());
        }
        if (!result.responseId().isEmpty()) {
            span.setAttribute(RESPONSE_ID, result.responseId());
        }
        result.finishReason().map(FinishReason::raw).ifPresent(raw -> span.setAttribute(FINISH_REASONS, List.of(raw)));
        result.usage().ifPresent(this::describe);
        if (captureContent) {
            span.setAttribute(TEXT, result.text());
        }
    }

    private void describe(Usage usage) {
        set(INPUT_TOKENS, usage.inputTokens());
        set(OUTPUT_TOKENS, usage.outputTokens());
    }

    private void set(AttributeKey<Long> key, OptionalLong value) {
        if (value.isPresent()) {
            span.setAttribute(key, value.getAsLong());
        }
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}

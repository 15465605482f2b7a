package dev.cuecard.tracing;

import dev.cuecard.call.CallOptions;
import dev.cuecard.message.Message;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import java.util.List;

/**
 * Begins the spans of a client's calls. Attributes follow the OpenTelemetry semantic conventions for generative AI.
 */
public final class CallTracer {

    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
    private static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
    private static final AttributeKey<String> MODEL = AttributeKey.stringKey("gen_ai.request.model");
    private static final AttributeKey<Double> TEMPERATURE = AttributeKey.doubleKey("gen_ai.request.temperature");
    private static final AttributeKey<Double> TOP_P = AttributeKey.doubleKey("gen_ai.request.top_p");
    private static final AttributeKey<Long> MAX_TOKENS = AttributeKey.longKey("gen_ai.request.max_tokens");
    private static final AttributeKey<Long> SEED = AttributeKey.longKey("gen_ai.request.seed");
    private static final AttributeKey<List<String>> STOP = AttributeKey.stringArrayKey("gen_ai.request.stop_sequences");
    private static final AttributeKey<String> PROMPT = AttributeKey.stringKey("cuecard.prompt.text");

    private final Tracer tracer;
    private final boolean captureContent;
    private final TelemetryGuard guard = new TelemetryGuard();

    /**
     * Makes a tracer.
     *
     * @param openTelemetry where spans go
     * @param captureContent whether the text of prompts and replies is put on spans
     */
    public CallTracer(OpenTelemetry openTelemetry, boolean captureContent) {
        this.tracer = openTelemetry.getTracer("dev.cuecard");
        this.captureContent = captureContent;
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
        return guard.get(
                () -> new CallSpan(begin(provider, model, options, messages), asked, captureContent, guard),
                () -> new CallSpan(Span.getInvalid(), asked, false, guard));
    }

    private Span begin(String provider, String model, CallOptions options, List<Message> messages) {
        SpanBuilder builder = tracer.spanBuilder("chat " + model)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(OPERATION, "chat")
                .setAttribute(PROVIDER, provider)
                .setAttribute(MODEL, model);
        options.temperature().ifPresent(value -> builder.setAttribute(TEMPERATURE, value));
        options.topP().ifPresent(value -> builder.setAttribute(TOP_P, value));
        options.maxTokens().ifPresent(value -> builder.setAttribute(MAX_TOKENS, (long) value));
        options.seed().ifPresent(value -> builder.setAttribute(SEED, value));
        if (!options.stop().isEmpty()) {
            builder.setAttribute(STOP, options.stop());
        }
        Span span = builder.startSpan();
        if (captureContent && span.isRecording()) {
            span.setAttribute(PROMPT, text(messages));
        }
        return span;
    }

    private static String text(List<Message> messages) {
        StringBuilder text = new StringBuilder();
        for (Message message : messages) {
            text.append(message.role().wireName())
                    .append(": ")
                    .append(message.text())
                    .append('\n');
        }
        return text.toString();
    }
}

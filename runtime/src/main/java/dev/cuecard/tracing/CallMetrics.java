package dev.cuecard.tracing;

import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.Usage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a client's calls. Their attributes are few and take few values: who was asked for which model where, and
 * how it failed.
 *
 * <p>They are recorded on the thread that ends the call: an instrument only adds up, and what exports the sums does so on a
 * thread of its own. So they are there even where the exporter of the spans hangs.
 */
final class CallMetrics {

    /** The boundaries that the conventions advise, in seconds. */
    private static final List<Double> SECONDS =
            List.of(0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);

    private static final List<Long> TOKENS = List.of(
            1L, 4L, 16L, 64L, 256L, 1024L, 4096L, 16384L, 65536L, 262144L, 1048576L, 4194304L, 16777216L, 67108864L);

    private final DoubleHistogram duration;
    private final DoubleHistogram firstChunk;
    private final LongHistogram tokens;

    CallMetrics(Meter meter) {
        duration = meter.histogramBuilder("gen_ai.client.operation.duration")
                .setUnit("s")
                .setDescription("How long calls took, from the making of the stream to its ending.")
                .setExplicitBucketBoundariesAdvice(SECONDS)
                .build();
        firstChunk = meter.histogramBuilder("gen_ai.client.operation.time_to_first_chunk")
                .setUnit("s")
                .setDescription("How long the first chunk of a stream took, from the sending of the request.")
                .setExplicitBucketBoundariesAdvice(SECONDS)
                .build();
        tokens = meter.histogramBuilder("gen_ai.client.token.usage")
                .ofLongs()
                .setUnit("{token}")
                .setDescription("Tokens of prompts and of replies, as the provider counted them.")
                .setExplicitBucketBoundariesAdvice(TOKENS)
                .build();
    }

    boolean enabled() {
        return duration.isEnabled() || firstChunk.isEnabled() || tokens.isEnabled();
    }

    /**
     * Records a call that has ended.
     *
     * @param identity who was asked for which model, and where
     * @param firstChunkNanos the time to the first chunk of a stream, or a negative number where there is none
     * @param context the call's span, for exemplars
     */
    void record(
            Attributes identity,
            StreamResult result,
            @Nullable Throwable failure,
            long firstChunkNanos,
            Context context) {
        AttributesBuilder builder = identity.toBuilder();
        if (!result.model().isEmpty()) {
            builder.put(GenAi.RESPONSE_MODEL, result.model());
        }
        Attributes common = builder.build();
        Attributes ended = failure == null
                ? common
                : common.toBuilder()
                        .put(GenAi.ERROR_TYPE, ResultAttributes.errorType(failure))
                        .build();
        duration.record(GenAi.seconds(result.duration().toNanos()), ended, context);
        if (firstChunkNanos >= 0) {
            firstChunk.record(GenAi.seconds(firstChunkNanos), common, context);
        }
        if (result.usage().isPresent()) {
            Usage usage = result.usage().get();
            count("input", usage.inputTokens(), common, context);
            count("output", usage.outputTokens(), common, context);
        }
    }

    private void count(String type, OptionalLong count, Attributes common, Context context) {
        if (count.isPresent()) {
            Attributes attributes =
                    common.toBuilder().put(GenAi.TOKEN_TYPE, type).build();
            tokens.record(count.getAsLong(), attributes, context);
        }
    }
}

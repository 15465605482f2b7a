package dev.cuecard.tracing;

import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.Usage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a span says of how a call went. */
final class ResultAttributes {

    private ResultAttributes() {}

    static Attributes of(StreamResult result, @Nullable Throwable failure) {
        AttributesBuilder to = Attributes.builder();
        if (failure != null) {
            to.put(GenAi.ERROR_TYPE, errorType(failure));
        }
        to.put(GenAi.ENDING, result.ending().getClass().getSimpleName());
        to.put(GenAi.CHUNKS, result.chunkCount());
        to.put(GenAi.ATTEMPTS, (long) result.attempts());
        if (!result.model().isEmpty()) {
            to.put(GenAi.RESPONSE_MODEL, result.model());
        }
        if (!result.responseId().isEmpty()) {
            to.put(GenAi.RESPONSE_ID, result.responseId());
        }
        List<String> reasons = result.choices().stream()
                .flatMap(choice -> choice.finishReason().stream())
                .map(FinishReason::raw)
                .toList();
        if (!reasons.isEmpty()) {
            to.put(GenAi.FINISH_REASONS, reasons);
        }
        result.usage().ifPresent(usage -> add(to, usage));
        return to.build();
    }

    /** The name of the exception: there are as many as {@link dev.cuecard.error.PromptException} has subclasses. */
    static String errorType(Throwable failure) {
        return failure.getClass().getName();
    }

    /** The provider's own counts: what it counts apart, as some do with cached tokens or thoughts, stays apart. */
    private static void add(AttributesBuilder to, Usage usage) {
        add(to, GenAi.INPUT_TOKENS, usage.inputTokens());
        add(to, GenAi.OUTPUT_TOKENS, usage.outputTokens());
        add(to, GenAi.CACHED_TOKENS, usage.cachedInputTokens());
        add(to, GenAi.REASONING_TOKENS, usage.reasoningTokens());
    }

    private static void add(AttributesBuilder to, AttributeKey<Long> key, OptionalLong value) {
        if (value.isPresent()) {
            to.put(key, value.getAsLong());
        }
    }
}

package dev.cuecard.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Value;
import java.util.List;

/**
 * The names on spans and metrics. Those that begin with {@code gen_ai.}, {@code server.} and {@code error.} are the
 * OpenTelemetry semantic conventions' for generative AI (github.com/open-telemetry/semantic-conventions-genai), which are
 * still in development; those that begin with {@code cuecard.} tell what the conventions have no name for.
 */
final class GenAi {

    static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
    static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
    static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
    static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    static final AttributeKey<String> REQUEST_MODEL = AttributeKey.stringKey("gen_ai.request.model");
    static final AttributeKey<Boolean> REQUEST_STREAM = AttributeKey.booleanKey("gen_ai.request.stream");
    static final AttributeKey<Double> TEMPERATURE = AttributeKey.doubleKey("gen_ai.request.temperature");
    static final AttributeKey<Double> TOP_P = AttributeKey.doubleKey("gen_ai.request.top_p");
    static final AttributeKey<Double> TOP_K = AttributeKey.doubleKey("gen_ai.request.top_k");
    static final AttributeKey<Double> FREQUENCY_PENALTY = AttributeKey.doubleKey("gen_ai.request.frequency_penalty");
    static final AttributeKey<Double> PRESENCE_PENALTY = AttributeKey.doubleKey("gen_ai.request.presence_penalty");
    static final AttributeKey<Long> MAX_TOKENS = AttributeKey.longKey("gen_ai.request.max_tokens");
    static final AttributeKey<Long> SEED = AttributeKey.longKey("gen_ai.request.seed");
    static final AttributeKey<Long> CHOICE_COUNT = AttributeKey.longKey("gen_ai.request.choice.count");
    static final AttributeKey<List<String>> STOP = AttributeKey.stringArrayKey("gen_ai.request.stop_sequences");

    static final AttributeKey<String> RESPONSE_ID = AttributeKey.stringKey("gen_ai.response.id");
    static final AttributeKey<String> RESPONSE_MODEL = AttributeKey.stringKey("gen_ai.response.model");
    static final AttributeKey<List<String>> FINISH_REASONS =
            AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
    static final AttributeKey<Double> FIRST_CHUNK = AttributeKey.doubleKey("gen_ai.response.time_to_first_chunk");

    static final AttributeKey<Long> INPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.input_tokens");
    static final AttributeKey<Long> OUTPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.output_tokens");
    static final AttributeKey<Long> CACHED_TOKENS = AttributeKey.longKey("gen_ai.usage.cache_read.input_tokens");
    static final AttributeKey<Long> REASONING_TOKENS = AttributeKey.longKey("gen_ai.usage.reasoning.output_tokens");
    static final AttributeKey<String> TOKEN_TYPE = AttributeKey.stringKey("gen_ai.token.type");

    static final AttributeKey<Value<?>> INPUT_MESSAGES = AttributeKey.valueKey("gen_ai.input.messages");
    static final AttributeKey<Value<?>> OUTPUT_MESSAGES = AttributeKey.valueKey("gen_ai.output.messages");

    static final AttributeKey<String> ENDING = AttributeKey.stringKey("cuecard.stream.ending");
    static final AttributeKey<Long> CHUNKS = AttributeKey.longKey("cuecard.stream.chunks");
    static final AttributeKey<Long> ATTEMPTS = AttributeKey.longKey("cuecard.attempts");
    static final AttributeKey<String> TOLD_TRACE_ID = AttributeKey.stringKey("cuecard.told.trace_id");
    static final AttributeKey<String> TOLD_SPAN_ID = AttributeKey.stringKey("cuecard.told.span_id");

    static final String FIRST_CHUNK_EVENT = "cuecard.first_chunk";
    static final String RETRY_EVENT = "cuecard.retry";
    static final String FALLBACK_EVENT = "cuecard.fallback";
    static final AttributeKey<Long> RETRY_AFTER_ATTEMPT = AttributeKey.longKey("cuecard.attempt");
    static final AttributeKey<String> RETRY_REASON = AttributeKey.stringKey("cuecard.retry.reason");
    static final AttributeKey<String> FALLBACK_FROM = AttributeKey.stringKey("cuecard.fallback.from");
    static final AttributeKey<String> FALLBACK_TO = AttributeKey.stringKey("cuecard.fallback.to");
    static final AttributeKey<String> FALLBACK_REASON = AttributeKey.stringKey("cuecard.fallback.reason");
    static final AttributeKey<Double> RETRY_WAIT = AttributeKey.doubleKey("cuecard.retry.wait");

    static final String CHAT = "chat";

    private static final double NANOS = 1e9;

    private GenAi() {}

    static double seconds(long nanos) {
        return nanos / NANOS;
    }

    /** The conventions' name of a provider; where they have none, Cuecard's own. */
    static String provider(String name) {
        return switch (name) {
            case "azure" -> "azure.ai.openai";
            case "google" -> "gcp.gemini";
            case "mistral" -> "mistral_ai";
            case "xai" -> "x_ai";
            default -> name;
        };
    }
}

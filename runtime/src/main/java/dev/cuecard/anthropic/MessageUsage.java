package dev.cuecard.anthropic;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The tokens counted, with every field of the API. An unknown count is empty, not zero; no component is ever null.
 *
 * @param inputTokens tokens of the prompt that were neither read from the cache nor written to it
 * @param outputTokens tokens of the reply so far, thinking included
 * @param cacheCreationInputTokens tokens of the prompt that were written to the cache
 * @param cacheReadInputTokens tokens of the prompt that were read from the cache
 * @param cacheCreation for how long they were written to it
 * @param outputTokensDetails what the reply's tokens were
 * @param serverToolUse how often the server's tools were used
 * @param iterations what each of several runs of the model took
 * @param serviceTier the tier that served the request: {@code standard}, {@code priority} or {@code batch}
 * @param inferenceGeo the region in which the model ran
 * @param speed the mode in which it ran: {@code standard} or {@code fast}
 * @see <a href="https://docs.claude.com/en/api/messages">Anthropic API reference, Messages</a>
 */
public record MessageUsage(
        OptionalLong inputTokens,
        OptionalLong outputTokens,
        OptionalLong cacheCreationInputTokens,
        OptionalLong cacheReadInputTokens,
        Optional<CacheCreation> cacheCreation,
        Optional<OutputTokensDetails> outputTokensDetails,
        Optional<ServerToolUse> serverToolUse,
        List<Iteration> iterations,
        Optional<String> serviceTier,
        Optional<String> inferenceGeo,
        Optional<String> speed) {

    /** Makes a usage; the list is copied. */
    public MessageUsage {
        Objects.requireNonNull(inputTokens, "inputTokens");
        Objects.requireNonNull(outputTokens, "outputTokens");
        Objects.requireNonNull(cacheCreationInputTokens, "cacheCreationInputTokens");
        Objects.requireNonNull(cacheReadInputTokens, "cacheReadInputTokens");
        Objects.requireNonNull(cacheCreation, "cacheCreation");
        Objects.requireNonNull(outputTokensDetails, "outputTokensDetails");
        Objects.requireNonNull(serverToolUse, "serverToolUse");
        iterations = List.copyOf(iterations);
        Objects.requireNonNull(serviceTier, "serviceTier");
        Objects.requireNonNull(inferenceGeo, "inferenceGeo");
        Objects.requireNonNull(speed, "speed");
    }

    /**
     * For how long tokens were written to the cache.
     *
     * @param ephemeral5mInputTokens for five minutes
     * @param ephemeral1hInputTokens for an hour
     */
    public record CacheCreation(OptionalLong ephemeral5mInputTokens, OptionalLong ephemeral1hInputTokens) {

        /** Makes counts. */
        public CacheCreation {
            Objects.requireNonNull(ephemeral5mInputTokens, "ephemeral5mInputTokens");
            Objects.requireNonNull(ephemeral1hInputTokens, "ephemeral1hInputTokens");
        }
    }

    /**
     * What the reply's tokens were.
     *
     * @param thinkingTokens tokens spent thinking
     */
    public record OutputTokensDetails(OptionalLong thinkingTokens) {

        /** Makes counts. */
        public OutputTokensDetails {
            Objects.requireNonNull(thinkingTokens, "thinkingTokens");
        }
    }

    /**
     * How often the server's tools were used.
     *
     * @param webSearchRequests searches of the web
     * @param webFetchRequests pages that were fetched
     */
    public record ServerToolUse(OptionalLong webSearchRequests, OptionalLong webFetchRequests) {

        /** Makes counts. */
        public ServerToolUse {
            Objects.requireNonNull(webSearchRequests, "webSearchRequests");
            Objects.requireNonNull(webFetchRequests, "webFetchRequests");
        }
    }

    /**
     * What one of several runs of the model took.
     *
     * @param type what was run: {@code message}, {@code compaction}, {@code advisor_message}
     * @param model the model
     * @param inputTokens as in {@link MessageUsage}
     * @param outputTokens as in {@link MessageUsage}
     * @param cacheCreationInputTokens as in {@link MessageUsage}
     * @param cacheReadInputTokens as in {@link MessageUsage}
     * @param cacheCreation as in {@link MessageUsage}
     */
    public record Iteration(
            Optional<String> type,
            Optional<String> model,
            OptionalLong inputTokens,
            OptionalLong outputTokens,
            OptionalLong cacheCreationInputTokens,
            OptionalLong cacheReadInputTokens,
            Optional<CacheCreation> cacheCreation) {

        /** Makes counts. */
        public Iteration {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(inputTokens, "inputTokens");
            Objects.requireNonNull(outputTokens, "outputTokens");
            Objects.requireNonNull(cacheCreationInputTokens, "cacheCreationInputTokens");
            Objects.requireNonNull(cacheReadInputTokens, "cacheReadInputTokens");
            Objects.requireNonNull(cacheCreation, "cacheCreation");
        }
    }
}

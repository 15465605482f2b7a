package dev.cuecard.stream;

import java.util.OptionalLong;

/**
 * What a call cost, in tokens, as the provider counted them. An unknown count is empty, not zero.
 *
 * @param inputTokens tokens of the prompt
 * @param outputTokens tokens of the reply
 * @param totalTokens the provider's own total; never added up here
 * @param cachedInputTokens tokens of the prompt that came out of the provider's cache
 * @param reasoningTokens tokens spent thinking
 */
public record Usage(
        OptionalLong inputTokens,
        OptionalLong outputTokens,
        OptionalLong totalTokens,
        OptionalLong cachedInputTokens,
        OptionalLong reasoningTokens) {}

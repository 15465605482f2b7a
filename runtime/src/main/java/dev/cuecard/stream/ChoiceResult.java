package dev.cuecard.stream;

import dev.cuecard.message.ToolCall;
import java.util.List;
import java.util.Optional;

/**
 * What one choice of a reply amounts to.
 *
 * @param index the choice's number, from 0
 * @param text all of its text
 * @param reasoning all of its thinking
 * @param refusal the words it declined with, if it did
 * @param toolCalls the tools it wants called; one cut short by the limit of tokens is left out
 * @param finishReason why it ended, if the provider said so
 */
public record ChoiceResult(
        int index,
        String text,
        String reasoning,
        Optional<String> refusal,
        List<ToolCall> toolCalls,
        Optional<FinishReason> finishReason) {}

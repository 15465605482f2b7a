package dev.cuecard.exchange;

import dev.cuecard.stream.Choice;
import dev.cuecard.stream.ChoiceResult;
import dev.cuecard.stream.Delta;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.ToolCallDelta;
import java.util.List;
import java.util.Optional;

/** Gathers one choice of a reply. */
final class ChoiceAccumulator {

    private final int index;
    private final boolean keepText;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final ToolCallAssembler tools = new ToolCallAssembler();
    private Optional<FinishReason> finishReason = Optional.empty();
    private boolean hasContent;

    ChoiceAccumulator(int index, boolean keepText) {
        this.index = index;
        this.keepText = keepText;
    }

    int index() {
        return index;
    }

    /** Whether the model has said anything, kept or not, or that it has finished. */
    boolean hasContent() {
        return hasContent || finishReason.isPresent();
    }

    void add(Choice choice) {
        Delta delta = choice.delta();
        if (!hasContent) {
            hasContent = !delta.content().isEmpty()
                    || !delta.reasoning().isEmpty()
                    || !delta.refusal().isEmpty()
                    || !delta.toolCalls().isEmpty();
        }
        if (keepText) {
            text.append(delta.content());
            reasoning.append(delta.reasoning());
            List<ToolCallDelta> fragments = delta.toolCalls();
            for (int i = 0; i < fragments.size(); i++) {
                tools.add(fragments.get(i));
            }
        }
        // A refusal decides how the stream ends, so it is kept even where nothing else is.
        refusal.append(delta.refusal());
        if (choice.finishReason().isPresent()) {
            finishReason = choice.finishReason();
        }
    }

    Optional<String> refusal() {
        boolean declined = finishReason
                .map(reason -> reason.kind() == FinishReason.Kind.REFUSAL)
                .orElse(false);
        if (!refusal.isEmpty()) {
            return Optional.of(refusal.toString());
        }
        // Where the provider has no words of their own for it, those said until then are the refusal's.
        return declined ? Optional.of(text.toString()) : Optional.empty();
    }

    Optional<String> brokenArguments() {
        return tools.brokenArguments();
    }

    /** Whether the model was stopped in mid-sentence, so that a tool call may lack its end. */
    boolean cutShort() {
        return finishReason
                .map(reason ->
                        reason.kind() == FinishReason.Kind.LENGTH || reason.kind() == FinishReason.Kind.CONTENT_FILTER)
                .orElse(false);
    }

    /**
     * Makes the result.
     *
     * @param whole whether the reply came to a good end
     */
    ChoiceResult result(boolean whole) {
        boolean allSaid = (whole || finishReason.isPresent()) && !cutShort();
        return new ChoiceResult(
                index, text.toString(), reasoning.toString(), refusal(), tools.complete(allSaid), finishReason);
    }
}

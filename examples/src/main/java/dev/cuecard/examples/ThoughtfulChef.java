package dev.cuecard.examples;

import dev.cuecard.Prompt;

/** A prompt for a model that thinks before it answers; the extra field is Anthropic's own. */
@Prompt(
        model = "anthropic:claude-sonnet-4-5",
        maxTokens = 2048,
        extra = "thinking={\"type\": \"enabled\", \"budget_tokens\": 1024}",
        template = "Which one dish should I cook with {ingredient}? Answer in a sentence.")
public interface ThoughtfulChef {

    /** What is in the kitchen. */
    String ingredient();
}

package dev.cuecard.benchmarks.cuecard;

import dev.cuecard.Prompt;

/** The prompt that is streamed. */
@Prompt(model = "openai:gpt-4o-mini", template = "Recommend a recipe with {ingredient}.")
interface RecipeRecommender {
    String ingredient();
}

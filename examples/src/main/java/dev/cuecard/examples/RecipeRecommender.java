package dev.cuecard.examples;

import dev.cuecard.Prompt;

/** The prompt of all the examples. The compiler checks its template and writes {@code RecipeRecommenderPrompt}. */
@Prompt(model = "openai:gpt-4o-mini", template = "Recommend recipes that use {ingredient} as an ingredient")
public interface RecipeRecommender {

    /** What is in the kitchen. */
    String ingredient();
}

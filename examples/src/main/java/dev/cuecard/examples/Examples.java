package dev.cuecard.examples;

import dev.cuecard.PromptClient;
import dev.cuecard.error.PromptException;
import dev.cuecard.testing.MockModel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs an example: {@code [NAME] [INGREDIENT]}, where a name is one of those below and the ingredient may be of several
 * words.
 */
public final class Examples {

    private static final String USUAL_INGREDIENT = "apples";

    private static final Duration BETWEEN_WORDS = Duration.ofMillis(40);

    private static final String SCRIPT = """
            Three ideas:
            1. Roast it with butter, thyme and a little honey until its edges brown.
            2. Simmer it into a soup with onions and cream, and grate nutmeg over it.
            3. Bake it under a crust of oats, walnuts and brown sugar.""";

    private static final Example STREAM = StreamRecipes::run;

    private static final Map<String, Example> BY_NAME = Map.of(
            "stream", STREAM,
            "async", StreamRecipesAsync::run,
            "parallel", ParallelRecipes::run,
            "collect", CollectRecipes::run,
            "cancel", CancelRecipes::run,
            "providers", FourProviders::run,
            "inspect", InspectOpenAi::run,
            "inspect-anthropic", InspectAnthropic::run,
            "inspect-ollama", InspectOllama::run,
            "prompty", PromptyRecipes::run);

    private Examples() {}

    /** What the arguments ask for. */
    record Choice(Example example, String ingredient) {}

    /**
     * Runs the example that the arguments name.
     *
     * @param args the name, else {@code stream}; and the ingredient, else {@code apples}
     */
    public static void main(String[] args) {
        MockModel script = MockModel.streaming(SCRIPT)
                .thinking("They name one thing. What goes with it?")
                .delay(BETWEEN_WORDS);
        Answers answers = new Answers(System.getenv(), PromptClient::shared, script, System.err::println);
        Choice choice = choose(args);
        try {
            choice.example().run(answers, choice.ingredient(), System.out);
        } catch (PromptException e) {
            fail(e);
        } catch (CompletionException e) {
            fail(e.getCause() == null ? e : e.getCause());
        }
    }

    static Choice choose(String... args) {
        List<String> words = Arrays.asList(args);
        @Nullable Example named = words.isEmpty() ? null : BY_NAME.get(words.get(0));
        String ingredient = String.join(" ", named == null ? words : words.subList(1, words.size()));
        return new Choice(named == null ? STREAM : named, ingredient.isBlank() ? USUAL_INGREDIENT : ingredient);
    }

    private static void fail(Throwable cause) {
        System.err.println();
        System.err.println(cause.getMessage());
        System.exit(1);
    }
}

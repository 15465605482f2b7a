package dev.cuecard.examples;

import dev.cuecard.PromptClient;
import dev.cuecard.error.PromptException;
import dev.cuecard.testing.MockModel;
import dev.cuecard.testing.ScriptedReply;
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

    private static final Map<String, Example> BY_NAME = Map.ofEntries(
            entry("stream", STREAM),
            entry("async", StreamRecipesAsync::run),
            entry("parallel", ParallelRecipes::run),
            entry("collect", CollectRecipes::run),
            entry("progress", WatchProgress::run),
            entry("words", CountWords::run),
            entry("cancel", CancelRecipes::run),
            entry("interrupted", InterruptedRecipes::run),
            entry("timeout", MissDeadline::run),
            entry("trace", TraceRecipes::run),
            entry("serve", ServeRecipes::run),
            entry("providers", FourProviders::run),
            entry("inspect", InspectOpenAi::run),
            entry("inspect-anthropic", InspectAnthropic::run),
            entry("inspect-ollama", InspectOllama::run),
            entry("prompty", PromptyRecipes::run));

    private Examples() {}

    /** What the arguments ask for. */
    record Choice(Example example, String ingredient) {}

    /**
     * Runs the example that the arguments name.
     *
     * @param args the name, else {@code stream}; and the ingredient, else {@code apples}
     */
    public static void main(String[] args) {
        ScriptedReply script = MockModel.streaming(SCRIPT)
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

    private static Map.Entry<String, Example> entry(String name, Example example) {
        return Map.entry(name, example);
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

package dev.cuecard.examples;

import dev.cuecard.error.PromptException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * Runs an example: {@code [NAME] [INGREDIENT]}, where a name is one of those below and the ingredient may be of several
 * words.
 */
public final class Examples {

    private static final String FIRST = "stream";
    private static final String USUAL_INGREDIENT = "apples";

    private static final Map<String, Example> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put(FIRST, StreamRecipes::run);
        BY_NAME.put("async", StreamRecipesAsync::run);
        BY_NAME.put("parallel", ParallelRecipes::run);
        BY_NAME.put("collect", CollectRecipes::run);
        BY_NAME.put("cancel", CancelRecipes::run);
        BY_NAME.put("inspect", InspectChunks::run);
    }

    private Examples() {}

    /** What the arguments ask for. */
    record Choice(Example example, String ingredient) {}

    /**
     * Runs the example that the arguments name.
     *
     * @param args the name, else {@code stream}; and the ingredient, else {@code apples}
     */
    public static void main(String[] args) {
        ModelSource source = ModelSource.of(System.getenv());
        System.err.println(source.description());
        Choice choice = choose(args);
        try {
            choice.example().run(source.client(), choice.ingredient(), System.out);
        } catch (PromptException e) {
            fail(e);
        } catch (CompletionException e) {
            fail(e.getCause() == null ? e : e.getCause());
        }
    }

    static Choice choose(String... args) {
        List<String> words = Arrays.asList(args);
        boolean named = !words.isEmpty() && BY_NAME.containsKey(words.get(0));
        Example example = named ? BY_NAME.get(words.get(0)) : BY_NAME.get(FIRST);
        String ingredient = String.join(" ", named ? words.subList(1, words.size()) : words);
        return new Choice(example, ingredient.isBlank() ? USUAL_INGREDIENT : ingredient);
    }

    private static void fail(Throwable cause) {
        System.err.println();
        System.err.println(cause.getMessage());
        System.exit(1);
    }
}

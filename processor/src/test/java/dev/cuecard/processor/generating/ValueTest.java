package dev.cuecard.processor.generating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import java.util.List;
import java.util.Map;

/** A generated prompt is an immutable value. */
class ValueTest {

    private static final String BASKET = """
            package demo;

            import java.util.*;

            @SuppressWarnings("cuecard:unused-input")
            @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "{items:list}")
            public interface Basket {
                List<String> items();
                Set<Integer> sizes();
                Map<String, String> labels();
                int[] codes();
                double weight();
            }
            """;

    /** Makes a basket of changeable collections, changes them all, and leaves basket {@code p} to the expression. */
    private static String afterChanges(String expression) {
        return """
                new java.util.function.Supplier<Object>() {
                    @Override public Object get() {
                        List<String> items = new ArrayList<>(List.of("a"));
                        Set<Integer> sizes = new LinkedHashSet<>(List.of(3, 1, 2));
                        Map<String, String> labels = new LinkedHashMap<>(Map.of("k", "v"));
                        int[] codes = {1, 2};
                        BasketPrompt p = BasketPrompt.of(items, sizes, labels, codes, 1.5);
                        items.add("b");
                        sizes.clear();
                        labels.clear();
                        codes[0] = 9;
                        return %s;
                    }
                }.get()""".formatted(expression);
    }

    @OnEveryCompiler
    void what_was_handed_in_may_change_without_changing_the_prompt(TestedCompiler compiler) {
        assertThat(basket(compiler)
                        .evaluate(afterChanges(
                                "List.of(p.items(), new ArrayList<>(p.sizes()), p.labels(), p.codes()[0])")))
                .isEqualTo(List.of(List.of("a"), List.of(3, 1, 2), Map.of("k", "v"), 1));
    }

    @OnEveryCompiler
    void what_is_handed_out_cannot_change_the_prompt(TestedCompiler compiler) {
        assertThatThrownBy(() -> basket(compiler).evaluate(afterChanges("p.items().add(\"x\")")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> basket(compiler).evaluate(afterChanges("p.sizes().add(1)")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> basket(compiler).evaluate(afterChanges("p.labels().put(\"x\", \"y\")")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(basket(compiler).evaluate(afterChanges("List.of(p.codes()[1] = 7, p.codes()[1])")))
                .isEqualTo(List.of(7, 2));
    }

    @OnEveryCompiler
    void a_null_inside_a_list_is_refused_with_the_inputs_name(TestedCompiler compiler) {
        assertThatThrownBy(() -> basket(compiler)
                        .evaluate("BasketPrompt.of(Arrays.asList(\"a\", null), Set.of(), Map.of(), new int[0], 0)"))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContainingAll("Basket", "items");
        assertThatThrownBy(() -> basket(compiler)
                        .evaluate("BasketPrompt.of(List.of(), Set.of(), "
                                + "Collections.singletonMap(\"k\", null), new int[0], 0)"))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContainingAll("Basket", "labels");
    }

    @OnEveryCompiler
    void prompts_of_equal_inputs_are_equal(TestedCompiler compiler) {
        String one = "BasketPrompt.of(List.of(\"a\"), Set.of(1), Map.of(\"k\", \"v\"), new int[] {1}, %s)";
        String zero = one.formatted("0.0");

        assertThat(basket(compiler)
                        .evaluate("List.of(" + zero + ".equals(" + zero + "), " + zero + ".hashCode() == " + zero
                                + ".hashCode(), " + zero + ".equals(" + one.formatted("1") + "), "
                                + one.formatted("Double.NaN")
                                + ".equals(" + one.formatted("Double.NaN") + "), " + zero + ".equals(" + zero
                                + ".with(CallOptions.defaults().seed(1))), " + zero + ".equals(null), " + zero
                                + ".equals((Object) \"\"))"))
                .isEqualTo(List.of(true, true, false, true, false, false, false));
    }

    @OnEveryCompiler
    void each_input_counts_for_equality(TestedCompiler compiler) {
        String first = "BasketPrompt.of(List.of(\"a\"), Set.of(1), Map.of(\"k\", \"v\"), new int[] {1}, 1)";

        assertThat(basket(compiler)
                        .evaluate("java.util.stream.Stream.of("
                                + "BasketPrompt.of(List.of(\"b\"), Set.of(1), Map.of(\"k\", \"v\"), new int[] {1}, 1),"
                                + "BasketPrompt.of(List.of(\"a\"), Set.of(2), Map.of(\"k\", \"v\"), new int[] {1}, 1),"
                                + "BasketPrompt.of(List.of(\"a\"), Set.of(1), Map.of(\"k\", \"w\"), new int[] {1}, 1),"
                                + "BasketPrompt.of(List.of(\"a\"), Set.of(1), Map.of(\"k\", \"v\"), new int[] {2}, 1),"
                                + "BasketPrompt.of(List.of(\"a\"), Set.of(1), Map.of(\"k\", \"v\"), new int[] {1}, 2))"
                                + ".anyMatch(" + first + "::equals)"))
                .isEqualTo(false);
    }

    @OnEveryCompiler
    void the_string_shows_the_inputs(TestedCompiler compiler) {
        Project project = Project.on(compiler).source("""
                        package demo;

                        @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "{ingredient} {count}")
                        public interface RecipeRecommender {
                            String ingredient();
                            int getCount();
                        }
                        """);

        assertThat(project.evaluate("RecipeRecommenderPrompt.of(\"apples\", 2).toString()"))
                .isEqualTo("RecipeRecommenderPrompt[ingredient=apples, count=2]");
        assertThat(basket(compiler)
                        .evaluate(
                                "BasketPrompt.of(List.of(\"a\"), Set.of(1), Map.of(), new int[] {1, 2}, 1).toString()"))
                .isEqualTo("BasketPrompt[items=[a], sizes=[1], labels={}, codes=[1, 2], weight=1.0]");
    }

    private static Project basket(TestedCompiler compiler) {
        return Project.on(compiler).source(BASKET);
    }
}

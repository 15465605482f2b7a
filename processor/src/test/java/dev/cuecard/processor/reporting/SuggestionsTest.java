package dev.cuecard.processor.reporting;

import static dev.cuecard.processor.kit.Problem.error;
import static dev.cuecard.processor.kit.Problem.warning;
import static dev.cuecard.processor.kit.Problems.assertProblems;

import dev.cuecard.processor.kit.CompiledPrompt;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Problem;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;

/**
 * A name is suggested within an edit distance of a third of the shorter name, at least one. An input that is
 * suggested is
 * not also unused, which shows from outside what was suggested.
 */
class SuggestionsTest {

    @OnEveryCompiler
    void one_edit_is_near_for_any_name(TestedCompiler compiler) {
        assertSuggests(compiler, "nam", "name");
        assertSuggests(compiler, "names", "name");
        assertSuggests(compiler, "nome", "name");
        assertSuggests(compiler, "x", "y");
        assertSuggests(compiler, "ab", "b");
        assertSuggests(compiler, "Name", "name");
    }

    @OnEveryCompiler
    void longer_names_may_differ_by_a_third_of_the_shorter(TestedCompiler compiler) {
        assertSuggests(compiler, "costumer", "customer");
        assertSuggests(compiler, "custom", "customer");
        assertSuggests(compiler, "ingredeintz", "ingredient");
    }

    @OnEveryCompiler
    void what_is_farther_is_not_suggested(TestedCompiler compiler) {
        assertSuggestsNothing(compiler, "ab", "cd");
        assertSuggestsNothing(compiler, "cat", "coast");
        assertSuggestsNothing(compiler, "nmae", "name");
        assertSuggestsNothing(compiler, "custo", "customer");
        assertSuggestsNothing(compiler, "weather", "ingredient");
        assertSuggestsNothing(compiler, "item", "itemno");
        assertSuggestsNothing(compiler, "ordexs", "order");
    }

    @OnEveryCompiler
    void the_nearest_is_suggested(TestedCompiler compiler) {
        assertProblems(
                Project.on(compiler)
                        .source(CompiledPrompt.source("{itms}", "String ‸itemX();\nString items();"))
                        .compile(),
                misspelt("itms").hinting("Did you mean items?"),
                warning("unused-input").naming("itemX"));
    }

    @OnEveryCompiler
    void properties_are_suggested_by_the_same_rule(TestedCompiler compiler) {
        assertProblems(
                Project.on(compiler)
                        .source(CompiledPrompt.source(
                                "{order.custmer} {order.zzz}", "Order order();\nrecord Order(String customer) {}"))
                        .compile(),
                error("unknown-property")
                        .naming("custmer")
                        .hinting("Did you mean customer?")
                        .anywhere(),
                error("unknown-property").naming("zzz").notMentioning("?").anywhere());
    }

    private static void assertSuggests(TestedCompiler compiler, String written, String meant) {
        assertProblems(
                Project.on(compiler)
                        .source(CompiledPrompt.source("{" + written + "}", "String " + meant + "();"))
                        .compile(),
                misspelt(written).hinting("Did you mean " + meant + "?"));
    }

    private static void assertSuggestsNothing(TestedCompiler compiler, String written, String other) {
        assertProblems(
                Project.on(compiler)
                        .source(CompiledPrompt.source("{" + written + "}", "String ‸" + other + "();"))
                        .compile(),
                misspelt(written).notMentioning("?"),
                warning("unused-input").naming(other));
    }

    private static Problem misspelt(String written) {
        return error("unknown-input").naming(written).anywhere();
    }
}

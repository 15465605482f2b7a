package dev.cuecard.processor.generating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import java.util.List;

/** Which methods are inputs, under which names, and in which order {@code of} takes them. */
class InputsTest {

    @OnEveryCompiler
    void of_takes_the_inputs_in_the_order_of_their_declaration(TestedCompiler compiler) {
        Project project = Project.on(compiler).source("""
                        package demo;

                        @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "{zeta} {alpha} {mid}")
                        public interface Ordered {
                            String zeta();
                            int alpha();
                            boolean mid();
                        }
                        """);

        assertThat(project.evaluate("OrderedPrompt.of(\"z\", 1, true).render().get(0).text()"))
                .isEqualTo("z 1 true");
    }

    @OnEveryCompiler
    void of_takes_inherited_inputs_first(TestedCompiler compiler) {
        Project project = Project.on(compiler)
                .source("package demo;\npublic interface Top { String top(); }")
                .source("package demo;\npublic interface Left extends Top { int left(); }")
                .source("package demo;\npublic interface Right extends Top { char right(); }")
                .source("""
                        package demo;

                        @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "{top} {left} {right} {own}")
                        public interface Diamond extends Left, Right {
                            long own();
                        }
                        """);

        assertThat(project.evaluate("DiamondPrompt.of(\"t\", 1, 'r', 2L).render().get(0).text()"))
                .isEqualTo("t 1 r 2");
    }

    @OnEveryCompiler
    void an_inherited_input_declared_again_is_one_input(TestedCompiler compiler) {
        Project project = Project.on(compiler)
                .source("package demo;\npublic interface Base { Object about(); String more(); }")
                .source("""
                        package demo;

                        @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "{about} {more}")
                        public interface Narrowed extends Base {
                            @Override String about();
                        }
                        """);

        assertThat(project.evaluate("NarrowedPrompt.builder().about(\"a\").more(\"m\").build().render().get(0).text()"))
                .isEqualTo("a m");
    }

    @OnEveryCompiler
    void generic_supertypes_are_resolved(TestedCompiler compiler) {
        Project project = Project.on(compiler)
                .source("package demo;\nimport java.util.*;\npublic interface Holder<T, U extends Number> {"
                        + " T thing(); List<U> numbers(); Map<String, List<T>> table(); }")
                .source("package demo;\npublic interface Half<T> extends Holder<T, Integer> {}")
                .source("""
                        package demo;

                        @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "{thing} {numbers:list} {table.x:list}")
                        public interface Whole extends Half<String> {}
                        """);

        assertThat(project.evaluate("WholePrompt.of(\"t\".concat(\"\"), List.<Integer>of(1, 2),"
                        + " Map.<String, List<String>>of(\"x\", List.of(\"y\"))).render().get(0).text()"))
                .isEqualTo("t 1\n2 y");
    }

    @OnEveryCompiler
    void getters_are_named_as_properties(TestedCompiler compiler) {
        Project project = Project.on(compiler).source("""
                        package demo;

                        @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "{name} {vip} {island} {issue} \
                        {getaway}")
                        public interface Getters {
                            String getName();
                            boolean isVip();
                            String island();
                            String issue();
                            String getaway();
                        }
                        """);

        assertThat(project.evaluate("GettersPrompt.builder().name(\"n\").vip(true).island(\"i\")"
                        + ".issue(\"u\").getaway(\"g\").build()"
                        + ".render().get(0).text()"))
                .isEqualTo("n true i u g");
    }

    @OnEveryCompiler
    void the_prompt_answers_its_interfaces_methods(TestedCompiler compiler) {
        Project project = Project.on(compiler).source("""
                        package demo;

                        @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "{name} {vip} {both}")
                        public interface Getters {
                            String getName();
                            boolean isVip();
                            default String both() { return getName() + isVip(); }
                            static String ignored() { return "x"; }
                            private String hidden() { return ignored(); }
                        }
                        """);

        assertThat(project.evaluate("java.util.stream.Stream.of((Getters) GettersPrompt.of(\"n\", true))"
                        + ".map(g -> List.of(g.getName(), g.isVip(), g.both())).findFirst().get()"))
                .isEqualTo(List.of("n", true, "ntrue"));
    }

    @OnEveryCompiler
    void an_input_may_be_of_any_type_that_the_template_reaches_through(TestedCompiler compiler) {
        Project project = Project.on(compiler).source("""
                        package demo;

                        import java.util.*;

                        @SuppressWarnings("cuecard:unused-input")
                        @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "hi")
                        public interface Types {
                            int[] ints();
                            String[][] grid();
                            List<? extends Map<String, ? super Integer>> wild();
                            Map.Entry<String, int[]> entry();
                            Thread.State state();
                        }
                        """);

        assertThat(project.evaluate(
                        "TypesPrompt.of(new int[] {1}, new String[][] {{\"a\"}}, List.of(), Map.entry(\"k\","
                                + " new int[0]), Thread.State.NEW).render().get(0).text()"))
                .isEqualTo("hi");
    }
}

package dev.cuecard.processor.reporting;

import static dev.cuecard.processor.kit.Problem.error;
import static dev.cuecard.processor.kit.Problems.assertProblems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.kit.Compilation;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Place;
import dev.cuecard.processor.kit.Problem;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import org.junit.jupiter.api.Test;

/** A problem's place is the first character at fault, however the template is written. {@code ‸} marks it. */
public class PlacesTest {

    @OnEveryCompiler
    void in_a_string(TestedCompiler compiler) {
        Compilation compilation = compile(compiler, "\"Use {ingredeint} and {ingredient}\"");

        assertProblems(compilation, misspelt().at("Recipe.java", 3, 56));
    }

    @OnEveryCompiler
    void in_a_text_block(TestedCompiler compiler) {
        assertProblems(compile(compiler, """
                        \"""
                            First {ingredient}

                              then {‸ingredeint}
                            end
                          \"""\
                        """), misspelt());
    }

    @OnEveryCompiler
    void on_each_line_of_a_text_block_with_escapes(TestedCompiler compiler) {
        Project project = project(compiler, """
                        \"""
                            {‸ingredeint} \\t \\u0041 \\101 \\"\\"" {‸ingredeint}
                            joined \\
                            {‸ingredeint} \\n {‸ingredeint} and blanks\s\s\s
                        \t
                            kept \\s {‸ingredeint}   {ingredient}\"""\
                        """);

        // javac warns of the blanks that it takes away; they are the point here.
        assertProblems(
                project.options("-Xlint:-text-blocks").compile(),
                misspelt(),
                misspelt(),
                misspelt(),
                misspelt(),
                misspelt());
    }

    @OnEveryCompiler
    void after_escapes(TestedCompiler compiler) {
        assertProblems(
                compile(
                        compiler,
                        "\"\\t\\\\\\\"\\u0041\\uu0042\\101\\7\\0{‸ingredeint}\\n\\r\\n{‸ingr\\u0065deint} "
                                + "{ingredient}\""),
                misspelt(),
                misspelt());
    }

    @OnEveryCompiler
    void in_a_concatenation(TestedCompiler compiler) {
        assertProblems(compile(compiler, """
                        "{ingredient} " + // a comment "{x}
                            "{‸ingredeint} "
                            + 1 + 'c' + /* "{y}" */ ("a {‸ingredeint}" + \"""
                               b {‸ingredeint}
                            \""")\
                        """), misspelt(), misspelt(), misspelt());
    }

    @OnEveryCompiler
    void a_name_that_begins_in_one_literal_and_ends_in_another(TestedCompiler compiler) {
        assertProblems(compile(compiler, "\"{ingredient} {\" + \"‸ingred\" + \"eint}\""), misspelt());
    }

    @OnEveryCompiler
    void in_a_constant_of_another_class(TestedCompiler compiler) {
        Project project = project(compiler, "\"{ingredient}\\n\" + ‸Texts.BODY + \" {‸ingredeint}\"")
                .source("package demo;\nfinal class Texts {\n  static final String BODY = \"Line\\nUse "
                        + "{ingredeint}\";\n}\n");

        assertProblems(project.compile(), misspelt().hinting("Use {ingredeint}"), error("unknown-input"));
    }

    @OnEveryCompiler
    void in_a_constant_of_a_class_file(TestedCompiler compiler) {
        Project project = project(compiler, "‸dev.cuecard.processor.reporting.PlacesTest.LATER + \"{ingredient}\"")
                .alsoOnPath(PlacesTest.class);

        assertProblems(project.compile(), misspelt().hinting("Later {ingredeint}"));
    }

    /** Used by the template of a test, out of its class file. */
    public static final String LATER = "Soon.\nLater {ingredeint}";

    @OnEveryCompiler
    void after_a_tab_which_is_one_column(TestedCompiler compiler) {
        assertProblems(compile(compiler, "\t\t\"a\t{‸ingredeint} {ingredient}\""), misspelt());
        assertProblems(compile(compiler, "\"\"\"\n\t\t\tx\t{‸ingredeint} {ingredient}\n\t\t\t\"\"\""), misspelt());
    }

    @OnEveryCompiler
    void after_characters_of_two_units(TestedCompiler compiler) {
        assertProblems(compile(compiler, "\"\ud83d\ude00 \u00e9 {‸ingredeint} {ingredient}\""), misspelt());
    }

    @OnEveryCompiler
    void in_a_file_with_carriage_returns(TestedCompiler compiler) {
        String source = source("\"\"\"\n    {ingredient}\n      x {‸ingredeint}\n    \"\"\"");

        assertProblems(Project.on(compiler).source(source.replace("\n", "\r\n")).compile(), misspelt());
        if (compiler == TestedCompiler.JAVAC) {
            // Eclipse's compiler ends no line of a text block at a lone carriage return.
            assertProblems(
                    Project.on(compiler).source(source.replace("\n", "\r")).compile(), misspelt());
        }
    }

    @OnEveryCompiler
    void at_the_segment_of_a_path(TestedCompiler compiler) {
        Project project = Project.on(compiler).source("""
                        package demo;

                        @dev.cuecard.Prompt(model = "openai:gpt-4o", template = \"""
                                To {order.customer.name}
                                at {order.‸custmer.name}
                                or {order.customer.‸nam}.\""")
                        public interface Letter {
                            Order order();
                            record Order(Customer customer) {}
                            record Customer(String name) {}
                        }
                        """);

        assertProblems(
                project.compile(),
                error("unknown-property").naming("custmer", "Order").hinting("customer"),
                error("unknown-property").naming("nam", "Customer").hinting("name"));
    }

    @OnEveryCompiler
    void in_a_resource(TestedCompiler compiler) {
        Project project = Project.on(compiler)
                .source("""
                        package demo;

                        @dev.cuecard.Prompt(model = "openai:gpt-4o", resource = "recipes/chat.txt")
                        public interface Recipe {
                            String ingredient();
                        }
                        """)
                .file(
                        "src/recipes/chat.txt",
                        "    Use {ingredient}\r\n\t  or\t{‸ingredeint}\rand \u00e9 {‸ingredeint}\n");

        assertProblems(project.compile(), misspelt(), misspelt());
        assertThat(project.compile().diagnostics()).allSatisfy(diagnostic -> {
            assertThat(diagnostic.message()).contains("recipes/chat.txt:");
            assertThat(diagnostic.reported()).hasValueSatisfying(place -> {
                assertThat(place.file()).isEqualTo("Recipe.java");
                assertThat(place.line()).isEqualTo(3);
            });
        });
    }

    @OnEveryCompiler
    void in_a_nested_interface_among_other_strings(TestedCompiler compiler) {
        Project project = Project.on(compiler).source("""
                        package demo;

                        public class Outer {
                            static final String DECOY = "Use {ingredeint}";

                            @SuppressWarnings({"Use {ingredeint}", "cuecard:unused-input"})
                            @dev.cuecard.Prompt(stop = "Use {ingredeint}", template = "Use {‸ingredeint}", \
                        model = "openai:gpt-4o")
                            public interface Recipe {
                                String ingredient();
                            }
                        }
                        """);

        assertProblems(project.compile(), misspelt());
    }

    @Test
    void eclipse_without_the_source_at_hand_says_the_place_inside_the_template() {
        Project project = project(TestedCompiler.ECJ, "\"one {ingredient}\\ntwo {ingredeint}\"")
                .withoutSourcePath();

        assertThat(project.compile().diagnostics()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.id()).isEqualTo("unknown-input");
            assertThat(diagnostic.details()).contains("two {ingredeint}");
            assertThat(diagnostic.pointedAt())
                    .hasValueSatisfying(text -> assertThat(text).startsWith("ingredeint}"));
            assertThat(diagnostic.reported()).map(Place::line).hasValue(3L);
        });
    }

    private static Problem misspelt() {
        return error("unknown-input").naming("ingredeint").hinting("ingredient");
    }

    private static Compilation compile(TestedCompiler compiler, String template) {
        return project(compiler, template).compile();
    }

    private static Project project(TestedCompiler compiler, String template) {
        return Project.on(compiler).source(source(template));
    }

    private static String source(String template) {
        return """
                package demo;

                @dev.cuecard.Prompt(model = "gpt-4o", template = %s)
                public interface Recipe {
                    String ingredient();
                }
                """.formatted(template);
    }
}

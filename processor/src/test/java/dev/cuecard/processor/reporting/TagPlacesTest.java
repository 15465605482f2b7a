package dev.cuecard.processor.reporting;

import static dev.cuecard.processor.kit.Problem.error;
import static dev.cuecard.processor.kit.Problem.warning;
import static dev.cuecard.processor.kit.Problems.assertProblems;

import dev.cuecard.TemplateSyntax;
import dev.cuecard.processor.kit.CompiledPrompt;
import dev.cuecard.processor.kit.JavaText;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Place;
import dev.cuecard.processor.kit.Problem;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The place of every kind of problem, wherever the template is written: in a string, a text block, a concatenation, a
 * constant, a file, a file that another includes. All of a prompt's problems come in one compile in the order of the
 * template.
 */
class TagPlacesTest {

    private static final String INPUTS = """
            String s();
            int n();
            Object o();
            List<String> xs();
            Optional<String> maybe();
            Box box();
            Image photo();
            List<Message> history();
            record Box(String name) {}""";

    /** A piece of a template with a caret at its problem. */
    private record Fixture(TemplateSyntax syntax, String template, Supplier<Problem> problem) {}

    private static Fixture jinja(String template, String id) {
        return new Fixture(TemplateSyntax.JINJA2, template, () -> error(id));
    }

    private static Fixture mustache(String template, String id) {
        return new Fixture(TemplateSyntax.MUSTACHE, template, () -> error(id));
    }

    private static final List<Fixture> FIXTURES = List.of(
            jinja("a {{ ‸nowhere }}", "unknown-input"),
            jinja("a {{ box.‸size }}", "unknown-property"),
            jinja("a {{ ‸o }}", "not-renderable"),
            jinja("a {{ ‸maybe }}", "possibly-absent"),
            jinja("a {% for x in ‸n %}{% endfor %}", "not-iterable"),
            jinja("a {% if ‸n == 'x' %}{% endif %}", "not-comparable"),
            jinja("a {% if n and ‸box %}{% endif %}", "not-boolean-like"),
            jinja("a {{ s | ‸nope }}", "unknown-filter"),
            jinja("a {{ xs | join(‸1) }}", "filter-argument"),
            jinja("a {% ‸endif %}", "template-syntax"),
            jinja("a {{ s ‸s }}", "template-syntax"),
            jinja("\n‸asistant:\nx", "unknown-role"),
            jinja("a {{ ‸photo }} b", "misplaced-part"),
            jinja("a {{ ‸history }} b", "misplaced-part"),
            new Fixture(TemplateSyntax.JINJA2, "a {‸s} b", () -> warning("literal-placeholder")),
            new Fixture(TemplateSyntax.JINJA2, "\n‸system:\n\nuser:\nx", () -> warning("empty-message")),
            mustache("a {{‸nowhere}}", "unknown-input"),
            mustache("a {{box.‸size}}", "unknown-property"),
            mustache("a {{‸o}}", "not-renderable"),
            mustache("a {{‸maybe}}", "possibly-absent"),
            mustache("a {{^‸box}}{{/box}}", "not-boolean-like"),
            mustache("a {{#‸xs}} b", "template-syntax"),
            mustache("\n‸usr:\nx", "unknown-role"),
            mustache("a {{‸photo}} b", "misplaced-part"),
            new Fixture(TemplateSyntax.MUSTACHE, "a {‸s} b", () -> warning("literal-placeholder")));

    @OnEveryCompiler
    void in_a_string(TestedCompiler compiler) {
        for (Fixture fixture : FIXTURES) {
            assertPlaced(Project.on(compiler).source(source(fixture, literal(fixture.template()))), fixture);
        }
    }

    @OnEveryCompiler
    void in_a_text_block(TestedCompiler compiler) {
        for (Fixture fixture : FIXTURES) {
            String block =
                    "\"\"\"\n      First.\n        -" + fixture.template().replace("\n", "\n      ") + "\n      \"\"\"";
            assertPlaced(Project.on(compiler).source(source(fixture, block)), fixture);
        }
    }

    @OnEveryCompiler
    void in_a_concatenation(TestedCompiler compiler) {
        for (Fixture fixture : FIXTURES) {
            int half = fixture.template().indexOf(Place.CARET);
            String text = literal("\tb ") + "\n + " + literal(fixture.template().substring(0, half)) + " +\n\t"
                    + literal(fixture.template().substring(half)) + " + \"\"";
            assertPlaced(Project.on(compiler).source(source(fixture, text)), fixture);
        }
    }

    @OnEveryCompiler
    void behind_the_name_of_a_constant(TestedCompiler compiler) {
        for (Fixture fixture : FIXTURES) {
            String template = fixture.template().replace(String.valueOf(Place.CARET), "");
            String constants =
                    "package demo;\nfinal class Texts {\n  static final String BODY = " + literal(template) + ";\n}\n";
            assertPlaced(Project.on(compiler).source(source(fixture, "\"x \" + ‸Texts.BODY"), constants), fixture);
        }
    }

    @OnEveryCompiler
    void in_a_file(TestedCompiler compiler) {
        for (Fixture fixture : FIXTURES) {
            Project project = Project.on(compiler)
                    .source(quiet(CompiledPrompt.sourceOfFile(fixture.syntax(), "demo/main.txt", INPUTS)))
                    .file("src/demo/main.txt", "First.\r\n\té " + fixture.template() + "\n");
            assertPlaced(project, fixture);
        }
    }

    @OnEveryCompiler
    void in_a_file_that_another_includes(TestedCompiler compiler) {
        for (Fixture fixture : FIXTURES) {
            if (fixture.syntax() == TemplateSyntax.JINJA2) {
                Project project = Project.on(compiler)
                        .source(quiet(CompiledPrompt.sourceOfFile(fixture.syntax(), "demo/main.txt", INPUTS)))
                        .file("src/demo/main.txt", "First.\n{% if n %}{% include 'part.txt' %}{% endif %}\n")
                        .file("src/demo/part.txt", "Second.\n" + fixture.template() + "\nthird.");
                assertPlaced(project, fixture);
            }
        }
    }

    @OnEveryCompiler
    void all_problems_come_in_the_order_of_the_template(TestedCompiler compiler) {
        for (TemplateSyntax syntax : List.of(TemplateSyntax.JINJA2, TemplateSyntax.MUSTACHE)) {
            StringBuilder template = new StringBuilder();
            List<Problem> problems = new ArrayList<>();
            for (Fixture fixture : FIXTURES) {
                boolean isWhole =
                        fixture.template().contains("{{#") || fixture.template().startsWith("\n");
                if (fixture.syntax() == syntax && !isWhole) {
                    template.append(fixture.template()).append("\n");
                    problems.add(fixture.problem().get());
                }
            }
            Fixture all = new Fixture(syntax, template.toString(), () -> error(""));
            Project project = Project.on(compiler).source(source(all, literal(template.toString())));

            assertProblems(project.compile(), problems.toArray(Problem[]::new));
        }
    }

    private static void assertPlaced(Project project, Fixture fixture) {
        assertProblems(project.compile(), fixture.problem().get());
    }

    private static String source(Fixture fixture, String template) {
        return quiet(CompiledPrompt.source(fixture.syntax(), "@", INPUTS)).replace("\"@\"", template);
    }

    private static String quiet(String source) {
        return source.replace(
                "@Prompt(", "@SuppressWarnings({\"cuecard:unused-input\", \"cuecard:no-user-message\"})\n@Prompt(");
    }

    /** A literal that keeps its caret. */
    private static String literal(String template) {
        return JavaText.literal(template).replace("\\u2038", "‸");
    }
}

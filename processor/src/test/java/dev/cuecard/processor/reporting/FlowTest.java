package dev.cuecard.processor.reporting;

import static dev.cuecard.processor.kit.Problem.error;
import static dev.cuecard.processor.kit.Problems.assertProblems;
import static dev.cuecard.processor.kit.Problems.assertQuiet;

import dev.cuecard.TemplateSyntax;
import dev.cuecard.processor.kit.Compilation;
import dev.cuecard.processor.kit.CompiledPrompt;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Place;
import dev.cuecard.processor.kit.Problem;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;

/** What a template knows of absence, place by place: a value that may be absent is used only where it is there. */
class FlowTest {

    private static final String INPUTS = """
            Optional<String> a();
            @org.jspecify.annotations.Nullable String b();
            Optional<Box> box();
            List<Optional<String>> list();
            Map<String, Optional<String>> map();
            boolean flag();
            record Box(Optional<String> in, @org.jspecify.annotations.Nullable Box next, String name) {}
            """;

    @OnEveryCompiler
    void an_if_around_a_value(TestedCompiler compiler) {
        assertJinja(compiler, "{% if a %}{{ a }}{% endif %}{{ ‸a }}");
        assertJinja(compiler, "{% if b %}{{ b }}{{ ‸a }}{% else %}{{ ‸b }}{% endif %}");
        assertJinja(compiler, "{% if flag %}{{ ‸a }}{% elif a %}{{ a }}{% else %}{{ ‸a }}{% endif %}");
    }

    @OnEveryCompiler
    void what_an_earlier_branch_denied_is_known_in_the_later(TestedCompiler compiler) {
        assertJinja(compiler, "{% if not a %}none{% else %}{{ a }}{% endif %}");
        assertJinja(compiler, "{% if a == null %}none{% elif flag %}{{ a }}{% else %}{{ a }}{% endif %}{{ ‸a }}");
        assertJinja(
                compiler, "{% if not a %}{{ ‸a }}{% elif not b %}{{ a }}{{ ‸b }}{% else %}{{ a }}{{ b }}{% endif %}");
        assertJinja(compiler, "{% if not a or flag %}{{ ‸a }}{% else %}{{ a }}{% endif %}");
    }

    @OnEveryCompiler
    void and_knows_both_and_or_knows_neither(TestedCompiler compiler) {
        assertJinja(compiler, "{% if a and b %}{{ a }}{{ b }}{% else %}{{ ‸a }}{{ ‸b }}{% endif %}");
        assertJinja(compiler, "{% if a or b %}{{ ‸a }}{{ ‸b }}{% endif %}");
        assertJinja(compiler, "{% if (a and flag) or (flag and a) %}{{ a }}{% endif %}");
        assertJinja(compiler, "{% if (a and b) or a %}{{ a }}{{ ‸b }}{% endif %}");
        assertJinja(compiler, "{% if not (not a or not b) %}{{ a }}{{ b }}{% endif %}");
        assertJinja(compiler, "{% if not (a and b) %}{{ ‸a }}{% else %}{{ a }}{{ b }}{% endif %}");
    }

    @OnEveryCompiler
    void within_a_condition_what_stands_left_is_known_to_the_right(TestedCompiler compiler) {
        assertJinja(compiler, "{% if a and a == 'x' %}{{ a }}{% endif %}");
        assertJinja(compiler, "{% if ‸a == 'x' and a %}{{ a }}{% endif %}");
        assertJinja(compiler, "{% if not a or a == 'x' %}y{% endif %}");
        assertJinja(compiler, "{% if a or ‸a == 'x' %}y{% endif %}");
        assertJinja(compiler, "{% if box and box.in and box.in != 'x' %}{{ box.in }}{{ box.name }}{% endif %}");
        assertJinja(compiler, "{% if a != null and a != '' %}{{ a }}{% endif %}");
    }

    @OnEveryCompiler
    void comparisons_with_null(TestedCompiler compiler) {
        assertJinja(compiler, "{% if a != null %}{{ a }}{% else %}{{ ‸a }}{% endif %}");
        assertJinja(compiler, "{% if null == b %}{{ ‸b }}{% else %}{{ b }}{% endif %}");
        assertJinja(compiler, "{% if not (a == null) %}{{ a }}{% endif %}");
        assertJinja(compiler, "{% if a == null or b == null %}{{ ‸a }}{% else %}{{ a }}{{ b }}{% endif %}");
    }

    @OnEveryCompiler
    void what_a_path_goes_through_is_there_too(TestedCompiler compiler) {
        assertJinja(
                compiler, "{% if box.in %}{{ box.name }}{{ box.in }}{{ box.‸next.name }}{% endif %}{{ ‸box.name }}");
        assertJinja(compiler, "{% if box %}{{ box.name }}{{ box.‸in }}{% endif %}");
        assertJinja(compiler, "{% if box.next.next.in %}{{ box.next.next.in }}{{ box.next.name }}{% endif %}");
        assertJinja(compiler, "{% if box.next %}{{ box.next.‸next.name }}{{ box['next'].name }}{% endif %}");
        assertJinja(compiler, "{% if map.k %}{{ map['k'] }}{{ map.‸l }}{% endif %}");
        assertJinja(compiler, "{% if list[0] %}{{ list[0] }}{{ list[‸1] }}{% endif %}");
    }

    @OnEveryCompiler
    void defaults_and_the_first_that_counts(TestedCompiler compiler) {
        assertJinja(compiler, "{{ a | default('x') }}{{ b | default(‸a) }}{{ box.in | default('x') }}");
        assertJinja(compiler, "{{ a or b or 'x' }}{{ a or ‸b }}");
        assertJinja(compiler, "{{ ‸a | upper }}{{ a | default('') | upper }}{{ ‸a | upper | default('x') }}");
        assertJinja(compiler, "{% if a | default('x') == 'x' %}{{ ‸a }}{% endif %}");
    }

    @OnEveryCompiler
    void loops_know_what_was_known_around_them_and_nothing_after(TestedCompiler compiler) {
        assertJinja(compiler, "{% if a %}{% for x in list %}{{ a }}{{ ‸x }}{% endfor %}{{ a }}{% endif %}");
        assertJinja(compiler, "{% for x in list %}{% if x %}{{ x }}{% endif %}{{ ‸x }}{% endfor %}");
        assertJinja(compiler, "{% for x in list %}{% if a %}{{ a }}{% endif %}{% endfor %}{{ ‸a }}");
        assertJinja(
                compiler,
                "{% for a in list %}{% if a %}{% for a in list %}{{ ‸a }}{% endfor %}{{ a }}{% endif %}{% endfor %}{{ ‸a }}");
        assertJinja(compiler, "{% if a %}{% for a in list %}{{ ‸a }}{% endfor %}{{ a }}{% endif %}");
    }

    @OnEveryCompiler
    void entries_of_a_map(TestedCompiler compiler) {
        assertJinja(
                compiler,
                "{% for k in map %}{{ k }}{{ k.‸value }}{% if k.value %}{{ k.value }}{% endif %}{{ map[‸k] }}"
                        + "{% endfor %}");
    }

    @OnEveryCompiler
    void a_section_around_a_value(TestedCompiler compiler) {
        assertMustache(compiler, "{{#a}}{{.}}{{a}}{{/a}}{{‸a}}{{^a}}{{‸a}}{{/a}}");
        assertMustache(compiler, "{{#box}}{{name}}{{#in}}{{.}}{{in}}{{/in}}{{‸in}}{{/box}}");
        assertMustache(compiler, "{{#box.in}}{{box.in}}{{box.name}}{{/box.in}}{{‸box.name}}");
        assertMustache(compiler, "{{#list}}{{#.}}{{.}}{{/.}}{{‸.}}{{/list}}{{#flag}}{{‸b}}{{#b}}{{b}}{{/b}}{{/flag}}");
        assertMustache(compiler, "{{^a}}x{{/a}}{{#b}}{{#a}}{{a}}{{b}}{{/a}}{{b}}{{/b}}");
    }

    @OnEveryCompiler
    void braces_have_no_conditions(TestedCompiler compiler) {
        assertFlow(compiler, TemplateSyntax.BRACES, "{‸a}{‸b}{‸box.name}");
    }

    private static void assertJinja(TestedCompiler compiler, String template) {
        assertFlow(compiler, TemplateSyntax.JINJA2, template);
    }

    private static void assertMustache(TestedCompiler compiler, String template) {
        assertFlow(compiler, TemplateSyntax.MUSTACHE, template);
    }

    /** Each caret marks a use of something that may be absent; without any the template is accepted. */
    private static void assertFlow(TestedCompiler compiler, TemplateSyntax syntax, String template) {
        String source = CompiledPrompt.source(syntax, "@", INPUTS)
                .replace("\"@\"", '"' + template + '"')
                .replace("@Prompt(", "@SuppressWarnings(\"cuecard:unused-input\")\n@Prompt(");
        Compilation compilation = Project.on(compiler).source(source).compile();
        long expected = template.chars().filter(each -> each == Place.CARET).count();
        Problem[] problems = new Problem[(int) expected];
        java.util.Arrays.fill(problems, error("possibly-absent"));
        if (expected == 0) {
            assertQuiet(compilation);
        } else {
            assertProblems(compilation, problems);
        }
    }
}

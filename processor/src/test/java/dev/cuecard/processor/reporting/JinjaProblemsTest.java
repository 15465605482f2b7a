package dev.cuecard.processor.reporting;

import static dev.cuecard.processor.kit.Problem.error;
import static dev.cuecard.processor.kit.Problem.warning;
import static dev.cuecard.processor.kit.Problems.assertProblems;
import static dev.cuecard.processor.kit.Problems.assertQuiet;

import dev.cuecard.TemplateSyntax;
import dev.cuecard.processor.kit.Compilation;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;

/** Each problem that a template of JINJA2 can have: its id, its place, what its message names. */
class JinjaProblemsTest {

    @OnEveryCompiler
    void an_unknown_input_is_named_with_those_that_exist(TestedCompiler compiler) {
        assertProblems(
                jinja(
                        compiler,
                        "{{ ‸cit }}{% if ‸weather == city %}{% endif %}{% for x in ‸days %}{{ x }}{% endfor %}"
                                + "{{ city | replace(‸old, 'x') }}{{ names[‸i] }}{{ ‸x }}",
                        "String city();\nList<String> names();"),
                error("unknown-input").naming("cit").hinting("Did you mean city?", "names"),
                error("unknown-input").naming("weather").hinting("city"),
                error("unknown-input").naming("days"),
                error("unknown-input").naming("old"),
                error("unknown-input").naming("i"),
                error("unknown-input").naming("x"));
    }

    @OnEveryCompiler
    void a_variable_that_is_misspelt_is_suggested(TestedCompiler compiler) {
        assertProblems(
                jinja(
                        compiler,
                        "{% for name in names %}{{ ‸nam }}{{ name.‸size }}{{ loop.‸indx }}{{ ‸loop }}{% endfor %}{{ ‸loop.index }}",
                        "List<String> names();"),
                error("unknown-input").naming("nam").hinting("Did you mean name?", "variables here are: name"),
                error("unknown-property").naming("String", "size"),
                error("unknown-property").naming("indx").hinting("loop.index?", "loop.last"),
                error("unknown-property").naming("loop"),
                error("unknown-input").naming("loop"));
    }

    @OnEveryCompiler
    void an_unknown_property_is_named_with_its_type(TestedCompiler compiler) {
        assertProblems(
                jinja(
                        compiler,
                        "{{ order.‸totl }}{{ order[‸'totl'] }}{{ list[0].‸x }}{{ list.‸siz }}{{ text.‸length }}{% if order.‸x.y %}{% endif %}",
                        "Order order();\nList<Order> list();\nString text();\nrecord Order(int total) {}"),
                error("unknown-property").naming("Order", "totl").hinting("Did you mean total?"),
                error("unknown-property").naming("Order", "totl"),
                error("unknown-property").naming("Order", "x"),
                error("unknown-property").naming("List", "siz"),
                error("unknown-property").naming("String", "length"),
                error("unknown-property").naming("Order", "x"));
    }

    @OnEveryCompiler
    void a_type_without_a_text_is_not_rendered(TestedCompiler compiler) {
        assertProblems(
                jinja(
                        compiler,
                        "{{ ‸o }}{{ ‸list }}{{ ‸r }}{{ ‸map }}{{ ‸array }}{{ r.‸xs }}{{ ‸lists | join(',') }}{{ ‸o | upper }}"
                                + "{{ ‸s | tojson }}{% for x in lists %}{{ ‸x }}{% endfor %}{{ lists[‸0] }}",
                        """
                        Object o();
                        List<String> list();
                        R r();
                        Map<String, String> map();
                        int[] array();
                        List<List<String>> lists();
                        Runnable s();
                        record R(List<String> xs) {}
                        """),
                error("not-renderable").naming("Object"),
                error("not-renderable").naming("List<String>").hinting("join"),
                error("not-renderable").naming("R").hinting("{{r.xs}}"),
                error("not-renderable").naming("Map").hinting("{{map.key}}"),
                error("not-renderable").naming("int[]").hinting("join"),
                error("not-renderable").naming("List<String>"),
                error("not-renderable").naming("List<String>"),
                error("not-renderable").naming("Object"),
                error("not-renderable").naming("Runnable", "JSON"),
                error("not-renderable").naming("List<String>"),
                error("not-renderable").naming("List<String>"));
    }

    @OnEveryCompiler
    void what_may_be_absent_is_told_with_the_ways_out(TestedCompiler compiler) {
        assertProblems(
                jinja(
                        compiler,
                        "{{ ‸nick }}{{ p.‸nick }}{{ ‸nick | upper }}{% for x in ‸list %}{{ x }}{% endfor %}{{ ‸q.name }}",
                        "Optional<String> nick();\nP p();\nOptional<List<String>> list();\nOptional<P> q();\n"
                                + "record P(Optional<String> nick, String name) {}"),
                error("possibly-absent").naming("input 'nick'").hinting("{% if nick %}", "{{ nick | default('…') }}"),
                error("possibly-absent").naming("property 'p.nick'").hinting("{% if p.nick %}"),
                error("possibly-absent").naming("nick"),
                error("possibly-absent").naming("list"),
                error("possibly-absent").naming("'q'"));
    }

    @OnEveryCompiler
    void only_what_has_elements_is_gone_through(TestedCompiler compiler) {
        assertProblems(
                jinja(
                        compiler,
                        "{% for x in ‸n %}{{ x }}{% endfor %}{{ p.‸name | join }}{{ ‸n | length }}{% if 1 in ‸n %}{% endif %}"
                                + "{{ n[‸0] }}{% for x in ‸lines %}{% endfor %}{% for x in p.‸name %}{% endfor %}{% for x in ‸p %}{% endfor %}",
                        "int n();\nP p();\njava.util.stream.Stream<String> lines();\nrecord P(String name) {}"),
                error("not-iterable").naming("int", "'n'"),
                error("not-iterable").naming("String", "p.name"),
                error("not-iterable").naming("int"),
                error("not-iterable").naming("int"),
                error("not-iterable").naming("int"),
                error("not-iterable").naming("Stream").hinting("take a List"),
                error("not-iterable").naming("String"),
                error("not-iterable").naming("P"));
    }

    @OnEveryCompiler
    void only_what_can_be_compared_is_compared(TestedCompiler compiler) {
        assertProblems(
                jinja(
                        compiler,
                        "{% if ‸n == 'x' %}{% elif ‸s > 1 %}{% elif level == ‸'HIG' %}{% elif ‸list < list %}{% elif ‸flag < flag %}"
                                + "{% elif ‸s in ints %}{% elif p.‸n == flag %}{% endif %}{{ list[‸'x'] }}{{ map[‸n] }}{{ list[‸-1] }}"
                                + "{{ s | replace(‸null, 'x') }}",
                        """
                        int n();
                        String s();
                        Level level();
                        List<String> list();
                        boolean flag();
                        List<Integer> ints();
                        P p();
                        Map<String, String> map();
                        record P(int n) {}
                        enum Level { LOW, HIGH }
                        """),
                error("not-comparable").naming("int", "String"),
                error("not-comparable").naming("String", "int"),
                error("not-comparable").naming("Level", "HIG").hinting("Did you mean 'HIGH'?", "LOW"),
                error("not-comparable").naming("List<String>"),
                error("not-comparable").naming("boolean"),
                error("not-comparable").naming("String", "Integer"),
                error("not-comparable").naming("int", "boolean"),
                error("not-comparable").naming("list"),
                error("not-comparable").naming("int", "Map"),
                error("not-comparable").naming("list"),
                error("filter-argument").naming("null"));
    }

    @OnEveryCompiler
    void only_what_can_be_true_is_a_condition(TestedCompiler compiler) {
        assertProblems(
                jinja(
                        compiler,
                        "{% if ‸p %}{% elif not ‸level %}{% elif n and p.‸date %}{% endif %}",
                        "P p();\nLevel level();\nint n();\nrecord P(java.time.LocalDate date) {}\nenum Level { LOW }"),
                error("not-boolean-like").naming("P", "'p'"),
                error("not-boolean-like").naming("Level"),
                error("not-boolean-like").naming("LocalDate", "p.date"));
    }

    @OnEveryCompiler
    void filters_and_their_arguments(TestedCompiler compiler) {
        assertProblems(
                jinja(
                        compiler,
                        "{{ s | ‸uper }}{{ s | ‸title }}{{ s | upper(‸1) }}{{ s | ‸replace('a') }}{{ xs | join(‸1) }}"
                                + "{{ xs | join(',', ‸'x') }}{{ o | default(‸xs) }}{{ s | replace('a', ‸n) }}{{ ‸y | ‸nope }}",
                        "String s();\nList<String> xs();\nOptional<String> o();\nint n();"),
                error("unknown-filter").naming("uper").hinting("Did you mean upper?", "tojson"),
                error("unknown-filter").naming("title").hinting("default method"),
                error("filter-argument").naming("upper", "no argument"),
                error("filter-argument").naming("replace", "2 arguments"),
                error("filter-argument").naming("join", "1").hinting("quotes"),
                error("filter-argument").naming("join", "2"),
                error("filter-argument").naming("List<String>", "String"),
                error("filter-argument").naming("replace", "n"),
                error("unknown-input").naming("y"),
                error("unknown-filter").naming("nope"));
    }

    @OnEveryCompiler
    void faults_of_syntax_come_out_together(TestedCompiler compiler) {
        assertProblems(
                jinja(compiler, "{{ s ‸s }}\n{{ s ‸+ s }}\n{% ‸endif %}\n{% ‸set x = 1 %}", "String s();"),
                error("template-syntax").naming("s"),
                error("template-syntax").naming("+"),
                error("template-syntax").naming("endif"),
                error("template-syntax").naming("set"));
    }

    @OnEveryCompiler
    void roles_messages_and_parts(TestedCompiler compiler) {
        assertProblems(
                jinja(
                        compiler,
                        "‸system:\n\n‸usr:\nSee {{ ‸photo }} there\n\nand {{ ‸history }} too\nassistant:\n{{ ‸photo }}\n{{ ‸photo | upper }}",
                        "Image photo();\nList<Message> history();"),
                warning("empty-message").naming("system"),
                error("unknown-role").naming("usr").hinting("user:"),
                error("misplaced-part").naming("photo"),
                error("misplaced-part").naming("history"),
                error("misplaced-part").naming("photo", "ASSISTANT"),
                error("misplaced-part").naming("photo"));
    }

    @OnEveryCompiler
    void a_single_brace_around_an_input_is_a_warning(TestedCompiler compiler) {
        assertProblems(
                jinja(compiler, "{{ name }} {‸name} {other}\nuser:\n{‸name}", "String name();"),
                warning("literal-placeholder").naming("name").hinting("{{name}}"),
                warning("literal-placeholder").naming("name"));
    }

    @OnEveryCompiler
    void an_input_is_used_by_any_tag(TestedCompiler compiler) {
        assertQuiet(
                jinja(
                        compiler,
                        "{% if a %}{% endif %}{% for x in b %}{{ d }}{% endfor %}{{ xs[c] }}{{ e | default(f) }}",
                        "boolean a();\nList<String> b();\nint c();\nString d();\nOptional<String> e();\nString f();\nint[] xs();"));
    }

    private static Compilation jinja(TestedCompiler compiler, String template, String members) {
        return Project.on(compiler)
                .source(BlockSource.of(TemplateSyntax.JINJA2, template, members))
                .compile();
    }
}

package dev.cuecard.processor.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.TemplateSyntax;
import dev.cuecard.processor.kit.CompiledPrompt;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.TestedCompiler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a template of MUSTACHE becomes: variables as they are, sections of every type, names looked up outwards. */
class MustacheTest {

    @OnEveryCompiler
    void variables_are_never_escaped(TestedCompiler compiler) {
        CompiledPrompt prompt = mustache(
                compiler, "{{ s }} {{{ s }}} {{& s}} {{d}} {{! gone }}{{b}} {{m.k}} {{p.name}} {\"a\": {c}}", """
                String s();
                double d();
                boolean b();
                Map<String, String> m();
                P p();
                record P(String name) {}
                """);
        Object person = prompt.classes().create("demo.Sample$P", "Ann");

        assertThat(prompt.text("<&\"{{d}}", 2.0, true, Map.of("k", "v"), person))
                .isEqualTo("<&\"{{d}} <&\"{{d}} <&\"{{d}} 2 true v Ann {\"a\": {c}}");
    }

    @OnEveryCompiler
    void a_section_is_shown_where_its_value_counts(TestedCompiler compiler) {
        CompiledPrompt prompt = mustache(
                compiler,
                "{{#b}}b{{/b}}{{^b}}B{{/b}}{{#n}}n{{/n}}{{^n}}N{{/n}}{{#s}}s{{/s}}{{^s}}S{{/s}}{{#box}}x{{/box}}{{^box}}X{{/box}}"
                        + "{{#list}}l{{/list}}{{^list}}L{{/list}}{{#map}}m{{/map}}{{^map}}M{{/map}}{{#o}}o{{/o}}{{^o}}O{{/o}}"
                        + "{{#i}}i{{/i}}{{^i}}I{{/i}}{{#array}}a{{/array}}{{^array}}A{{/array}}{{#z}}z{{/z}}{{^z}}Z{{/z}}",
                """
                boolean b();
                int n();
                String s();
                Optional<Box> box();
                List<String> list();
                Map<String, String> map();
                Optional<String> o();
                OptionalInt i();
                int[] array();
                Boolean z();
                record Box(int n) {}
                """);
        Object box = prompt.classes().create("demo.Sample$Box", 0);

        assertThat(prompt.text(
                        true,
                        1,
                        "x",
                        Optional.of(box),
                        List.of("", ""),
                        Map.of("k", "v"),
                        Optional.of("x"),
                        OptionalInt.of(1),
                        new int[2],
                        true))
                .isEqualTo("bnsxllmoiaaz");
        assertThat(prompt.text(
                        false,
                        0,
                        "",
                        Optional.empty(),
                        List.of(),
                        Map.of(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        new int[0],
                        false))
                .startsWith("BNSXL")
                .endsWith("OIAZ");
    }

    @OnEveryCompiler
    void names_are_looked_up_from_the_inside_out(TestedCompiler compiler) {
        CompiledPrompt prompt = mustache(
                compiler,
                "{{#people}}{{name}}:{{title}}{{#pets}} {{.}} of {{name}} in {{house.street}}{{/pets}};{{/people}}{{name}}",
                """
                List<Person> people();
                String name();
                String title();
                House house();
                record Person(String name, List<String> pets) {}
                record House(String street) {}
                """);
        Object ann = prompt.classes().create("demo.Sample$Person", "Ann", List.of("Rex", "Cat"));
        Object house = prompt.classes().create("demo.Sample$House", "Elm");

        assertThat(prompt.text(List.of(ann), "outer", "Dr", house))
                .isEqualTo("Ann:Dr Rex of Ann in Elm Cat of Ann in Elm;outer");
    }

    @OnEveryCompiler
    void the_context_itself_is_a_dot(TestedCompiler compiler) {
        CompiledPrompt prompt = mustache(
                compiler,
                "{{#xs}}<{{.}}>{{/xs}}{{#o}}[{{.}}]{{/o}}{{#n}}({{.}}){{/n}}{{#b}}{{.}}{{/b}}{{#rows}}{{#.}}{{.}},{{/.}};{{/rows}}"
                        + "{{#ints}}{{.}}{{/ints}}{{#c}}{{.}}{{/c}}",
                "double[] xs();\nOptional<String> o();\nint n();\nboolean b();\nList<List<String>> rows();\nint[] ints();\n"
                        + "Optional<Character> c();");

        assertThat(prompt.text(
                        new double[] {1, 2.5},
                        Optional.of("o"),
                        3,
                        true,
                        List.of(List.of("a", "b"), List.of("c")),
                        new int[] {1, 2},
                        Optional.of('x')))
                .isEqualTo("<1><2.5>[o](3)truea,b,;c,;12x");
    }

    @OnEveryCompiler
    void sections_go_into_records_maps_and_optionals(TestedCompiler compiler) {
        CompiledPrompt prompt = mustache(
                compiler,
                "{{#order}}{{id}} {{#customer}}{{name}} {{#address}}{{city}}{{/address}}{{^address}}nowhere{{/address}}{{/customer}}"
                        + "{{#tags}}{{a}}{{b}}{{/tags}}{{/order}}{{#order.customer.address}}/{{city}}{{/order.customer.address}}",
                """
                Order order();
                record Order(int id, Customer customer, Map<String, Integer> tags) {}
                record Customer(String name, Optional<Address> address) {}
                record Address(String city) {}
                """);
        Object address = prompt.classes().create("demo.Sample$Address", "Rome");
        Object at = prompt.classes().create("demo.Sample$Customer", "Ann", Optional.of(address));
        Object away = prompt.classes().create("demo.Sample$Customer", "Bob", Optional.empty());

        assertThat(prompt.text(prompt.classes().create("demo.Sample$Order", 7, at, Map.of("a", 1, "b", 2))))
                .isEqualTo("7 Ann Rome12/Rome");
        assertThat(prompt.text(prompt.classes().create("demo.Sample$Order", 8, away, Map.of("a", 1))))
                .isEqualTo("8 Bob nowhere1");
    }

    @OnEveryCompiler
    void tags_alone_on_a_line_take_the_line_with_them(TestedCompiler compiler) {
        CompiledPrompt prompt = mustache(
                compiler,
                "Items:\n  {{#xs}}\n  - {{.}}\n  {{/xs}}\n{{! a comment }}\n{{^xs}}\nnone\n{{/xs}}\nEnd {{#b}}now{{/b}}\n",
                "List<String> xs();\nboolean b();");

        assertThat(prompt.text(List.of("a", "b"), true)).isEqualTo("Items:\n  - a\n  - b\nEnd now\n");
        assertThat(prompt.text(List.of(), false)).isEqualTo("Items:\nnone\nEnd \n");
    }

    @OnEveryCompiler
    void a_dotted_name_begins_at_the_nearest_that_has_its_first_part(TestedCompiler compiler) {
        CompiledPrompt prompt = mustache(
                compiler,
                "{{#a}}{{b.c}}{{/a}}{{#xs}}{{b.c}}{{/xs}}",
                "A a();\nB b();\nList<String> xs();\nrecord A(B b) {}\nrecord B(String c) {}");
        Object inner = prompt.classes().create("demo.Sample$B", "inner");
        Object outer = prompt.classes().create("demo.Sample$B", "outer");

        assertThat(prompt.text(prompt.classes().create("demo.Sample$A", inner), outer, List.of("x")))
                .isEqualTo("innerouter");
    }

    @OnEveryCompiler
    void nulls_that_nobody_announced_are_nothing(TestedCompiler compiler) {
        CompiledPrompt prompt = mustache(
                compiler,
                "[{{h.s}}{{#h.s}}a{{/h.s}}{{#h.xs}}b{{/h.xs}}{{#h.in}}c{{s}}{{/h.in}}{{m.k}}{{#m.k}}e{{/m.k}}"
                        + "{{#h.n}}f{{/h.n}}{{^h.flag}}g{{/h.flag}}{{#h.ints}}h{{/h.ints}}{{#h.map}}i{{/h.map}}{{^h.xs}}j{{/h.xs}}]",
                """
                H h();
                Map<String, String> m();
                record H(String s, List<String> xs, H in, Integer n, Boolean flag, int[] ints, Map<String, String> map) {}
                """);
        Object none = prompt.classes().create("demo.Sample$H", null, null, null, null, null, null, null);

        assertThat(prompt.text(none, Map.of())).isEqualTo("[gj]");
    }

    @OnEveryCompiler
    void elements_that_may_be_absent_are_asked_for_once_more(TestedCompiler compiler) {
        CompiledPrompt prompt = mustache(
                compiler,
                "{{#xs}}{{#.}}<{{.}}>{{/.}}{{^.}}-{{/.}}{{/xs}}{{#n}}{{.}}{{/n}}",
                "List<Optional<String>> xs();\n@org.jspecify.annotations.Nullable Integer n();");

        assertThat(prompt.text(new @Nullable Object[] {List.of(Optional.of("x"), Optional.empty()), null}))
                .isEqualTo("<x>-");
        assertThat(prompt.text(List.of(), 5)).isEqualTo("5");
    }

    @OnEveryCompiler
    void the_same_name_nests(TestedCompiler compiler) {
        CompiledPrompt prompt = mustache(
                compiler,
                "{{#node}}{{name}}{{#next}}>{{name}}{{#next}}>{{name}}{{/next}}{{/next}}{{/node}}",
                "Node node();\nrecord Node(String name, Optional<Node> next) {}");
        Object last = prompt.classes().create("demo.Sample$Node", "b", Optional.empty());

        assertThat(prompt.text(prompt.classes().create("demo.Sample$Node", "a", Optional.of(last))))
                .isEqualTo("a>b");
    }

    private static CompiledPrompt mustache(TestedCompiler compiler, String template, String members) {
        return CompiledPrompt.of(compiler, TemplateSyntax.MUSTACHE, template, members);
    }
}

package dev.cuecard.processor.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.TemplateSyntax;
import dev.cuecard.processor.kit.CompiledPrompt;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.TestedCompiler;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Loops of JINJA2: over everything that has elements, nested, counted, with names that hide others. */
class LoopsTest {

    @OnEveryCompiler
    void over_everything_that_has_elements(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{% for x in a %}{{ x }},{% endfor %}{% for x in b %}{{ x }},{% endfor %}{% for x in c %}{{ x }},{% endfor %}"
                        + "{% for x in d %}{{ x }},{% endfor %}{% for x in e %}{{ x }},{% endfor %}{% for x in f %}{{ x }},{% endfor %}"
                        + "{% for x in g %}{{ x.name }},{% endfor %}",
                """
                List<String> a();
                Set<Integer> b();
                Iterable<Double> c();
                String[] d();
                int[] e();
                double[] f();
                Collection<? extends Named> g();
                interface Named { default String name() { return "n"; } }
                final class One implements Named {}
                """);
        Object one = prompt.classes().create("demo.Sample$One");

        assertThat(prompt.text(
                        List.of("a"),
                        java.util.Set.of(1),
                        List.of(2.0),
                        new String[] {"d"},
                        new int[] {3, 4},
                        new double[] {5, 5.5},
                        List.of(one)))
                .isEqualTo("a,1,2,d,3,4,5,5.5,n,");
    }

    @OnEveryCompiler
    void the_counters_of_a_loop(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{% for x in xs %}{{ loop.index }}/{{ loop.length }} {{ loop.index0 }}{% if loop.first %} first{% endif %}"
                        + "{% if loop.last %} last{% endif %} {{ loop.first }} {{ loop.last }} {{ x }}\n{% endfor %}",
                "List<String> xs();");

        assertThat(prompt.text(List.of("a", "b"))).isEqualTo("1/2 0 first true false a\n2/2 1 last false true b\n");
        assertThat(prompt.text(List.of("a"))).isEqualTo("1/1 0 first last true true a\n");
        assertThat(prompt.text(List.of())).isEmpty();
    }

    @OnEveryCompiler
    void each_counter_alone_over_each_kind_of_elements(TestedCompiler compiler) {
        String members = "List<String> list();\nint[] ints();\nString[] array();\nMap<String, Integer> map();\n"
                + "Iterable<String> any();\nH h();\nrecord H(List<String> list, int[] ints, Map<String, Integer> map) {}";
        Map<String, String> expected = Map.of("index", "12", "index0", "01", "length", "22");
        for (String counter : List.of("index", "index0", "length", "first", "last")) {
            StringBuilder template = new StringBuilder();
            for (String of : List.of("list", "ints", "array", "map", "any", "h.list", "h.ints", "h.map")) {
                template.append("{% for x in ")
                        .append(of)
                        .append(" %}{{ loop.")
                        .append(counter)
                        .append(" }}{% endfor %} ");
            }
            CompiledPrompt prompt = jinja(compiler, template.toString(), members);
            Map<String, Integer> map = new TreeMap<>(Map.of("a", 1, "b", 2));
            List<String> list = List.of("x", "y");
            int[] ints = {7, 8};
            Iterable<String> any = list;
            Object h = prompt.classes().create("demo.Sample$H", list, ints, map);
            String each = expected.getOrDefault(counter, counter.equals("first") ? "truefalse" : "falsetrue");

            assertThat(prompt.text(list, ints, new String[] {"x", "y"}, map, any, h))
                    .as(counter)
                    .isEqualTo((each + " ").repeat(8));
        }
    }

    @OnEveryCompiler
    void loops_nest_and_count_on_their_own(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{% for row in rows %}{% for x in row %}{{ loop.index }}{{ x }}{% if not loop.last %},{% endif %}{% endfor %}"
                        + "/{{ loop.index }}{% if not loop.last %};{% endif %}{% endfor %}",
                "List<List<String>> rows();");

        assertThat(prompt.text(List.of(List.of("a", "b"), List.of(), List.of("c"))))
                .isEqualTo("1a,2b/1;/2;1c/3");
    }

    @OnEveryCompiler
    void a_variable_hides_what_is_outside_and_no_longer(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{{ x }}{% for x in xs %}{{ x }}{% for x in ys %}{{ x }}{% endfor %}{{ x }}{% endfor %}{{ x }}"
                        + "{% for xs in xs %}{{ xs }}{% endfor %}",
                "String x();\nList<String> xs();\nint[] ys();");

        assertThat(prompt.text("o", List.of("a", "b"), new int[] {1})).isEqualTo("oa1ab1boab");
    }

    @OnEveryCompiler
    void names_of_java_are_names_of_variables_too(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{% for class in xs %}{{ class }}{% for text in xs %}{{ text }}{% for this in xs %}{{ this }}{% for String in xs %}"
                        + "{{ String }}{% for v in xs %}{{ v }}{% for _ in xs %}{{ _ }}{% endfor %}{% endfor %}"
                        + "{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
                "List<String> xs();");

        assertThat(prompt.text(List.of("a"))).isEqualTo("aaaaaa");
    }

    @OnEveryCompiler
    void a_map_is_gone_through_by_its_keys(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{% for k in m %}{{ k }}={{ m[k] }}={{ k.value }};{{ k.key }} {% endfor %}"
                        + "{% for k in n %}{{ k }}:{% for x in k.value %}{{ x }}{% endfor %}{% for x in n[k] %}{{ x }}{% endfor %}{% endfor %}"
                        + "{% for e in p %}{{ e.value.name }}{{ p[e].name }}{% if e == 'x' %}!{% endif %}{{ e | upper }}{% endfor %}",
                """
                Map<String, Integer> m();
                Map<Integer, List<String>> n();
                Map<String, Person> p();
                record Person(String name) {}
                """);
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("z", 1);
        map.put("a", 2);
        Object ann = prompt.classes().create("demo.Sample$Person", "Ann");

        assertThat(prompt.text(map, Map.of(7, List.of("s")), Map.of("x", ann)))
                .isEqualTo("z=1=1;z a=2=2;a 7:ssAnnAnn!X");
    }

    @OnEveryCompiler
    void nulls_and_optionals_among_elements(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{% for x in h.xs %}[{{ x }}]{% endfor %}{% for o in os %}{% if o %}<{{ o }}>{% else %}-{% endif %}"
                        + "{{ o | default('d') }}{% endfor %}{% for k in h.m %}{{ k }}{{ k.value }}{% endfor %}",
                "H h();\nList<Optional<String>> os();\nrecord H(List<String> xs, Map<String, String> m) {}");
        Map<String, String> map = new LinkedHashMap<>();
        map.put("k", null);
        Object h = prompt.classes().create("demo.Sample$H", Arrays.asList("a", null), map);

        assertThat(prompt.text(h, List.of(Optional.of("x"), Optional.empty()))).isEqualTo("[a][]<x>x-dk");
    }

    @OnEveryCompiler
    void a_loop_over_what_may_be_absent_is_guarded(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{% if xs %}{% for x in xs %}{{ x }}{{ loop.last }}{% endfor %}{% else %}none{% endif %}",
                "Optional<List<String>> xs();");

        assertThat(prompt.text(Optional.of(List.of("a")))).isEqualTo("atrue");
        assertThat(prompt.text(Optional.of(List.of()))).isEqualTo("none");
        assertThat(prompt.text(Optional.empty())).isEqualTo("none");
    }

    @OnEveryCompiler
    void conditions_and_inputs_inside_loops(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{% for x in xs %}{% if x.n > least and loop.index <= most %}{{ names[loop.index0] }}{{ x.n }}{% elif x.n == 0 %}zero"
                        + "{% else %}.{% endif %}{{ prefix or x.n }}{% endfor %}",
                "List<X> xs();\nint least();\nlong most();\nList<String> names();\nOptional<String> prefix();\nrecord X(int n) {}");
        List<Object> xs = List.of(
                prompt.classes().create("demo.Sample$X", 5),
                prompt.classes().create("demo.Sample$X", 0),
                prompt.classes().create("demo.Sample$X", 9));

        assertThat(prompt.text(xs, 1, 2L, List.of("a", "b"), Optional.empty())).isEqualTo("a55zero0.9");
        assertThat(prompt.text(xs, 1, 3L, List.of("a", "b"), Optional.of("p"))).isEqualTo("a5pzerop9p");
    }

    @OnEveryCompiler
    void raw_types_give_objects_that_are_only_counted(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{% for x in xs %}{{ loop.index }}{% endfor %}{{ xs | length }}{% if ys %}y{% endif %}",
                "List<?> xs();\nMap<?, ?> ys();");

        assertThat(prompt.text(List.of(1, "a"), Map.of())).isEqualTo("122");
    }

    @OnEveryCompiler
    void very_many_statements_become_methods(TestedCompiler compiler) {
        String row =
                "{% for x in xs %}{% if x == s %}{{ x }}{{ loop.index }}{{ s }}{% else %}-{% endif %}{% endfor %}\n";
        CompiledPrompt prompt = jinja(
                compiler,
                "{% for y in xs %}" + row.repeat(150) + "{{ y }}{% endfor %}" + row.repeat(400),
                "List<String> xs();\nString s();");

        assertThat(prompt.text(List.of("a"), "a")).isEqualTo("a1a\n".repeat(150) + "a" + "a1a\n".repeat(400));
    }

    private static CompiledPrompt jinja(TestedCompiler compiler, String template, String members) {
        return CompiledPrompt.of(compiler, TemplateSyntax.JINJA2, template, members);
    }
}

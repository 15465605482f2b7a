package dev.cuecard.processor.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.TemplateSyntax;
import dev.cuecard.processor.kit.CompiledPrompt;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a template of JINJA2 inserts: paths of every kind, exact white space, and nothing for what is not there. */
class JinjaTest {

    @OnEveryCompiler
    void the_text_is_kept_to_the_letter(TestedCompiler compiler) {
        String template = "\n  a \t{{ x }}  \n\n{# gone #}\r\n  {{- x -}}  \n b {\"k\": {x}} }} %} #} </p>&\n\n";
        CompiledPrompt prompt = CompiledPrompt.of(
                Project.on(compiler),
                CompiledPrompt.source(TemplateSyntax.JINJA2, template, "String x();")
                        .replace("@Prompt(", "@SuppressWarnings(\"cuecard:literal-placeholder\")\n@Prompt("));

        assertThat(prompt.text("<&\">")).isEqualTo("\n  a \t<&\">  \n\n<&\">b {\"k\": {x}} }} %} #} </p>&\n\n");
    }

    @OnEveryCompiler
    void no_text_at_all_is_an_empty_message(TestedCompiler compiler) {
        assertThat(jinja(compiler, "{{ x }}", "String x();").text("")).isEmpty();
        assertThat(jinja(compiler, "\n{{ x }}\n", "String x();").text("")).isEqualTo("\n\n");
    }

    @OnEveryCompiler
    void trim_markers_take_the_white_space_beside_them(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(compiler, "a \n {%- if x -%} \n b \n {%- endif %} c {#- x -#} d", "boolean x();");

        assertThat(prompt.text(true)).isEqualTo("ab cd");
        assertThat(prompt.text(false)).isEqualTo("a cd");
    }

    @OnEveryCompiler
    void raw_text_and_tags_in_texts_stay(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(compiler, "{{ '{{ x }}' }}{{ \"%}\" }}{{ x }}", "String x();");

        assertThat(prompt.text("{{ x }}{% if %}")).isEqualTo("{{ x }}%}{{ x }}{% if %}");
    }

    @OnEveryCompiler
    void constants_are_inserted(TestedCompiler compiler) {
        CompiledPrompt prompt =
                jinja(compiler, "{{ 1 }} {{ 2.0 }} {{ 2.5 }} {{ true }} {{ false }} [{{ null }}] {{ 'a\\'b\\n' }}", "");

        assertThat(prompt.text()).isEqualTo("1 2 2.5 true false [] a'b\n");
    }

    @OnEveryCompiler
    void a_path_goes_through_records_getters_interfaces_and_maps(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{{ order.customer.name }} {{ order['customer'].loyal }} {{ order.tags.a }} {{ order.tags['b'] }} "
                        + "{{ order.lines[1].count }} {{ order.customer.names[0] }}",
                """
                Order order();
                record Order(Customer customer, Map<String, Integer> tags, List<Line> lines) {}
                record Line(int count) {}
                interface Customer {
                    String getName();
                    boolean isLoyal();
                    String[] names();
                    static Customer of(String name) {
                        return new Customer() {
                            @Override public String getName() { return name; }
                            @Override public boolean isLoyal() { return true; }
                            @Override public String[] names() { return new String[] {name + "!"}; }
                        };
                    }
                }
                """);
        Object customer = prompt.classes().call("demo.Sample$Customer", "of", "Ann");
        List<Object> lines = List.of(line(prompt, 1), line(prompt, 2));
        Object order = prompt.classes().create("demo.Sample$Order", customer, Map.of("a", 1, "b", 2), lines);

        assertThat(prompt.text(order)).isEqualTo("Ann true 1 2 2 Ann!");
    }

    private static Object line(CompiledPrompt prompt, int count) {
        return prompt.classes().create("demo.Sample$Line", count);
    }

    @OnEveryCompiler
    void arrays_of_every_kind_have_elements(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{{ a[0] }} {{ b[0] }} {{ c[0] }} {{ d[0] }} {{ e[0] }} {{ f[0] }} {{ g[0] }} {{ h[0] }} {{ i[0][1] }}"
                        + " {{ j[0][1] }}",
                "int[] a();\nlong[] b();\nshort[] c();\nbyte[] d();\nchar[] e();\nboolean[] f();\nfloat[] g();\n"
                        + "double[] h();\nString[][] i();\nint[][] j();");

        assertThat(prompt.text(
                        new int[] {1},
                        new long[] {2},
                        new short[] {3},
                        new byte[] {4},
                        new char[] {'5'},
                        new boolean[] {true},
                        new float[] {6},
                        new double[] {7.5},
                        new String[][] {{"x", "y"}},
                        new int[][] {{8, 9}}))
                .isEqualTo("1 2 3 4 5 true 6 7.5 y 9");
    }

    @OnEveryCompiler
    void an_index_may_be_an_input_or_beyond_the_end(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "[{{ list[i] }}|{{ array[i] }}|{{ list[at.n] }}|{{ nested[i][i] }}]",
                "List<String> list();\nint i();\nint[] array();\nAt at();\nList<List<String>> nested();\n"
                        + "record At(Integer n) {}");
        Object at = prompt.classes().create("demo.Sample$At", 1);
        Object nowhere = prompt.classes().create("demo.Sample$At", new Object[] {null});

        assertThat(prompt.text(List.of("a", "b"), 0, new int[] {5}, at, List.of(List.of("n"))))
                .isEqualTo("[a|5|b|n]");
        assertThat(prompt.text(List.of(), 7, new int[0], nowhere, List.of())).isEqualTo("[|||]");
        assertThat(prompt.text(List.of("a"), -1, new int[] {5}, at, List.of())).isEqualTo("[|||]");
    }

    @OnEveryCompiler
    void maps_have_keys_of_many_types(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "[{{ a[1] }}|{{ b[1] }}|{{ c[level] }}|{{ d['x'] }}|{{ d.x }}|{{ e[key].n }}|{{ a[n] }}]",
                """
                Map<Integer, String> a();
                Map<Long, String> b();
                Map<Level, String> c();
                TreeMap<String, String> d();
                Map<CharSequence, Box> e();
                Level level();
                String key();
                int n();
                enum Level { LOW }
                record Box(int n) {}
                """);
        Object low = prompt.classes().type("demo.Sample$Level").getEnumConstants()[0];
        Object box = prompt.classes().create("demo.Sample$Box", 3);

        assertThat(prompt.text(
                        Map.of(1, "i"),
                        Map.of(1L, "l"),
                        Map.of(low, "e"),
                        new java.util.TreeMap<>(Map.of("x", "t")),
                        Map.of("k", box),
                        low,
                        "k",
                        1))
                .isEqualTo("[i|l|e|t|t|3|i]");
        assertThat(prompt.text(Map.of(), Map.of(), Map.of(), new java.util.TreeMap<>(), Map.of(), low, "k", 1))
                .isEqualTo("[||||||]");
    }

    @OnEveryCompiler
    void generics_and_wildcards_are_seen_through(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{{ pair.first.name }} {{ pair.second[0].name }} {{ wild[0].name }} {{ map['k'][0].name }} "
                        + "{{ box.value.first.name }}",
                """
                Pair<Person, List<? extends Person>> pair();
                List<? extends Person> wild();
                Map<String, ? extends List<? extends Person>> map();
                Box<Pair<Person, String>> box();
                record Pair<A, B>(A first, B second) {}
                record Box<T>(T value) {}
                record Person(String name) {}
                """);
        Object ann = prompt.classes().create("demo.Sample$Person", "Ann");
        List<Object> one = List.of(ann);

        assertThat(prompt.text(
                        prompt.classes().create("demo.Sample$Pair", ann, one),
                        one,
                        Map.of("k", one),
                        prompt.classes()
                                .create("demo.Sample$Box", prompt.classes().create("demo.Sample$Pair", ann, ""))))
                .isEqualTo("Ann Ann Ann Ann Ann");
    }

    @OnEveryCompiler
    void what_nobody_announced_as_null_renders_as_nothing(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "[{{ box.text }}{{ box.number }}"
                        + "{{ box.fraction }}"
                        + "{% for x in box.list %}{{ x }}{% endfor %}{% for x in box.array %}{{ x }}{% endfor %}"
                        + "{% for k in box.map %}{{ k }}{% endfor %}{{ box.list | join(',') }}{{ box.list | length }}]",
                """
                Box box();
                record Box(String text, Integer number, Double fraction, List<String> list,
                        Map<String, String> map, int[] array) {}
                """);
        Object empty = prompt.classes().create("demo.Sample$Box", null, null, null, null, null, null);
        Object holding = prompt.classes()
                .create(
                        "demo.Sample$Box",
                        null,
                        null,
                        1.0,
                        Arrays.asList(null, "x"),
                        Collections.singletonMap("k", null),
                        new int[] {4});

        assertThat(prompt.text(empty)).isEqualTo("[0]");
        assertThat(prompt.text(holding)).isEqualTo("[1x4k,x2]");
    }

    @OnEveryCompiler
    void a_null_on_the_way_of_a_path_is_told_unless_it_is_asked_for(TestedCompiler compiler) {
        String members = "Box box();\nrecord Box(Box inner, String text, int n) {}";
        CompiledPrompt bold = jinja(compiler, "{{ box.inner.text }}", members);
        CompiledPrompt careful = jinja(
                compiler,
                "{% if box.inner != null and box.inner.n > 1 %}{{ box.inner.text }}{% else %}none{% endif %}",
                members);
        Object inner = careful.classes().create("demo.Sample$Box", null, "t", 2);
        Object boldBox = bold.classes().create("demo.Sample$Box", null, "t", 2);

        assertThatThrownBy(() -> bold.text(boldBox))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("box.inner")
                .hasMessageContaining("Sample");
        assertThat(careful.text(inner)).isEqualTo("none");
        assertThat(careful.text(careful.classes().create("demo.Sample$Box", inner, "", 0)))
                .isEqualTo("t");
    }

    @OnEveryCompiler
    void optionals_of_every_kind_are_inserted_behind_an_if(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{% if a and b and c and d and e.f %}{{ a }} {{ b }} {{ c }} {{ d }} {{ e.f.g }}{% else %}-{% endif %}",
                """
                Optional<String> a();
                OptionalInt b();
                OptionalLong c();
                OptionalDouble d();
                E e();
                record E(Optional<F> f) {}
                record F(String g) {}
                """);
        Object f = prompt.classes().create("demo.Sample$F", "f");
        Object e = prompt.classes().create("demo.Sample$E", Optional.of(f));
        Object none = prompt.classes().create("demo.Sample$E", Optional.empty());

        assertThat(prompt.text(Optional.of("a"), OptionalInt.of(1), OptionalLong.of(2), OptionalDouble.of(3), e))
                .isEqualTo("a 1 2 3 f");
        assertThat(prompt.text(Optional.of("a"), OptionalInt.of(1), OptionalLong.of(2), OptionalDouble.of(3), none))
                .isEqualTo("-");
        assertThat(prompt.text(Optional.of(""), OptionalInt.of(1), OptionalLong.of(2), OptionalDouble.of(3), e))
                .isEqualTo("-");
    }

    @OnEveryCompiler
    void a_default_method_is_asked_for_each_insertion(TestedCompiler compiler) {
        CompiledPrompt prompt =
                jinja(compiler, "{{ shout }} {{ parts[1] }} [{{ nothing }}] {% if maybe %}{{ maybe }}{% endif %}", """
                String name();
                default String shout() { return name() + "!"; }
                default List<String> parts() { return List.of("a", name()); }
                default String nothing() { return null; }
                default Optional<String> maybe() { return Optional.of(name()); }
                """);

        assertThat(prompt.text("Ann")).isEqualTo("Ann! Ann [] Ann");
    }

    @OnEveryCompiler
    void included_files_are_part_of_the_template(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(
                Project.on(compiler)
                        .file("src/prompts/main.jinja", "A {% include \"parts/item.jinja\" %} Z\n")
                        .file("src/prompts/parts/item.jinja", "{% for x in xs %}{% include 'one.jinja' %}{% endfor %}")
                        .file("src/prompts/parts/one.jinja", "<{{ x }}>\n"),
                CompiledPrompt.sourceOfFile(TemplateSyntax.JINJA2, "prompts/main.jinja", "List<String> xs();"));

        assertThat(prompt.text(List.of("a", "{{ x }}"))).isEqualTo("A <a>\n<{{ x }}>\n Z\n");
    }

    @OnEveryCompiler
    void the_first_value_that_counts_is_inserted(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{{ nick or name or 'nobody' }} {{ count or 'none' }} {{ a > 1 and a < 3 }} {{ not a }}",
                "Optional<String> nick();\nString name();\nint count();\nint a();");

        assertThat(prompt.text(Optional.of("N"), "Ann", 2, 2)).isEqualTo("N 2 true false");
        assertThat(prompt.text(Optional.empty(), "Ann", 0, 0)).isEqualTo("Ann none false true");
        assertThat(prompt.text(Optional.of(""), "", 0, 0)).isEqualTo("nobody none false true");
    }

    @OnEveryCompiler
    void a_nullable_input_may_be_left_out(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{% if x %}<{{ x }}>{% endif %}{{ x | default('none') }}",
                "@org.jspecify.annotations.Nullable String x();");

        assertThat(prompt.text(new @Nullable Object[] {null})).isEqualTo("none");
        assertThat(prompt.text("")).isEmpty();
        assertThat(prompt.text("v")).isEqualTo("<v>v");
    }

    private static CompiledPrompt jinja(TestedCompiler compiler, String template, String members) {
        return CompiledPrompt.of(compiler, TemplateSyntax.JINJA2, template, members);
    }
}

package dev.cuecard.processor.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.TemplateSyntax;
import dev.cuecard.processor.kit.CompiledPrompt;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.TestedCompiler;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The filter {@code tojson}: JSON that any reader takes, with the members of records and the keys of maps in order. */
class TojsonTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @OnEveryCompiler
    void values_of_every_kind(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "[{{ s | tojson }},{{ n | tojson }},{{ d | tojson }},{{ b | tojson }},{{ c | tojson }},{{ e | tojson }},"
                        + "{{ big | tojson }},{{ date | tojson }},{{ 'x' | tojson }},{{ 1 | tojson }},{{ true | tojson }}]",
                "String s();\nint n();\ndouble d();\nboolean b();\nchar c();\nLevel e();\nBigDecimal big();\n"
                        + "LocalDate date();\nenum Level { LOW }");
        Object low = prompt.classes().type("demo.Sample$Level").getEnumConstants()[0];

        JsonNode json = JSON.readTree(prompt.text(
                "a\"\\\n\t\u0000\u2028\ud83d\ude00</p>",
                -3,
                2.5,
                true,
                'x',
                low,
                new BigDecimal("1.50"),
                LocalDate.EPOCH));

        assertThat(json.get(0).asString()).isEqualTo("a\"\\\n\t\u0000\u2028\ud83d\ude00</p>");
        assertThat(json.get(1).asInt()).isEqualTo(-3);
        assertThat(json.get(2).asDouble()).isEqualTo(2.5);
        assertThat(json.get(3).asBoolean()).isTrue();
        assertThat(json.get(4).asString()).isEqualTo("x");
        assertThat(json.get(5).asString()).isEqualTo("LOW");
        assertThat(json.get(6).decimalValue()).isEqualByComparingTo("1.5");
        assertThat(json.get(7).asString()).isEqualTo("1970-01-01");
        assertThat(json.get(8).asString()).isEqualTo("x");
        assertThat(json.get(9).asInt()).isEqualTo(1);
        assertThat(json.get(10).asBoolean()).isTrue();
    }

    @OnEveryCompiler
    void records_collections_maps_arrays_and_optionals(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "[{{ p | tojson }},{{ list | tojson }},{{ map | tojson }},{{ ints | tojson }},{{ rows | tojson }},"
                        + "{{ pairs | tojson }},{{ text | tojson }}]",
                """
                P p();
                List<P> list();
                Map<String, List<P>> map();
                int[] ints();
                String[][] rows();
                Map<Integer, Optional<Integer>> pairs();
                List<String> text();
                record P(String name, int age, Optional<String> nick, OptionalInt n, List<Optional<P>> friends) {}
                """);
        Object bob = prompt.classes().create("demo.Sample$P", "Bob", 2, Optional.of("B"), OptionalInt.of(1), List.of());
        Object ann = prompt.classes()
                .create(
                        "demo.Sample$P",
                        "Ann",
                        1,
                        Optional.empty(),
                        OptionalInt.empty(),
                        List.of(Optional.of(bob), Optional.empty()));

        JsonNode json = JSON.readTree(prompt.text(
                ann,
                List.of(bob),
                Map.of("k", List.of(bob)),
                new int[] {1, 2},
                new String[][] {{"a"}, {}},
                Map.of(2, Optional.of(3), 1, Optional.empty()),
                List.of("x", "y")));

        assertThat(json.get(0).get("name").asString()).isEqualTo("Ann");
        assertThat(json.get(0).get("nick").isNull()).isTrue();
        assertThat(json.get(0).get("friends").get(0).get("n").asInt()).isEqualTo(1);
        assertThat(json.get(0).get("friends").get(1).isNull()).isTrue();
        assertThat(json.get(1).get(0).get("nick").asString()).isEqualTo("B");
        assertThat(json.get(2).get("k").get(0).get("age").asInt()).isEqualTo(2);
        assertThat(json.get(3)).isEqualTo(JSON.readTree("[1,2]"));
        assertThat(json.get(4)).isEqualTo(JSON.readTree("[[\"a\"],[]]"));
        assertThat(json.get(5)).isEqualTo(JSON.readTree("{\"1\":null,\"2\":3}"));
        assertThat(json.get(6)).isEqualTo(JSON.readTree("[\"x\",\"y\"]"));
    }

    @OnEveryCompiler
    void keys_are_sorted_and_members_stay_in_order(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{{ map | tojson | replace(' ', '') }}{{ r | tojson | replace(' ', '') }}{{ deep | tojson | replace(' ', '') }}",
                "Map<String, Integer> map();\nR r();\nMap<String, Map<String, Integer>> deep();\nrecord R(int z, int a) {}");
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("z", 1);
        map.put("a", 2);
        Map<String, Map<String, Integer>> deep = new LinkedHashMap<>();
        deep.put("y", map);
        deep.put("b", map);

        assertThat(prompt.text(map, prompt.classes().create("demo.Sample$R", 1, 2), deep))
                .isEqualTo("{\"a\":2,\"z\":1}{\"z\":1,\"a\":2}{\"b\":{\"a\":2,\"z\":1},\"y\":{\"a\":2,\"z\":1}}");
    }

    @OnEveryCompiler
    void nulls_are_null(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{{ r.s | tojson }} {{ r.xs | tojson }} {{ r.in | tojson }} {{ r.ns | tojson }}",
                "R r();\nrecord R(String s, List<String> xs, R in, List<Integer> ns) {}");

        assertThat(prompt.text(prompt.classes().create("demo.Sample$R", null, null, null, Arrays.asList(1, null)))
                        .replace(", ", ","))
                .isEqualTo("null null null [1,null]");
    }

    @OnEveryCompiler
    void a_value_that_may_be_absent_is_written_behind_an_if_or_with_a_default(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{% if r %}{{ r | tojson }}{% endif %}{{ xs | default(none_) | tojson }}",
                "Optional<R> r();\nOptional<List<String>> xs();\nList<String> none_();\nrecord R(int n) {}");

        assertThat(prompt.text(Optional.empty(), Optional.empty(), List.of())).isEqualTo("[]");
        assertThat(prompt.text(
                                Optional.of(prompt.classes().create("demo.Sample$R", 1)),
                                Optional.of(List.of("x")),
                                List.of())
                        .replace(" ", ""))
                .isEqualTo("{\"n\":1}[\"x\"]");
    }

    @OnEveryCompiler
    void generic_records_and_records_of_themselves(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{{ pair | tojson | replace(' ', '') }}{{ tree | tojson | replace(' ', '') }}{% for p in pairs %}{{ p | tojson }}{% endfor %}",
                """
                Pair<String, Pair<Integer, List<Boolean>>> pair();
                Tree tree();
                List<? extends Pair<String, ?>> pairs();
                record Pair<A, B>(A first, B second) {}
                record Tree(int n, List<Tree> trees) {}
                """);
        Object inner = prompt.classes().create("demo.Sample$Pair", 1, List.of(true));
        Object leaf = prompt.classes().create("demo.Sample$Tree", 2, List.of());

        assertThat(prompt.text(
                        prompt.classes().create("demo.Sample$Pair", "a", inner),
                        prompt.classes().create("demo.Sample$Tree", 1, List.of(leaf)),
                        List.of()))
                .isEqualTo("{\"first\":\"a\",\"second\":{\"first\":1,\"second\":[true]}}"
                        + "{\"n\":1,\"trees\":[{\"n\":2,\"trees\":[]}]}");
    }

    private static CompiledPrompt jinja(TestedCompiler compiler, String template, String members) {
        return CompiledPrompt.of(compiler, TemplateSyntax.JINJA2, template, members);
    }
}

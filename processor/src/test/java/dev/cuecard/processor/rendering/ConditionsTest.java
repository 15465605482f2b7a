package dev.cuecard.processor.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.TemplateSyntax;
import dev.cuecard.processor.kit.CompiledPrompt;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.TestedCompiler;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What counts as true in a template of JINJA2, and what comparisons say: as in Jinja, whatever the types in Java. */
class ConditionsTest {

    @OnEveryCompiler
    void booleans_and_numbers(TestedCompiler compiler) {
        CompiledPrompt prompt = truths(
                compiler,
                "boolean a();\nBoolean b();\nint c();\nlong d();\ndouble e();\nInteger f();\nBigDecimal g();\n"
                        + "BigInteger h();\nfloat i();\nbyte j();\nNumber k();");

        assertThat(prompt.text(true, true, 1, -1L, 0.1, 2, new BigDecimal("0.001"), BigInteger.TEN, 1f, (byte) 1, 5L))
                .isEqualTo("abcdefghijk");
        assertThat(prompt.text(false, false, 0, 0L, 0.0, 0, new BigDecimal("0.00"), BigInteger.ZERO, 0f, (byte) 0, 0.0))
                .isEmpty();
    }

    @OnEveryCompiler
    void texts_and_characters(TestedCompiler compiler) {
        CompiledPrompt prompt =
                truths(compiler, "String a();\nCharSequence b();\nchar c();\nCharacter d();\njava.nio.CharBuffer e();");

        assertThat(prompt.text(" ", "false", '0', '\0', CharBuffer.wrap("x"))).isEqualTo("abcde");
        assertThat(prompt.text("", "", 'c', 'd', CharBuffer.wrap(""))).isEqualTo("cd");
    }

    @OnEveryCompiler
    void collections_arrays_and_maps(TestedCompiler compiler) {
        CompiledPrompt prompt = truths(
                compiler,
                "List<String> a();\nSet<Integer> b();\nMap<String, String> c();\nString[] d();\nint[] e();\n"
                        + "Iterable<String> f();\nCollection<?> g();");

        assertThat(prompt.text(
                        List.of(""), Set.of(0), Map.of("", ""), new String[1], new int[1], List.of(""), List.of(0)))
                .isEqualTo("abcdefg");
        assertThat(prompt.text(List.of(), Set.of(), Map.of(), new String[0], new int[0], List.of(), List.of()))
                .isEmpty();
    }

    @OnEveryCompiler
    void what_may_be_absent(TestedCompiler compiler) {
        CompiledPrompt prompt = truths(compiler, """
                Optional<String> a();
                OptionalInt b();
                Optional<Box> c();
                @org.jspecify.annotations.Nullable Box d();
                @org.jspecify.annotations.Nullable Integer e();
                Optional<List<String>> f();
                Optional<Boolean> g();
                record Box(int n) {}
                """);
        Object box = prompt.classes().create("demo.Sample$Box", 0);

        assertThat(prompt.text(
                        Optional.of("x"),
                        OptionalInt.of(1),
                        Optional.of(box),
                        box,
                        1,
                        Optional.of(List.of("")),
                        Optional.of(true)))
                .isEqualTo("abcdefg");
        assertThat(prompt.text(new @Nullable Object[] {
                    Optional.empty(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    null,
                    null,
                    Optional.empty(),
                    Optional.empty()
                }))
                .isEmpty();
        assertThat(prompt.text(
                        Optional.of(""),
                        OptionalInt.of(0),
                        Optional.of(box),
                        box,
                        0,
                        Optional.of(List.of()),
                        Optional.of(false)))
                .isEqualTo("cd");
    }

    @OnEveryCompiler
    void nulls_behind_plain_getters_count_as_false(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{% if b.flag or b.text or b.list or b.map or b.number or b.array %}yes{% else %}no{% endif %}"
                        + "{% if not b.flag %}!{% endif %}"
                        + "{% if b.text == 'x' or b.number > 1 or 'a' in b.list or 'a' in b.text or 'a' in b.map %}?{% endif %}"
                        + "{% if b.text != 'x' %}.{% endif %}{% if b.text == null %},{% endif %}",
                """
                B b();
                record B(Boolean flag, String text, List<String> list, Map<String, String> map, Integer number,
                        int[] array) {}
                """);

        Object none = prompt.classes().create("demo.Sample$B", null, null, null, null, null, null);
        assertThat(prompt.text(none)).isEqualTo("no!.,");
    }

    @OnEveryCompiler
    void primitives_behind_what_is_missing_count_as_false(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "[{{ m.k.n }}{% if m.k.n %}a{% endif %}{% if m.k.flag %}b{% endif %}{% if m.k.n > 1 %}c{% endif %}"
                        + "{% if m.k.n == 0 %}d{% endif %}{% if not m.k.flag %}e{% endif %}{{ xs[0].n }}{{ m.k.n | default(5) }}"
                        + "{% if o and o.n > 1 %}f{% endif %}{% for x in m.k.ints %}{{ x }}{% endfor %}{{ m.k.flag == true }}]",
                """
                Map<String, Box> m();
                List<Box> xs();
                Optional<Box> o();
                record Box(int n, boolean flag, int[] ints) {}
                """);
        Object box = prompt.classes().create("demo.Sample$Box", 2, true, new int[] {8});

        assertThat(prompt.text(Map.of(), List.of(), Optional.empty())).isEqualTo("[e5false]");
        assertThat(prompt.text(Map.of("k", box), List.of(box), Optional.of(box)))
                .isEqualTo("[2abc22f8true]");
    }

    @OnEveryCompiler
    void numbers_are_compared_by_value(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{{ i == l }} {{ i == d }} {{ big == dec }} {{ i < d }} {{ box == i }} {{ box >= l }} {{ i == 3 }} "
                        + "{{ l == 3 }} {{ d == 3 }} {{ d > 2.5 }} {{ dec == 3.0 }} {{ box != 4 }} {{ n <= b }} {{ -1 < i }} "
                        + "{{ l < 3000000000 }}",
                "int i();\nlong l();\ndouble d();\nBigInteger big();\nBigDecimal dec();\nInteger box();\nNumber n();\n"
                        + "byte b();");

        assertThat(prompt.text(3, 3L, 3.0, BigInteger.valueOf(3), new BigDecimal("3.00"), 3, 3f, (byte) 3))
                .isEqualTo("true true true false true true true true true true true true true true true");
        assertThat(prompt.text(
                        2, Long.MAX_VALUE, Double.NaN, BigInteger.TWO, new BigDecimal("2.1"), 1000, Double.NaN, (byte)
                                0))
                .isEqualTo("false false false false false false false false false false false true false true false");
    }

    @OnEveryCompiler
    void texts_enums_and_dates_are_compared(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{{ s == 'a' }} {{ s != t }} {{ s < 'b' }} {{ c == 'x' }} {{ e == 'HIGH' }} {{ 'LOW' == e }} {{ e != f }} "
                        + "{{ d < until }} {{ e < f }} {{ s == q }} {{ flag == true }} {{ flag != off }}",
                """
                String s();
                String t();
                char c();
                Level e();
                Level f();
                LocalDate d();
                LocalDate until();
                CharSequence q();
                boolean flag();
                Boolean off();
                enum Level { LOW, HIGH; @Override public String toString() { return "level"; } }
                """);
        Object[] levels = prompt.classes().type("demo.Sample$Level").getEnumConstants();

        assertThat(prompt.text(
                        "a",
                        "b",
                        'x',
                        levels[1],
                        levels[0],
                        LocalDate.MIN,
                        LocalDate.EPOCH,
                        CharBuffer.wrap("a"),
                        true,
                        false))
                .isEqualTo("true true true true true false true true false true true true");
    }

    @OnEveryCompiler
    void what_is_in_something(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{{ 'a' in list }} {{ 2 in longs }} {{ 'k' in map }} {{ 'b' in text }} {{ 'x' not in array }} "
                        + "{{ n in set }} {{ 'LOW' in levels }} {{ not 'a' in list }} {{ c in text }} {{ list[0] in map }}",
                """
                List<String> list();
                List<Long> longs();
                Map<String, Integer> map();
                String text();
                String[] array();
                int n();
                Set<Integer> set();
                List<Level> levels();
                char c();
                enum Level { LOW }
                """);
        Object low = prompt.classes().type("demo.Sample$Level").getEnumConstants()[0];

        assertThat(prompt.text(
                        List.of("a"),
                        List.of(2L),
                        Map.of("k", 1),
                        "abc",
                        new String[] {"y"},
                        1,
                        new LinkedHashSet<>(List.of(1)),
                        List.of(low),
                        'c'))
                .isEqualTo("true true true true true true true false true false");
    }

    @OnEveryCompiler
    void operators_bind_as_in_jinja(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{% if a or b and c %}1{% endif %}{% if (a or b) and c %}2{% endif %}{% if not a or b %}3{% endif %}"
                        + "{% if not a == b %}4{% endif %}{% if not (a and b) %}5{% endif %}{% if not not a %}6{% endif %}",
                "boolean a();\nboolean b();\nboolean c();");

        assertThat(prompt.text(true, false, false)).isEqualTo("1456");
        assertThat(prompt.text(false, true, true)).isEqualTo("12345");
        assertThat(prompt.text(true, true, true)).isEqualTo("1236");
    }

    @OnEveryCompiler
    void constants_decide_too(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{% if true %}a{% endif %}{% if false %}b{% endif %}{% if 1 %}c{% endif %}{% if 0 %}d{% endif %}"
                        + "{% if 'x' %}e{% endif %}{% if '' %}f{% endif %}{% if not null %}g{% endif %}"
                        + "{% if 1 == 1.0 %}h{% endif %}{% if 'a' == 'b' %}i{% endif %}{% if null == null %}j{% endif %}"
                        + "{% if x == null %}k{% endif %}{% if n != null %}l{% endif %}{% if 1 < 2 and 2 < 1 %}m{% endif %}"
                        + "{% if true == false %}n{% endif %}{% if 0.0 %}o{% endif %}"
                        + "{% if n == n and n <= n and x == x %}p{% endif %}{% if n < n or n != n %}q{% endif %}",
                "String x();\nint n();");

        assertThat(prompt.text("", 0)).isEqualTo("aceghjlp");
    }

    @OnEveryCompiler
    void the_first_branch_that_holds_is_taken(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{% if n == 1 %}one{% elif n == 2 %}two{% elif n > 2 %}{% if n > 9 %}many{% else %}some{% endif %}"
                        + "{% else %}none{% endif %}",
                "int n();");

        assertThat(prompt.text(1) + prompt.text(2) + prompt.text(3) + prompt.text(10) + prompt.text(0))
                .isEqualTo("onetwosomemanynone");
    }

    @OnEveryCompiler
    void the_length_of_things_is_a_number(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{% if xs | length > 1 %}many{% endif %}{% if s | length == 2 %} two{% endif %}"
                        + "{% if s | upper == 'AB' %} ab{% endif %}{% if xs | join == 'xy' %} xy{% endif %}",
                "List<String> xs();\nString s();");

        assertThat(prompt.text(List.of("x", "y"), "ab")).isEqualTo("many two ab xy");
        assertThat(prompt.text(List.of("x"), "abc")).isEmpty();
    }

    /** A template that says of each of the inputs a, b, c... whether it counts as true. */
    private static CompiledPrompt truths(TestedCompiler compiler, String members) {
        StringBuilder template = new StringBuilder();
        for (char name = 'a'; members.contains(" " + name + "();"); name++) {
            template.append("{% if ").append(name).append(" %}").append(name).append("{% endif %}");
        }
        return jinja(compiler, template.toString(), members);
    }

    private static CompiledPrompt jinja(TestedCompiler compiler, String template, String members) {
        return CompiledPrompt.of(compiler, TemplateSyntax.JINJA2, template, members);
    }
}

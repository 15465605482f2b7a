package dev.cuecard.processor.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.TemplateSyntax;
import dev.cuecard.processor.kit.CompiledPrompt;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.TestedCompiler;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The filters of JINJA2: what they make of each kind of value, the same in every locale. */
class FiltersTest {

    @OnEveryCompiler
    void letters_are_changed_the_same_everywhere(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{{ s | upper }} {{ s | lower }} {{ e | lower }} {{ d | upper }} {{ c | upper }} {{ n | lower }}",
                "String s();\nLevel e();\ndouble d();\nchar c();\nboolean n();\nenum Level { HIGH_I }");
        Object high = prompt.classes().type("demo.Sample$Level").getEnumConstants()[0];
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));

            assertThat(prompt.text("iI\u00df", high, 1.5e300, 'i', true))
                    .isEqualTo("IISS ii\u00df high_i 1.5E300 I true");
        } finally {
            Locale.setDefault(before);
        }
    }

    @OnEveryCompiler
    void every_kind_of_value_has_the_same_text_in_every_locale(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{{ a }} {{ b }} {{ c }} {{ d }} {{ e }} {{ list | join(' ') }} {{ a | trim }}{{ b | trim }} {{ o | default(0) }}",
                "double a();\nint b();\nBigDecimal c();\nFloat d();\njava.time.DayOfWeek e();\nList<Double> list();\n"
                        + "OptionalInt o();");
        Locale before = Locale.getDefault();
        try {
            for (String tag : List.of("tr-TR", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "de-DE")) {
                Locale.setDefault(Locale.forLanguageTag(tag));

                assertThat(prompt.text(
                                1234.5,
                                -1234567,
                                new BigDecimal("1E+3"),
                                2f,
                                java.time.DayOfWeek.FRIDAY,
                                List.of(1.0, 2.5),
                                OptionalInt.of(12)))
                        .isEqualTo("1234.5 -1234567 1000 2 FRIDAY 1 2.5 1234.5-1234567 12");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @OnEveryCompiler
    void white_space_goes_from_both_ends(TestedCompiler compiler) {
        assertThat(jinja(compiler, "[{{ s | trim }}]", "String s();").text(" \t\n\u2003a b\r\n "))
                .isEqualTo("[a b]");
    }

    @OnEveryCompiler
    void elements_are_joined(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{{ a | join(', ') }}|{{ b | join }}|{{ c | join(sep) }}|{{ d | join('-') }}|{{ e | join(' ') }}|"
                        + "{{ f | join('') | upper }}|{{ g | join(',') }}",
                "List<String> a();\nint[] b();\nSet<Integer> c();\ndouble[] d();\nString[] e();\nIterable<Character> f();\n"
                        + "List<BigDecimal> g();\nString sep();");

        assertThat(prompt.text(
                        Arrays.asList("x", "y"),
                        new int[] {1, 2},
                        Set.of(3),
                        new double[] {1, 2.5},
                        new String[] {"p", "q"},
                        List.of('a', 'b'),
                        List.of(new BigDecimal("1E+1"), BigDecimal.ONE),
                        "; "))
                .isEqualTo("x, y|12|3|1-2.5|p q|AB|10,1");
    }

    @OnEveryCompiler
    void things_are_counted(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{{ s | length }} {{ a | length }} {{ b | length }} {{ c | length }} {{ d | length }} {{ 'abc' | length }} "
                        + "{{ s | trim | length }}",
                "String s();\nList<String> a();\nMap<String, String> b();\nint[] c();\nIterable<String> d();");
        Iterable<String> two = List.of("x", "y");

        assertThat(prompt.text(" \ud83d\ude00 ", List.of("x"), Map.of(), new int[3], two))
                .isEqualTo("3 1 0 3 2 3 1");
    }

    @OnEveryCompiler
    void parts_of_a_text_are_replaced(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{{ s | replace('.', '$1') }} {{ s | replace(old, new_) }} {{ n | replace('0', 'o') }} "
                        + "{{ s | replace('a', 'b') | replace('b', 'c') }}",
                "String s();\nString old();\nString new_();\nint n();");

        assertThat(prompt.text("a.b", "b", "\\", 100)).isEqualTo("a$1b a.\\ 1oo c.c");
    }

    @OnEveryCompiler
    void a_default_stands_for_what_is_absent(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{{ a | default('none') }} {{ b | default(0) }} {{ b | default('no number') }} {{ c | default(s) }} "
                        + "[{{ a | default }}] {{ a | default('x') | upper }} {{ m.k | default('no k') }} "
                        + "{{ m['k'] | default('-') }} {{ xs[3] | default('end') }} {{ p.title | default(1.0) }} {{ d | default('d') }}",
                """
                Optional<String> a();
                OptionalInt b();
                @org.jspecify.annotations.Nullable String c();
                String s();
                Map<String, String> m();
                List<String> xs();
                P p();
                Optional<Double> d();
                record P(Optional<String> title) {}
                """);
        Object bare = prompt.classes().create("demo.Sample$P", Optional.empty());
        Object titled = prompt.classes().create("demo.Sample$P", Optional.of("T"));

        assertThat(prompt.text(new @Nullable Object[] {
                    Optional.empty(), OptionalInt.empty(), null, "s", Map.of(), List.of(), bare, Optional.empty()
                }))
                .isEqualTo("none 0 no number s [] X no k - end 1 d");
        assertThat(prompt.text(
                        Optional.of("a"),
                        OptionalInt.of(7),
                        "c",
                        "s",
                        Map.of("k", "K"),
                        List.of("0", "1", "2", "3"),
                        titled,
                        Optional.of(2.0)))
                .isEqualTo("a 7 7 c [a] A K K 3 T 2");
    }

    @OnEveryCompiler
    void a_default_for_what_is_always_there_changes_nothing(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{{ s | default('x') }} {{ n | default('x') }} {{ n | default(1) }} {{ b | default(false) }} {{ 'k' | default(1) }}",
                "String s();\nint n();\nboolean b();");

        assertThat(prompt.text("", 0, true)).isEqualTo(" 0 0 true k");
    }

    @OnEveryCompiler
    void a_default_may_be_a_list_or_be_gone_on_from(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{{ xs | default(ys) | join(',') }}{% for x in xs | default(ys) %}<{{ x }}>{% endfor %}"
                        + "{% if flag | default(true) %}yes{% endif %}{% if n | default(3) > 2 %} more{% endif %}",
                "Optional<List<String>> xs();\nList<String> ys();\nOptional<Boolean> flag();\nOptional<Integer> n();");

        assertThat(prompt.text(Optional.empty(), List.of("y", "z"), Optional.empty(), Optional.empty()))
                .isEqualTo("y,z<y><z>yes more");
        assertThat(prompt.text(Optional.of(List.of("x")), List.of(), Optional.of(false), Optional.of(2)))
                .isEqualTo("x<x>");
    }

    @OnEveryCompiler
    void filters_follow_each_other_and_take_constants(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "{{ ' a ' | trim | upper }}{{ xs | join(' ') | replace(' ', '_') | length }}{{ 1.0 | trim }}{{ true | upper }}",
                "List<String> xs();");

        assertThat(prompt.text(List.of("a", "b"))).isEqualTo("A31TRUE");
    }

    @OnEveryCompiler
    void nulls_behind_plain_getters_have_no_text(TestedCompiler compiler) {
        CompiledPrompt prompt = jinja(
                compiler,
                "[{{ b.s | upper }}{{ b.s | trim }}{{ b.n | replace('0', 'x') }}{{ b.s | default('d') }}{{ b.n | default(5) }}"
                        + "{{ b.xs | join(b.s) }}{{ b.s | length }}{{ b.map | length }}]",
                "B b();\nrecord B(String s, Integer n, List<String> xs, Map<String, String> map) {}");

        assertThat(prompt.text(prompt.classes().create("demo.Sample$B", null, null, null, null)))
                .isEqualTo("[d500]");
    }

    private static CompiledPrompt jinja(TestedCompiler compiler, String template, String members) {
        return CompiledPrompt.of(compiler, TemplateSyntax.JINJA2, template, members);
    }
}

package dev.cuecard.processor.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.TemplateSyntax;
import dev.cuecard.processor.kit.Compilation;
import dev.cuecard.processor.kit.Diagnostic;
import dev.cuecard.processor.kit.Diagnostic.Severity;
import dev.cuecard.processor.kit.JavaText;
import dev.cuecard.processor.kit.Place;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Random templates with tags, many prompts to a compilation: each compiles without a word, or gives problems with ids. */
class RandomTagsTest {

    private static final String PROMPT = """

                @Prompt(model = "openai:gpt-4o", syntax = TemplateSyntax.%s, template = %s)
                @SuppressWarnings("cuecard:unused-input")
                interface P%d {
                    String x();
                    int y();
                    boolean flag();
                    double d();
                    Level e();
                    List<String> l();
                    int[] ints();
                    String[][] grid();
                    Optional<String> o();
                    OptionalInt oi();
                    @org.jspecify.annotations.Nullable Box nb();
                    Optional<List<Box>> ol();
                    List<Message> m();
                    Optional<List<Message>> om();
                    Image i();
                    Optional<Image> img();
                    Map<String, List<Box>> p();
                    Map<Integer, Box> q();
                    Box b();
                }
            """;

    private static final String TYPES = """
                enum Level { LOW, HIGH }
                record Box(String s, int n, Integer z, boolean flag, Optional<Box> o, List<? extends Box> l, Map<String, int[]> m,
                        double[] ds, @org.jspecify.annotations.Nullable Level e) {}
            """;

    /** The line of the first template. */
    private static final long FIRST = 12;

    private static final List<String> PATHS = List.of(
            "x",
            "y",
            "flag",
            "d",
            "e",
            "l",
            "ints",
            "grid",
            "o",
            "oi",
            "nb",
            "ol",
            "m",
            "om",
            "i",
            "img",
            "p",
            "q",
            "b",
            "k",
            "v",
            "b.s",
            "b.n",
            "b.z",
            "b.flag",
            "b.o",
            "b.o.o",
            "b.o.n",
            "b.l",
            "b.m",
            "b.ds",
            "b.e",
            "b.m.k",
            "p.a",
            "nb.n",
            "nb.o.s",
            "nope",
            "k.s",
            "k.n",
            "v.o",
            "v.o.n",
            "k.value",
            "k.key",
            "k.value.n",
            "b.nope");

    @Property(tries = 12, shrinking = ShrinkingMode.BOUNDED)
    void jinja_compiles_or_gives_problems(@ForAll TestedCompiler compiler, @ForAll("jinja") List<String> templates) {
        check(compiler, TemplateSyntax.JINJA2, templates);
    }

    @Property(tries = 8, shrinking = ShrinkingMode.BOUNDED)
    void mustache_compiles_or_gives_problems(
            @ForAll TestedCompiler compiler, @ForAll("mustache") List<String> templates) {
        check(compiler, TemplateSyntax.MUSTACHE, templates);
    }

    private static void check(TestedCompiler compiler, TemplateSyntax syntax, List<String> templates) {
        Compilation compilation = compile(compiler, syntax, templates);

        assertThat(compilation.diagnostics())
                .as(compilation.toString())
                .allSatisfy(diagnostic -> assertThat(diagnostic.id()).isNotEmpty())
                .noneMatch(diagnostic -> diagnostic.message().contains("The Cuecard processor failed"));
        assertThat(compilation.succeeded())
                .as(compilation.toString())
                .isEqualTo(compilation.diagnostics().stream()
                        .map(Diagnostic::severity)
                        .noneMatch(Severity.ERROR::equals));
        if (!compilation.succeeded()) {
            // What has no error is compiled once more: where there are errors, compilers do not look at it.
            Set<Long> faulty = compilation.diagnostics().stream()
                    .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                    .map(RandomTagsTest::line)
                    .collect(Collectors.toSet());
            List<String> good = IntStream.range(0, templates.size())
                    .filter(index -> !faulty.contains(
                            FIRST + (long) index * PROMPT.lines().count()))
                    .mapToObj(templates::get)
                    .toList();
            Compilation again = compile(compiler, syntax, good);
            assertThat(again.succeeded()).as(again.toString()).isTrue();
            assertThat(again.diagnostics())
                    .as(again.toString())
                    .allSatisfy(diagnostic -> assertThat(diagnostic.id()).isNotEmpty());
        }
    }

    /** Eclipse's compiler itself knows the annotation's line, javac that of the template, which is the same. */
    private static long line(Diagnostic diagnostic) {
        return diagnostic.reported().map(Place::line).orElse(0L);
    }

    private static Compilation compile(TestedCompiler compiler, TemplateSyntax syntax, List<String> templates) {
        StringBuilder source = new StringBuilder("""
                package demo;

                import dev.cuecard.*;
                import dev.cuecard.message.*;
                import java.util.*;

                public interface All {
                """).append(TYPES);
        for (int i = 0; i < templates.size(); i++) {
            source.append(PROMPT.formatted(syntax, JavaText.literal(templates.get(i)), i));
        }
        return Project.on(compiler).source(source + "}\n").compile();
    }

    @Provide
    Arbitrary<List<String>> jinja() {
        Arbitrary<String> path = Arbitraries.oneOf(
                Arbitraries.of(PATHS),
                Arbitraries.of(
                        "l[0]",
                        "ints[y]",
                        "grid[0][1]",
                        "p['a'][0].n",
                        "q[1].o",
                        "q[k]",
                        "p[k]",
                        "b.m['k'][0]",
                        "loop.index"),
                Arbitraries.of("1", "2.5", "'HIGH'", "'a'", "true", "null", "loop.last", "loop.length"));
        Arbitrary<String> filtered = Arbitraries.oneOf(path, path, path)
                .flatMap(of -> Arbitraries.of(
                                "",
                                "",
                                "",
                                " | upper",
                                " | length",
                                " | join(', ')",
                                " | tojson",
                                " | default('z')",
                                " | default(1)",
                                " | default(l)",
                                " | trim | lower",
                                " | replace('a', x)",
                                " | default(b)")
                        .map(filter -> of + filter));
        Arbitrary<String> condition = Arbitraries.oneOf(
                filtered,
                filtered.map(of -> "not " + of),
                filtered.flatMap(
                        left -> Arbitraries.of(" == ", " != ", " < ", " >= ", " in ", " not in ", " and ", " or ")
                                .flatMap(operator -> filtered.map(right -> left + operator + right))));
        Arbitrary<String> guarded = Arbitraries.of(PATHS).map(of -> "{% if " + of + " %}{{ " + of + " }}{% endif %}");
        Arbitrary<String> looped = filtered.flatMap(of -> filtered.map(in -> "{% for k in " + of + " %}{{ " + in
                + " }}{% for v in k %}{{ v }}{% endfor %}{{ loop.last }}{% endfor %}"));
        Arbitrary<String> simple =
                filtered.flatMap(of -> condition.map(when -> "{% if " + when + " %}{{ " + of + " }}{% endif %}"));
        Arbitrary<String> soup = Arbitraries.oneOf(
                        filtered.map(of -> "{{ " + of + " }}"),
                        condition.map(of -> "{% if " + of + " %}"),
                        condition.map(of -> "{% elif " + of + " %}"),
                        filtered.map(of -> "{% for k in " + of + " %}"),
                        Arbitraries.of(
                                "{% else %}",
                                "{% endif %}",
                                "{% endfor %}",
                                "{#",
                                "#}",
                                "{{",
                                "}}",
                                "{%",
                                "%}",
                                "\n",
                                "\n\nuser:\n",
                                "\nsystem:\n",
                                "\nassistant:\n",
                                "\n\n{{ m }}\n\n",
                                "{{ i }}",
                                "{%- endif -%}",
                                "text",
                                " ",
                                "{x}",
                                "'"))
                .list()
                .ofMaxSize(8)
                .map(list -> String.join("", list));
        return Arbitraries.oneOf(simple, guarded, looped, simple, soup).list().ofSize(25);
    }

    @Provide
    Arbitrary<List<String>> mustache() {
        Arbitrary<String> path = Arbitraries.oneOf(Arbitraries.of(PATHS), Arbitraries.of("."));
        Arbitrary<String> section = path.flatMap(of -> path.map(
                in -> "{{#" + of + "}}{{" + in + "}}{{#.}}{{.}}{{/.}}{{/" + of + "}}{{^" + of + "}}-{{/" + of + "}}"));
        Arbitrary<String> shown = path.map(of -> "{{#" + of + "}}{{.}}{{/" + of + "}}");
        Arbitrary<String> soup = Arbitraries.oneOf(
                        path.map(of -> "{{" + of + "}}"),
                        path.map(of -> "{{#" + of + "}}"),
                        path.map(of -> "{{^" + of + "}}"),
                        path.map(of -> "{{/" + of + "}}"),
                        Arbitraries.of(
                                "{{",
                                "}}",
                                "{{{",
                                "}}}",
                                "\n",
                                "\n\nuser:\n",
                                "\nassistant:\n",
                                "\n\n{{m}}\n\n",
                                "{{i}}",
                                "a",
                                "{x}"))
                .list()
                .ofMaxSize(8)
                .map(list -> String.join("", list));
        return Arbitraries.oneOf(section, shown, section, soup).list().ofSize(25);
    }
}

package dev.cuecard.processor.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.cuecard.processor.template.Includes.Included;
import dev.cuecard.processor.template.Template.Literal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a template holds, it is parsed in time that its length bounds, into a tree or into faults with places. */
class JinjaRobustnessTest {

    private static final int LENGTH = 1 << 20;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{%",
                "{{",
                "{#",
                "{",
                "{{ ",
                "{{-",
                "{% if x %}",
                "{% for x in xs %}",
                "{% else %}",
                "{% elif x %}",
                "{% endif %}",
                "{% raw %}",
                "{% set x = y %}",
                "{{ x }}",
                "{{ x y }}",
                "{# #}",
                "{% if x %}{% else %}",
                "{% for x in y %}{% if x %}",
                "{{ \\\"",
                "{% x -%} \n",
                "{{ a.b[0] | f('}}') }}",
                "{% include 'x' %}"
            })
    void a_mebibyte_of_tags_takes_linear_time(String piece) {
        String text = piece.repeat(LENGTH / piece.length());

        assertThat(faultsInTime(text).size()).isLessThanOrEqualTo(100);
        assertThat(faultsInTime("{% if x %}" + text + "{% endif %}").size()).isLessThanOrEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "not ", "a|b|", "a[", "a.", "a or ", "-", "\"", "\\\"", "1", "a", "f(", " "})
    void a_mebibyte_in_one_tag_takes_linear_time(String piece) {
        String words = piece.repeat(LENGTH / piece.length());

        assertThat(faultsInTime("{{ " + words + " }}").size()).isLessThanOrEqualTo(1);
        assertThat(faultsInTime("{% if a" + words + " %}{% endif %}").size()).isLessThanOrEqualTo(1);
        assertThat(faultsInTime("{% for x in \"" + words).size()).isLessThanOrEqualTo(2);
    }

    @Test
    void blocks_that_close_far_beneath_others_take_linear_time() {
        faultsInTime("{% for x in y %}".repeat(30_000) + "{% if x %}{% endif %}".repeat(25_000));
    }

    @Test
    void files_that_double_do_not_explode() {
        Includes doubling =
                (path, from) -> new Included(path, ("{% include '" + path + "x' %} ").repeat(2), 1000 * path.length());

        List<SyntaxFault> faults =
                assertTimeoutPreemptively(LIMIT, () -> JinjaShapes.faults("{% include 'x' %}", doubling));

        assertThat(faults).extracting(SyntaxFault::kind).containsOnly(SyntaxFault.Kind.INCLUDE);
    }

    @Test
    void a_text_without_tags_is_one_literal() {
        String text = "{ } }} %} #} {a}\r\n".repeat(LENGTH / 18);

        assertThat(JinjaShapes.nodes(text)).containsExactly(new Literal(text, 0));
    }

    @Property
    void no_soup_of_tokens_is_too_much(@ForAll("soups") String text) {
        List<SyntaxFault> faults = new ArrayList<>();
        JinjaShapes.shape(JinjaParser.nodes(text, (path, from) -> new Included(path, "{{ a ", 0), faults));

        assertThat(faults).allSatisfy(fault -> {
            assertThat(fault.offset()).isBetween(0, text.length());
            assertThat(fault.sentence()).matches("(?s)\\S.*\\.");
            assertThat(fault.details()).isNotEmpty();
        });
    }

    @Property
    void what_is_not_trimmed_is_kept_to_the_letter(@ForAll("pieces") List<String> pieces) {
        String text = String.join("", pieces);
        StringBuilder kept = new StringBuilder();
        pieces.stream().filter(piece -> !piece.startsWith("{")).forEach(kept::append);

        List<Literal> literals = literals(text);

        assertThat(literals.stream().map(Literal::text).reduce("", String::concat))
                .isEqualTo(kept.toString());
    }

    @Property
    void every_literal_is_found_at_its_offset(@ForAll("soups") String text) {
        assertThat(literals(text)).allMatch(literal -> text.startsWith(literal.text(), literal.offset()));
    }

    @Provide
    Arbitrary<String> soups() {
        return Arbitraries.of(
                        "{{",
                        "}}",
                        "{%",
                        "%}",
                        "{#",
                        "#}",
                        "-",
                        " ",
                        "\n",
                        "if",
                        "elif",
                        "else",
                        "endif",
                        "for",
                        "x",
                        "in",
                        "endfor",
                        "include",
                        "'a'",
                        "\"",
                        "'",
                        "\\",
                        "(",
                        ")",
                        "[",
                        "]",
                        ".",
                        "|",
                        ",",
                        "not",
                        "and",
                        "or",
                        "==",
                        "<",
                        "1",
                        "2.5",
                        "set",
                        "raw",
                        "{% endraw %}",
                        "=",
                        "+",
                        "is",
                        "null",
                        "{{ x }}",
                        "{% if x %}",
                        "{% endif %}",
                        "{% for x in y %}",
                        "{% endfor %}",
                        "{%- else -%}",
                        "\ud835")
                .list()
                .ofMaxSize(40)
                .map(words -> String.join("", words));
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of(
                        "a",
                        " ",
                        "\n",
                        "\t b \r\n",
                        "}}",
                        "%}",
                        "user:\n",
                        "{{ x }}",
                        "{# c #}",
                        "{% if x %}",
                        "{% endif %}",
                        "{{ x y }}")
                .list()
                .ofMaxSize(30);
    }

    private static List<Literal> literals(String text) {
        List<Literal> literals = new ArrayList<>();
        collect(JinjaShapes.nodes(text), literals);
        literals.sort(Comparator.comparingInt(Literal::offset));
        return literals;
    }

    private static void collect(List<Template.Node> nodes, List<Literal> literals) {
        for (Template.Node node : nodes) {
            if (node instanceof Literal literal) {
                literals.add(literal);
            } else if (node instanceof Template.Choice choice) {
                choice.branches().forEach(branch -> collect(branch.body(), literals));
                collect(choice.otherwise(), literals);
            } else if (node instanceof Template.Loop loop) {
                collect(loop.body(), literals);
            }
        }
    }

    private static List<SyntaxFault> faultsInTime(String text) {
        return assertTimeoutPreemptively(LIMIT, () -> JinjaShapes.faults(text));
    }
}

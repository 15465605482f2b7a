package dev.cuecard.processor.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.template.Template.Speaker;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JinjaParserTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '`',
            value = {
                "{% if a %}x{% endif %} ^ if@3 a@6 ['x'@10]",
                "{%if a%}x{%else%}y{%endif%} ^ if@2 a@5 ['x'@8] else ['y'@17]",
                "{% if a %}{% elif b or c %}y{% elif d %}{% endif %} ^ if@3 a@6 [] or(b@18, c@23) ['y'@27] d@36 []",
                "{% for x in xs %}{{ x }}{% endfor %} ^ for@3 x@7 in xs@12 [{x@20}]",
                "{% for e in m.k | f %}{% endfor %} ^ for@3 e@7 in (m@12.k@14 | f@18) []",
                "{% if a %}{% for x in a %}{% if x %}1{% endif %}{% endfor %}2{% endif %} "
                        + "^ if@3 a@6 [for@13 x@17 in a@22 [if@29 x@32 ['1'@36]] '2'@60]",
                "a{# b #}c{{ d }} ^ 'a'@0 'c'@8 {d@12}"
            })
    void blocks_hold_what_stands_in_them(String text, String expected) {
        assertThat(JinjaShapes.faults(text)).isEmpty();
        assertThat(JinjaShapes.shape(text)).isEqualTo(expected);
    }

    @Test
    void white_space_stays_but_for_what_a_dash_trims() {
        String text = "\n {% if a -%}\n x\r\n{%- endif %}\n";

        assertThat(JinjaShapes.shape(text)).isEqualTo("'\\n '@0 if@5 a@8 ['x'@15] '\\n'@30");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '`',
            value = {
                "{% endif %} ^ 3 ^ No block is open here for this 'endif' to belong to.",
                "{% endfor %} ^ 3 ^ No block is open here for this 'endfor' to belong to.",
                "{% else %} ^ 3 ^ No block is open here for this 'else' to belong to.",
                "a{% elif x %} ^ 4 ^ No block is open here for this 'elif' to belong to.",
                "{% if a %} b ^ 3 ^ Nothing closes this 'if'.",
                "{% for x in a %} ^ 3 ^ Nothing closes this 'for'.",
                "{% if a %}{% for x in a %}{% endif %} ^ 13 ^ Nothing closes this 'for'.",
                "{% for x in a %}{% endif %}{% endfor %} ^ 19 ^ No block is open here for this 'endif' to belong to.",
                "{% if a %}{% else %}{% else %}{% endif %} ^ 23 ^ The else of this if has come before this 'else'.",
                "{% if a %}{% else %}{% elif b %}{% endif %} ^ 23 ^ The else of this if has come before this 'elif'.",
                "{% if a %}{% else if b %}{% else %}{% endif %} ^ 13 ^ Nothing can follow 'else'.",
                "{% if a %}{% else b %}{% endif %} ^ 18 ^ 'b' cannot stand behind what comes before it.",
                "{% if a %}{% endif b %} ^ 19 ^ 'b' cannot stand behind what comes before it.",
                "{% if %}{% endif %} ^ 6 ^ A value is missing before the tag ends.",
                "{% if a b %}{% endif %} ^ 8 ^ 'b' cannot stand behind what comes before it.",
                "{% if a is defined %}{% endif %} ^ 8 ^ 'is' cannot stand behind what comes before it.",
                "{% if a = b %}{% endif %} ^ 8 ^ '=' is not written so in a template.",
                "{% for x in a %}{% else %}{% endfor %} ^ 19 ^ A loop has no 'else'.",
                "{% for k, v in m %}{% endfor %} ^ 8 ^ A loop has one variable.",
                "{% for (k, v) in m %}{% endfor %} ^ 7 ^ A loop has one variable.",
                "{% for %}{% endfor %} ^ 7 ^ The variable of the loop is missing before the tag ends.",
                "{% for in xs %}{% endfor %} ^ 7 ^ The variable of the loop is missing before 'in'.",
                "{% for x %}{% endfor %} ^ 9 ^ The word 'in' is missing before the tag ends.",
                "{% for x of xs %}{% endfor %} ^ 9 ^ The word 'in' is missing before 'of'.",
                "{% for x.y in xs %}{% endfor %} ^ 8 ^ The word 'in' is missing before '.'.",
                "{% for x in %}{% endfor %} ^ 12 ^ A value is missing before the tag ends.",
                "{% for x in xs if x %}{% endfor %} ^ 15 ^ A loop takes no 'if' behind its elements.",
                "{% for x in xs recursive %}{% endfor %} ^ 15 ^ A loop takes no 'recursive' behind its elements.",
                "{% for not in xs %}{% endfor %} ^ 7 ^ 'not' cannot be the name of a variable: it has a meaning of its own.",
                "{% for loop in xs %}{% endfor %} ^ 7 ^ 'loop' cannot be the name of a variable: it has a meaning of its own.",
                "{% for x in range(3) %}{% endfor %} ^ 12 ^ There is no function 'range': templates call none.",
                "{% %} ^ 3 ^ The word of a statement is missing before the tag ends.",
                "{% 'if' %} ^ 3 ^ The word of a statement is missing before ''if''.",
                "{%+ if a %}{% endif %} ^ 2 ^ There is no trim marker '+'.",
                "{% set x = 1 %} ^ 3 ^ There is no {% set %} in templates.",
                "{% macro f(x) %}{% endmacro %} ^ 3 ^ There is no {% macro %} in templates.",
                "{% call f() %}{% endcall %} ^ 3 ^ There is no {% call %} in templates.",
                "{% block b %}{% endblock b %} ^ 3 ^ There is no {% block %} in templates.",
                "{% extends 'a' %} ^ 3 ^ There is no {% extends %} in templates.",
                "{% import 'a' as b %} ^ 3 ^ There is no {% import %} in templates.",
                "{% from 'a' import b %} ^ 3 ^ There is no {% from %} in templates.",
                "{% with a = 1 %}{% endwith %} ^ 3 ^ There is no {% with %} in templates.",
                "{% filter upper %}{% endfilter %} ^ 3 ^ There is no {% filter %} in templates.",
                "{% raw %}{{ a b }}{% endraw %} ^ 3 ^ There is no {% raw %} in templates.",
                "{% autoescape true %}{% endautoescape %} ^ 3 ^ There is no {% autoescape %} in templates.",
                "{% do a.b() %} ^ 3 ^ There is no {% do %} in templates.",
                "{% endmacro %} ^ 3 ^ There is no {% endmacro %} in templates.",
                "{% if a %}{% fi %} ^ 13 ^ There is no statement 'fi'.",
                "{% for x in a %}{% endfr %} ^ 19 ^ There is no statement 'endfr'.",
                "{% for x in a %}{% end %} ^ 19 ^ There is no statement 'end'.",
                "{% IF a %}{% endif %} ^ 3 ^ There is no statement 'IF'.",
                "{% if a %}{% elseif b %}{% else %}{% endif %} ^ 13 ^ There is no statement 'elseif'.",
                "{% wibble %} ^ 3 ^ There is no statement 'wibble'.",
                "a {{ b ^ 2 ^ Nothing closes this '{{'.",
                "a {{ b and {{ c }} ^ 2 ^ Nothing closes this '{{'.",
                "a {% if b ^ 2 ^ Nothing closes this '{%'.",
                "a {# b }} ^ 2 ^ Nothing closes this '{#'.",
                "{{ a %} b ^ 5 ^ This '%}' does not close a '{{'.",
                "{% if a }} b {% endif %} ^ 8 ^ This '}}' does not close a '{%'.",
                "{% include x %} ^ 11 ^ Only a path in quotes can be included: the file is read when the prompt is compiled.",
                "{% include ['x'] %} ^ 11 ^ Only a path in quotes can be included: the file is read when the prompt is compiled.",
                "{% include %} ^ 11 ^ Only a path in quotes can be included: the file is read when the prompt is compiled.",
                "{% include 'x' ignore missing %} ^ 15 ^ An include has nothing behind its path.",
                "{% include 'x' with context %} ^ 15 ^ An include has nothing behind its path.",
                "{% include 'x' + y %} ^ 15 ^ Templates cannot calculate: '+' is no operator here.",
                "{% include 'x\\y' %} ^ 13 ^ There is no escape '\\y'."
            })
    void what_is_no_block_has_one_fault_at_the_very_word(String text, int offset, String sentence) {
        List<SyntaxFault> faults = JinjaShapes.faults(text.equals("a {% if b") ? text + " %" : text);

        assertThat(faults).extracting(SyntaxFault::sentence).first().isEqualTo(sentence);
        assertThat(faults).extracting(SyntaxFault::offset).first().isEqualTo(offset);
        assertThat(faults).hasSize(text.equals("a {% if b") ? 2 : 1);
        assertThat(faults.get(0).details()).isNotEmpty().allMatch(line -> line.matches("(?s).*[.?]"));
    }

    @ParameterizedTest
    @CsvSource({
        "{% fi %}, endif",
        "{% endfr %}, endfor",
        "{% els %}, else",
        "{% elsif x %}, elif",
        "{% foreach x in xs %}, for",
        "{% inclde 'x' %}, include",
        "{% If x %}, if",
        "{% else if %}, elif"
    })
    void a_near_word_is_suggested(String tag, String meant) {
        SyntaxFault fault = JinjaShapes.faults("{% if a %}" + tag).get(0);

        assertThat(fault.details()).contains("Did you mean " + meant + "?");
    }

    @Test
    void the_faults_of_a_template_come_in_one_go() {
        String text = "{{ a + 1 }} {% if b == %} {% for k, v in m %} {{ }} {% endfor %} {% endif %} {% endif %} {{ c";

        assertThat(JinjaShapes.faults(text))
                .extracting(SyntaxFault::offset)
                .containsExactly(
                        text.indexOf("+"),
                        text.indexOf(" %} {% for") + 1,
                        text.indexOf(", v"),
                        text.indexOf("}} {% endfor"),
                        text.lastIndexOf("endif"),
                        text.indexOf("{{ c"));
        assertThat(JinjaShapes.faults(text))
                .extracting(fault -> fault.named().map(Template.Path::toString).orElse(""))
                .containsExactly("a", "b", "m", "", "", "c");
    }

    @Test
    void only_what_is_faulty_is_left_out() {
        assertThat(JinjaShapes.shape("a{{ x y }}b{{ z }}")).isEqualTo("'a'@0 'b'@10 {z@14}");
        assertThat(JinjaShapes.shape("{% if x is none %}a{% else %}b{% endif %}"))
                .isEqualTo("if@3 x@6 ['a'@18] else ['b'@29]");
        assertThat(JinjaShapes.shape("{% if x. %}a{% endif %}")).isEqualTo("if@3 x@6 ['a'@11]");
        assertThat(JinjaShapes.shape("{% if f(x) %}a{% endif %}")).isEqualTo("if@3 true@3 ['a'@13]");
        assertThat(JinjaShapes.shape("{% if x %}a{% else if y %}b{% else %}c{% endif %}"))
                .isEqualTo("if@3 x@6 ['a'@10] y@22 ['b'@26] else ['c'@37]");
        assertThat(JinjaShapes.shape("{% for x in xs if x %}a{% endfor %}")).isEqualTo("for@3 x@7 in xs@12 ['a'@22]");
        assertThat(JinjaShapes.shape("{% for k, v in m %}{{ v }}{% endfor %}b")).isEqualTo("'b'@38");
        assertThat(JinjaShapes.shape("{% for x in xs %}a{% else %}b{% endfor %}"))
                .isEqualTo("for@3 x@7 in xs@12 ['a'@17] 'b'@28");
        assertThat(JinjaShapes.shape("{% if x %}a{% for y in x %}b"))
                .isEqualTo("if@3 x@6 ['a'@10 for@14 y@18 in x@23 ['b'@27]]");
        assertThat(JinjaShapes.shape("{% if x %}a{% endiff %}b")).isEqualTo("if@3 x@6 ['a'@10] 'b'@23");
        assertThat(JinjaShapes.shape("{% raw %}{{ x }}{% endraw %}b")).isEqualTo("'b'@28");
    }

    @Test
    void an_unclosed_block_in_another_does_not_make_the_outer_end_stray() {
        assertThat(JinjaShapes.faults("{% if a %}{% for x in a %}{% if x %}{% endfor %}{% endif %}"))
                .extracting(SyntaxFault::offset)
                .containsExactly(29);
    }

    @Test
    void a_set_names_the_input_that_it_reads() {
        assertThat(JinjaShapes.faults("{% set x = a.b | f %}").get(0).named().map(Template.Path::toString))
                .contains("a.b");
        assertThat(JinjaShapes.faults("{% include x.y %}").get(0).named().map(Template.Path::toString))
                .contains("x.y");
    }

    @Test
    void blocks_nest_a_hundred_deep_and_no_deeper() {
        assertThat(JinjaShapes.faults("{% if a %}".repeat(100) + "{% endif %}".repeat(100)))
                .isEmpty();
        String deep = "{% if a %}".repeat(101) + "x" + "{% endif %}".repeat(101);
        assertThat(JinjaShapes.faults(deep)).hasSize(1).first().satisfies(fault -> {
            assertThat(fault.offset()).isEqualTo(1003);
            assertThat(fault.sentence()).startsWith("Blocks nest at most 100 deep");
        });
        assertThat(JinjaShapes.shape(deep))
                .doesNotContain("x")
                .contains("if@993")
                .doesNotContain("if@1003");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{ a b }}", "{% endif %}", "{% if a %}"})
    void there_are_a_hundred_faults_at_most(String tag) {
        assertThat(JinjaShapes.faults(tag.repeat(200))).hasSize(100);
    }

    @Test
    void what_is_parsed_has_the_speaker_and_the_faults() {
        Parsed parsed = JinjaParser.parse("{{ a }}{{ }}", Speaker.SYSTEM, (path, from) -> {
            throw new AssertionError();
        });

        assertThat(parsed.template().firstSpeaker()).isEqualTo(Speaker.SYSTEM);
        assertThat(JinjaShapes.shape(parsed.template().body())).isEqualTo("{a@3}");
        assertThat(parsed.faults()).extracting(SyntaxFault::offset).containsExactly(10);
    }
}

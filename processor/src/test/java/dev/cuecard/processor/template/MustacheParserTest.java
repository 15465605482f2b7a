package dev.cuecard.processor.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cuecard.processor.template.Template.Constant;
import dev.cuecard.processor.template.Template.Edges;
import dev.cuecard.processor.template.Template.Index;
import dev.cuecard.processor.template.Template.Insert;
import dev.cuecard.processor.template.Template.Literal;
import dev.cuecard.processor.template.Template.Member;
import dev.cuecard.processor.template.Template.Name;
import dev.cuecard.processor.template.Template.Open;
import dev.cuecard.processor.template.Template.Path;
import dev.cuecard.processor.template.Template.Section;
import dev.cuecard.processor.template.Template.Speaker;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MustacheParserTest {

    @Test
    void names_and_texts_know_where_they_were_written() {
        assertThat(MustacheParser.parse("Dear {{ who }},\r\nsee {{order.items.0.$t_1}}!", Speaker.USER))
                .isEqualTo(new Parsed(
                        new Template(
                                List.of(
                                        new Literal("Dear ", 0),
                                        new Insert(new Path(new Name("who", 8), List.of())),
                                        new Literal(",\r\nsee ", 14),
                                        new Insert(new Path(
                                                new Name("order", 23),
                                                List.of(
                                                        new Member("items", 29),
                                                        new Index(new Constant(0L, "0", 35)),
                                                        new Member("$t_1", 37)))),
                                        new Literal("!", 43)),
                                Speaker.USER,
                                Edges.KEPT,
                                List.of()),
                        List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{a.b}}", "{{{a.b}}}", "{{&a.b}}", "{{{\n a.b\t}}}", "{{ & a.b }}", "{{\r\na.b}}"})
    void a_value_is_inserted_as_it_is_in_either_form(String tag) {
        assertThat(written("x" + tag + "y")).isEqualTo("|x|{a.b}|y|");
    }

    @Test
    void a_dot_is_the_value_that_a_section_is_at() {
        assertThat(written("{{.}}{{#.}}{{{ . }}}{{/.}}")).isEqualTo("{.}(#. {.})");
    }

    @Test
    void braces_around_a_triple_tag_are_text() {
        assertThat(written("{{a}}}{ {{{b}}}} {c} } }} {")).isEqualTo("{a}|}{ |{b}|} {c} } }} {|");
    }

    @Test
    void sections_nest_and_are_placed_at_their_names() {
        List<Template.Node> body = bodyOf("{{# a.b }}x{{^c}}y{{/ c }}{{/a.b}}");

        assertThat(body)
                .containsExactly(new Section(
                        new Path(new Name("a", 4), List.of(new Member("b", 6))),
                        false,
                        List.of(
                                new Literal("x", 10),
                                new Section(
                                        new Path(new Name("c", 14), List.of()),
                                        true,
                                        List.of(new Literal("y", 17)),
                                        14)),
                        4));
    }

    @ParameterizedTest
    @CsvSource({
        "a{{!b}}c, |a||c|",
        "'a{{! b {{c }d}}', |a|",
        "'{{!\n a\n}}b', |b|",
        "{{!}}b, |b|",
        "'{{! }}b', |b|",
        "{{!#a}}b, |b|",
        "{{ !a}}b, |b|"
    })
    void comments_are_nothing(String text, String written) {
        assertThat(written(text)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({
        "'1\n  {{#a}}  \n2\n{{/a}}\n3', '|1\n|(#a |2\n|)|3|'",
        "'1\r\n{{^a}}\r\n2\r\n\t{{/a}}\r\n3', '|1\r\n|(^a |2\r\n|)|3|'",
        "'1\r{{#a}}\r2\r{{/a}}\r', '|1\r|(#a |2\r|)'",
        "'{{#a}}\n2\n{{/a}}', '(#a |2\n|)'",
        "'  {{!a}}  ', ''",
        "'1\n  {{! a\n b\n  }}  \n2', '|1\n||2|'",
        "'1\n {{! a\n b}} c\n', '|1\n || c\n|'",
        "'{{!a}}\n\n{{!a}}\n', '|\n|'",
        "' {{a}} \n', '| |{a}| \n|'",
        "' {{&a}}\n', '| |{a}|\n|'",
        "' {{{a}}}\n', '| |{a}|\n|'",
        "' {{#a}}{{/a}}\n', '| |(#a )|\n|'",
        "' {{#a}} {{/a}} \n', '| |(#a | |)| \n|'",
        "' {{! a }} {{! b }}\n', '| || ||\n|'",
        "'x {{#a}}\n y{{/a}}\n', '|x |(#a |\n y|)|\n|'",
        "'{{#a}}\n{{#b}}\n{{/b}}\n{{/a}}\n', (#a (#b ))",
        "'\u00a0{{!a}}\n', '|\u00a0||\n|'"
    })
    void a_tag_alone_on_its_line_takes_the_line_with_it(String text, String written) {
        assertThat(written(text)).isEqualTo(written);
    }

    @Test
    void what_is_left_around_a_standalone_tag_knows_its_place() {
        assertThat(bodyOf("a\n  {{!x}} \r\n b")).containsExactly(new Literal("a\n", 0), new Literal(" b", 13));
    }

    @Test
    void roles_stand_in_sections_and_beside_their_tags() {
        String text = """
                Be brief.
                {{#turns}}
                # User[id={{x}}]:
                user[id=7]:
                {{q}}

                assistant:{{! said }}
                {{a}}
                {{/turns}}
                {{#x}}user:{{/x}}{{^x}}system:{{/x}}
                Go
                """;
        Template template = MustacheParser.parse(text, Speaker.SYSTEM).template();

        assertThat(Trees.written(template.body()))
                .isEqualTo("|Be brief.\n|(#turns |# User[id=|{x}|]:\n|<USER>{q}|\n\n|<ASSISTANT>{a}|\n|)"
                        + "(#x <USER>)(^x <SYSTEM>)|Go\n|");
        assertThat(Trees.all(template.body())).contains(new Open(Speaker.USER, Map.of("id", 7L), 39));
        assertThat(template.edges()).isEqualTo(Edges.WITHOUT_NEWLINES);
        assertThat(template.firstSpeaker()).isEqualTo(Speaker.SYSTEM);
    }

    @Test
    void placeholders_of_the_braces_syntax_are_noted() {
        Template template =
                MustacheParser.parse("{{a}} {b} {{{c}}}", Speaker.USER).template();

        assertThat(template.literals()).containsExactly(new Path(new Name("b", 7), List.of()));
    }

    @Test
    void a_role_that_is_misspelt_in_a_section_is_a_fault_at_its_word() {
        Parsed parsed = MustacheParser.parse("{{#a}}\n  asistant:\n{{/b}}{{/a}}", Speaker.USER);

        assertThat(parsed.faults())
                .extracting(SyntaxFault::kind, SyntaxFault::offset)
                .containsExactly(tuple(SyntaxFault.Kind.ROLE, 9), tuple(SyntaxFault.Kind.SYNTAX, 22));
    }

    private static List<Template.Node> bodyOf(String text) {
        Parsed parsed = MustacheParser.parse(text, Speaker.USER);
        assertThat(parsed.faults()).isEmpty();
        return parsed.template().body();
    }

    private static String written(String text) {
        return Trees.written(bodyOf(text));
    }
}

package dev.cuecard.processor.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.cuecard.processor.template.Template.Node;
import dev.cuecard.processor.template.Template.Path;
import dev.cuecard.processor.template.Template.Section;
import dev.cuecard.processor.template.Template.Speaker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong in Mustache: where it is told, in what words, and how the parser goes on behind it. */
class MustacheFaultsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            nullValues = "-",
            value = {
                "x {{name y~ 2~ The tag {{name is not closed.~ Close it with }} behind its name.~ name",
                "x {{a.b} y~ 2~ The tag {{a.b is not closed.~ Close it with }} behind its name.~ a.b",
                "x {{~ 2~ The tag {{ is not closed.~ Close it with }}~ -",
                "x {{  }~ 2~ The tag {{ is not closed.~ Close it with }}~ -",
                "x {{{a}} y~ 2~ The tag {{{a is not closed.~ Close it with }}} behind its name.~ a",
                "x {{{a y~ 2~ The tag {{{a is not closed.~ Close it with }}}~ a",
                "x {{! {{a~ 2~ The tag {{! is not closed.~ Close it with }}~ -",
                "x {{> a~ 2~ The tag {{>a is not closed.~ Close it with }}~ -",
                "x {{= <% %>~ 2~ The tag {{= is not closed.~ Close it with }}~ -",
                "{{#a}}x {{/a~ 8~ The tag {{/a is not closed.~ Close it with }}~ -",
                "{{#a}}x {{/ ~ 8~ The tag {{/ is not closed.~ Close it with }}~ -",
                "x{{#a.b}}y~ 4~ The section 'a.b' is not closed.~ Write {{/a.b}} where it ends.~ a.b",
                "x{{^ a}}y~ 5~ The section 'a' is not closed.~ Write {{/a}} where it ends.~ a",
                "x{{/ a}}y~ 5~ No section 'a' is open here.~ or write {{#a}} where the section begins.~ -",
                "{{#items}}x{{/itms}}~ 14~ No section 'itms' is open here.~ Did you mean {{/items}}?~ -",
                "{{#items}}x{{/b}}~ 14~ No section 'b' is open here.~ ends with {{/items}}.~ -",
                "{{#a}}x{{/b}}y{{/a}}~ 10~ No section 'b' is open here.~ Did you mean {{/a}}?~ -",
                "{{#a}}{{#items}}x{{/a}}~ 9~ The section 'items' is not closed.~ Write {{/items}}~ items",
                "x{{}}~ 1~ This tag is empty.~ Write a name in it: {{name}}.~ -",
                "x{{  }}~ 1~ This tag is empty.~ let an input bring it~ -",
                "x{{{ }}}~ 1~ This tag is empty.~ Write a name in it~ -",
                "x{{#}}~ 1~ This tag is empty.~ Write a name in it~ -",
                "{{#a}}x{{^}}{{/a}}~ 7~ This tag is empty.~ Write a name in it~ -",
                "{{#a}}x{{/}}~ 7~ This tag is empty.~ Write a name in it~ -",
                "x{{a-b}}~ 3~ 'a-b' is no name.~ A name is an identifier of Java~ -",
                "x{{a.b-c.d}}~ 5~ 'a.b-c.d' is no name.~ A name is an identifier of Java~ -",
                "x{{a..b}}~ 5~ 'a..b' is no name.~ A name is an identifier of Java~ -",
                "x{{a.}}~ 5~ 'a.' is no name.~ A name is an identifier of Java~ -",
                "x{{.a}}~ 3~ '.a' is no name.~ A name is an identifier of Java~ -",
                "x{{0}}~ 3~ '0' is no name.~ A name is an identifier of Java~ -",
                "x{{a.0b}}~ 5~ 'a.0b' is no name.~ A name is an identifier of Java~ -",
                "x{{a.1234567890}}~ 5~ 'a.1234567890' is no name.~ A name is an identifier of Java~ -",
                "x{{@index}}~ 3~ '@index' is no name.~ Loop variables are JINJA2's~ -",
                "x{{../a}}~ 3~ '../a' is no name.~ A name is an identifier of Java~ -",
                "x{{upper a}}~ 3~ 'upper a' is no name.~ Mustache calls no functions.~ -",
                "x{{a . b}}~ 3~ 'a . b' is no name.~ There are no blanks in it~ -",
                "x{{\"a\"}}~ 3~ '\"a\"' is no name.~ A name is an identifier of Java~ -",
                "{{#a-b}}x{{/a-b}}~ 3~ 'a-b' is no name.~ A name is an identifier of Java~ -",
                "{{#a b}}x{{/a}}~ 3~ 'a b' is no name.~ Mustache calls no functions.~ -",
                "x{{> a }}~ 3~ Partials are not part of Cuecard's Mustache.~ use JINJA2~ -",
                "x{{ >a}}~ 4~ Partials are not part of Cuecard's Mustache.~ Put the text in here~ -",
                "x{{<a}}~ 3~ Partials are not part of Cuecard's Mustache.~ Put the text in here~ -",
                "x{{=<% %>=}}~ 3~ Other delimiters are not part of Cuecard's Mustache.~ Take the tag away~ -",
                "x{{={{ }}=}}~ 3~ Other delimiters are not part of Cuecard's Mustache.~ Take the tag away~ -",
                "x{{= | }}~ 3~ Other delimiters are not part of Cuecard's Mustache.~ Take the tag away~ -",
                "{{#if a.b}}x{{/if}}~ 3~ Mustache has no 'if'.~ Write {{#a.b}}...{{/a.b}} for~ a.b",
                "{{#if  x}}x{{/x}}~ 3~ Mustache has no 'if'.~ Write {{^x}}...{{/x}} for what is not there~ x",
                "{{if x}}~ 2~ Mustache has no 'if'.~ Write {{#x}}...{{/x}} for~ x",
                "{{#if (eq a b)}}x{{/if}}~ 3~ Mustache has no 'if'.~ Write {{#x}}...{{/x}} for~ -",
                "{{#if}}x{{/if}}~ 3~ Mustache has no 'if'.~ Write {{#x}}...{{/x}} for~ -",
                "{{#unless x}}x{{/unless}}~ 3~ Mustache has no 'unless'.~ Write {{^x}}...{{/x}} for~ x",
                "{{#each xs}}x{{/each}}~ 3~ Mustache has no 'each'.~ Write {{#xs}}...{{/xs}} for each of many~ xs",
                "{{#each xs as |x|}}x{{/each}}~ 3~ Mustache has no 'each'.~ Write {{#xs}}...{{/xs}}~ xs",
                "{{#with x}}x{{/with}}~ 3~ Mustache has no 'with'.~ Write {{#x}}...{{/x}}~ x",
                "{{#a}}x{{else}}y{{/a}}~ 9~ Mustache has no 'else'.~ Write {{^x}}...{{/x}} for~ -",
                "{{#a}}x{{else if b}}y{{/a}}~ 9~ Mustache has no 'else'.~ Write {{^b}}...{{/b}} for~ b",
                "{{this}}~ 2~ Mustache has no 'this'.~ Write {{.}} for the value that a section is at~ -",
                "{{ this.a }}~ 3~ Mustache has no 'this'.~ {{x}} for the x that it has.~ -",
                "{{#this}}x{{/this}}~ 3~ Mustache has no 'this'.~ Write {{.}}~ -",
                "x{{ a.b | upper }}~ 8~ Mustache has no filters.~ Write the name alone: {{a.b}}.~ a.b",
                "x{{a|join(\", \")}}~ 4~ Mustache has no filters.~ Filters are JINJA2's~ a",
                "x{{|a}}~ 3~ Mustache has no filters.~ Write the name alone.~ -",
                "{{#a | b}}x{{/a}}~ 5~ Mustache has no filters.~ Write the name alone: {{a}}.~ a"
            })
    void a_fault_is_told_once_at_its_token_with_how_to_mend_it(
            String text, int offset, String sentence, String detail, String named) {
        List<SyntaxFault> faults = MustacheParser.parse(text, Speaker.USER).faults();

        assertThat(faults).hasSize(1);
        SyntaxFault fault = faults.get(0);
        assertThat(fault.kind()).isEqualTo(SyntaxFault.Kind.SYNTAX);
        assertThat(fault.offset()).isEqualTo(offset);
        assertThat(fault.sentence()).isEqualTo(sentence);
        assertThat(String.join("\n", fault.details())).contains(detail);
        assertThat(fault.named().map(Path::toString).orElse(null)).isEqualTo(named);
    }

    @Test
    void the_path_that_a_faulty_tag_names_knows_its_place() {
        List<SyntaxFault> faults = MustacheParser.parse("{{else if  b.c}} {{ a | x }} {{ d", Speaker.USER)
                .faults();

        assertThat(faults)
                .extracting(fault -> fault.named().map(Path::offset).orElse(-1))
                .containsExactly(11, 20, 32);
    }

    @Test
    void all_faults_come_at_once_in_the_order_of_the_text() {
        String text = "{{#open}}\nusr:\n{{> p}} {{a b}}\n{{/other}}{{ok}} {{}} {{x";
        Parsed parsed = MustacheParser.parse(text, Speaker.USER);

        assertThat(parsed.faults())
                .extracting(SyntaxFault::offset)
                .containsExactly(
                        text.indexOf("usr"),
                        text.indexOf("> p"),
                        text.indexOf("a b"),
                        text.indexOf("other"),
                        text.indexOf("{{}}"),
                        text.indexOf("{{x"));
    }

    @ParameterizedTest
    @CsvSource({
        "'{{#if a}}x{{b}}{{else}}y{{/if}}z', '(#a |x|{b}|y|)|z|'",
        "'{{#unless a}}x{{/unless}}', '(^a |x|)'",
        "'{{^if a}}x{{/a}}', '(^a |x|)'",
        "'{{#each a}}\n{{.}}\n{{/each}}\n', '(#a {.}|\n|)'",
        "'{{#a-b}}x{{#c}}y{{/c}}{{/a-b}}z', '|x|(#c |y|)|z|'",
        "'{{#a | b}}x{{/a}}', '(#a |x|)'",
        "'{{#a x {{b}}{{/a}}', '(#a | x |{b})'",
        "'{{#a}}x{{#b}}y', '(#a |x|(#b |y|))'",
        "'{{#a}}{{#b}}x{{/a}}y', '(#a (#b |x|))|y|'",
        "'{{#a}}x{{/b}}y{{/a}}z', '(#a |x||y|)|z|'",
        "'{{#}}x{{a}}', '|x|{a}'",
        "'{{a {{b}} c', '| |{b}| c|'",
        "'{{\nuser:\nx', '|\n|<USER>|x|'",
        "'{{{a}}b', '|b|'",
        "'a{{! b {{c', '|a|'",
        "'a{{=<% %>=}}<%b%>{{c}}', '|a||<%b%>|{c}'"
    })
    void the_parser_goes_on_behind_a_fault(String text, String written) {
        Parsed parsed = MustacheParser.parse(text, Speaker.USER);

        assertThat(parsed.faults()).isNotEmpty();
        assertThat(Trees.written(parsed.template().body())).isEqualTo(written);
    }

    @Test
    void a_long_tag_is_shown_by_its_beginning() {
        String text = "{{" + "a b ".repeat(1000) + "}}{{#a-\nb}}{{/a-\nb}}";

        assertThat(MustacheParser.parse(text, Speaker.USER).faults())
                .extracting(SyntaxFault::sentence)
                .containsExactly("'" + "a b ".repeat(10) + "...' is no name.", "'a-...' is no name.");
    }

    @Test
    void a_hundred_sections_nest_and_no_more() {
        String deepest = "{{#a}}".repeat(100) + "x" + "{{/a}}".repeat(100);
        String deeper = "{{#b.c}}" + deepest + "{{/b.c}}";

        assertThat(MustacheParser.parse(deepest, Speaker.USER).faults()).isEmpty();
        assertThat(MustacheParser.parse(deeper, Speaker.USER).faults())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.offset()).isEqualTo(8 + 99 * 6 + 3);
                    assertThat(fault.sentence()).isEqualTo("More than 100 sections are open here.");
                    assertThat(fault.named()).map(Path::toString).contains("a");
                });
    }

    @Test
    void no_tree_is_deeper_than_a_hundred_sections() {
        List<Node> body = MustacheParser.parse("{{#a}}".repeat(150) + "x", Speaker.USER)
                .template()
                .body();

        assertThat(Trees.all(body)).filteredOn(Section.class::isInstance).hasSize(100);
        assertThat(Trees.written(body)).contains("(#a |x|)");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a", "a ", "|", "a.", "as ", "\n", "-"})
    void a_tag_of_a_mebibyte_is_read_at_once(String piece) {
        String content = piece.repeat((1 << 20) / piece.length());

        for (String start : List.of("", "#", "/", "#if ", "#else if a", "a", "this", "=", ">", "{")) {
            Parsed parsed = assertTimeoutPreemptively(
                    Duration.ofSeconds(5),
                    () -> MustacheParser.parse("{{" + start + content + "-}}{{/b}}", Speaker.USER));
            assertThat(parsed.faults()).isNotEmpty();
            assertThat(parsed.faults()).allMatch(fault -> fault.sentence().length() < 200);
        }
    }

    @Test
    void a_hundred_faults_are_enough() {
        assertThat(MustacheParser.parse("{{}}".repeat(1000), Speaker.USER).faults())
                .hasSize(100);
        assertThat(MustacheParser.parse("{{#a b}}".repeat(1000), Speaker.USER).faults())
                .hasSize(100);
        assertThat(MustacheParser.parse("{{#a}}".repeat(99) + "{{}}".repeat(99), Speaker.USER)
                        .faults())
                .hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{",
                "{{{",
                "{",
                "}",
                "}}",
                "{{ ",
                "{{!",
                "{{=",
                "{{= =",
                "{{a",
                "{{a ",
                "{{#a",
                "{{#a}}",
                "{{#a}}{{/a}}",
                "{{#a}}\n{{/a}}\n",
                "{{/a}}",
                "{{^",
                "{{!a}}",
                "{{!a}}\n",
                " {{!}}",
                "{{!}}      ",
                "{{a}}",
                "{{{a}}}",
                "{{{a}}",
                "{{#if a}}",
                "{{#if x}}{{/if}}",
                "{{>",
                "{{a|",
                " ",
                "{{a.",
                ".",
                "\n",
                "user:\n",
                "{{#a}}user:\n",
                "{{#a}}{{/a}}user:",
                "{{a}}usr:\n"
            })
    void a_mebibyte_of_anything_is_read_at_once(String piece) {
        String text = piece.repeat((1 << 20) / piece.length());

        for (String start : List.of("", "{{", "{{#x", "{{#x}}", "{{!")) {
            Parsed parsed = assertTimeoutPreemptively(
                    Duration.ofSeconds(5), () -> MustacheParser.parse(start + text, Speaker.USER));
            assertThat(parsed.faults()).hasSizeLessThanOrEqualTo(200);
        }
    }
}

package dev.cuecard.processor.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.template.Template.Announce;
import dev.cuecard.processor.template.Template.Insert;
import dev.cuecard.processor.template.Template.Joined;
import dev.cuecard.processor.template.Template.Literal;
import dev.cuecard.processor.template.Template.Node;
import dev.cuecard.processor.template.Template.Open;
import dev.cuecard.processor.template.Template.Path;
import dev.cuecard.processor.template.Template.Speaker;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BracesParserTest {

    @Test
    void names_know_where_they_were_written() {
        String text = "\n    Dear {who},\r\n\r\n      see {order.items:list}\n    ";
        List<Node> body = bodyOf(text);

        assertThat(body).hasSize(4).element(0).isEqualTo(new Literal("Dear ", text.indexOf("Dear")));
        assertThat(((Insert) body.get(1)).offset()).isEqualTo(text.indexOf("who"));
        assertThat(((Literal) body.get(2)).text()).isEqualTo(",\n\n  see ");
        Joined joined = (Joined) ((Insert) body.get(3)).value();
        assertThat(joined.of().steps().get(0).offset()).isEqualTo(text.indexOf("items"));
        assertThat(joined.separators()).containsExactly("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ a }",
                "{a b}",
                "{1a}",
                "{a.}",
                "{.a}",
                "{a..b}",
                "{a:}",
                "{a:1}",
                "{a:.2f}",
                "{a",
                "a}",
                "{\"a\": {\"b\": [1, {}]}}",
                "{a\n}",
                "{{a",
                "{{ a }}",
                "{",
                "}{"
            })
    void anything_else_in_braces_is_text(String text) {
        assertThat(bodyOf(text)).containsExactly(new Literal(text, 0));
    }

    @Test
    void doubled_braces_make_one_text_with_what_is_around_them() {
        Template template = BracesParser.parse("a {{b}} c {{d.e:list}}").template();

        assertThat(template.body()).containsExactly(new Literal("a {b} c {d.e:list}", 0));
        assertThat(template.literals()).extracting(Path::toString).containsExactly("b", "d.e");
    }

    @Test
    void a_value_does_not_join_with_the_braces_around_it() {
        assertThat(bodyOf("{{a}}}")).containsExactly(new Literal("{a}}", 1));
        assertThat(bodyOf("{a}}")).hasSize(2);
        assertThat(bodyOf("{{a}")).hasSize(2);
    }

    @Test
    void roles_divide_the_text() {
        List<Node> body = bodyOf("Hi\nSYSTEM: Be brief.\n\nUSER:\n {x}\nMESSAGES: {h}\n");

        assertThat(body)
                .hasSize(7)
                .startsWith(
                        new Literal("Hi", 0),
                        new Open(Speaker.SYSTEM, Map.of(), 3),
                        new Literal("Be brief.", 11),
                        new Open(Speaker.USER, Map.of(), 22));
        assertThat(body.get(4)).isInstanceOf(Insert.class);
        assertThat(body.get(5)).isEqualTo(new Announce(33));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a SYSTEM: b",
                "System: a",
                "SYSTEM a",
                "{x}USER: a",
                "SYSTEM2: a",
                "NOTE: a",
                "USED: a",
                "System: a",
                "Users:",
                "Message:",
                "Note:"
            })
    void only_a_role_in_upper_case_at_the_beginning_of_a_line_is_one(String text) {
        Parsed parsed = BracesParser.parse(text);

        assertThat(parsed.faults()).isEmpty();
        assertThat(parsed.template().body()).noneMatch(Open.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SYTEM: a",
                "USR:",
                "ASISTANT: a",
                "USED:",
                "MESAGES: {x}",
                "DEVELPER: ",
                "System:",
                "user:",
                "asistant:  "
            })
    void nearly_a_role_is_a_fault(String text) {
        assertThat(BracesParser.parse(text).faults())
                .extracting(SyntaxFault::kind)
                .containsExactly(SyntaxFault.Kind.ROLE);
    }

    @Test
    void an_unknown_spec_is_a_fault_that_still_names_its_input() {
        SyntaxFault fault = BracesParser.parse("a {b.c:lst}").faults().get(0);

        assertThat(fault.offset()).isEqualTo(7);
        assertThat(fault.details()).contains("Did you mean list?");
        assertThat(fault.named()).map(Path::toString).contains("b.c");
    }

    @Test
    void a_mebibyte_of_open_braces_is_text() {
        String text = "{a.".repeat(350_000);

        assertThat(bodyOf(text)).containsExactly(new Literal(text, 0));
    }

    private static List<Node> bodyOf(String text) {
        return BracesParser.parse(text).template().body();
    }
}

package dev.cuecard.processor.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.template.Template.Insert;
import dev.cuecard.processor.template.Template.Literal;
import dev.cuecard.processor.template.Template.Node;
import dev.cuecard.processor.template.Template.Open;
import dev.cuecard.processor.template.Template.Path;
import dev.cuecard.processor.template.Template.Section;
import dev.cuecard.processor.template.Template.Speaker;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MustacheParserPropertiesTest {

    @Provide
    Arbitrary<String> soup() {
        return Arbitraries.of(
                        "{{",
                        "}}",
                        "{{{",
                        "}}}",
                        "{",
                        "}",
                        "#",
                        "^",
                        "/",
                        "!",
                        ">",
                        "=",
                        "&",
                        "|",
                        ".",
                        "a",
                        "b.c",
                        "0",
                        "if",
                        "else",
                        " ",
                        "\n",
                        "\r\n",
                        "\r",
                        "\t",
                        "{{a}}",
                        "{{#a}}",
                        "{{^b}}",
                        "{{/a}}",
                        "{{/b}}",
                        "{{! }}",
                        "user",
                        "usr",
                        ":",
                        "\nuser:\n",
                        "[",
                        "]",
                        "\"",
                        "name=",
                        "{d}",
                        "\ud83d\ude00",
                        "\ud83d")
                .list()
                .ofMaxSize(60)
                .map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> plain() {
        return Arbitraries.of("{", "}", "a", "{b}", " ", "\n", "\r\n", "\r", "\t", "#", ":", "]", "\u00e9", "}}", "!")
                .list()
                .ofMaxSize(40)
                .map(pieces -> String.join("", pieces));
    }

    @Property(tries = 5000)
    void any_text_is_parsed_and_all_places_are_in_it(@ForAll("soup") String text) {
        Parsed parsed = MustacheParser.parse(text, Speaker.USER);

        int last = -1;
        for (Node node : Trees.all(parsed.template().body())) {
            int offset = node.offset();
            assertThat(offset).isGreaterThan(last);
            last = offset;
            if (node instanceof Literal literal) {
                assertThat(text.startsWith(literal.text(), offset)).isTrue();
                assertThat(literal.text()).isNotEmpty();
            } else if (node instanceof Insert insert) {
                assertThat(text.startsWith(((Path) insert.value()).root().text(), offset))
                        .isTrue();
            } else if (node instanceof Section section) {
                assertThat(text.startsWith(section.value().root().text(), offset))
                        .isTrue();
            } else {
                assertThat(text.substring(offset)).containsPattern("^[a-z]*us[a-z]*r[a-z]*[ \t]*[\\[:]");
                assertThat(node).isInstanceOf(Open.class);
            }
        }
        assertThat(parsed.faults())
                .isSortedAccordingTo((a, b) -> Integer.compare(a.offset(), b.offset()))
                .allMatch(fault -> fault.offset() >= 0 && fault.offset() <= text.length());
    }

    @Property
    void a_text_without_tags_and_roles_is_kept_exactly(@ForAll("plain") String text) {
        Assume.that(!text.contains("{{"));
        Parsed parsed = MustacheParser.parse(text, Speaker.USER);

        assertThat(parsed.faults()).isEmpty();
        assertThat(parsed.template().body()).isEqualTo(text.isEmpty() ? List.of() : List.of(new Literal(text, 0)));
    }

    @Property
    void text_around_a_value_is_kept_exactly(@ForAll("plain") String before, @ForAll("plain") String after) {
        Assume.that(!before.contains("{{") && !before.endsWith("{") && !after.contains("{{"));
        StringBuilder read = new StringBuilder();
        for (Node node : MustacheParser.parse(before + "{{a}}" + after, Speaker.USER)
                .template()
                .body()) {
            read.append(node instanceof Literal literal ? literal.text() : "{{a}}");
        }

        assertThat(read).hasToString(before + "{{a}}" + after);
    }
}

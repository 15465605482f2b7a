package dev.cuecard.processor.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.template.JinjaLexer.Kind;
import dev.cuecard.processor.template.JinjaLexer.Plain;
import dev.cuecard.processor.template.JinjaLexer.Tag;
import dev.cuecard.processor.template.JinjaLexer.Token;
import dev.cuecard.processor.template.JinjaLexer.Word;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JinjaLexerTest {

    @Test
    void words_know_what_they_are_and_where_they_stand() {
        assertThat(words("{{a.b12 <= 3.5|f('}}', \"it's\")!= -7 // x}}"))
                .containsExactly(
                        new Word(Kind.NAME, "a", 2),
                        new Word(Kind.SYMBOL, ".", 3),
                        new Word(Kind.NAME, "b12", 4),
                        new Word(Kind.SYMBOL, "<=", 8),
                        new Word(Kind.NUMBER, "3.5", 11),
                        new Word(Kind.SYMBOL, "|", 14),
                        new Word(Kind.NAME, "f", 15),
                        new Word(Kind.SYMBOL, "(", 16),
                        new Word(Kind.TEXT, "'}}'", 17),
                        new Word(Kind.SYMBOL, ",", 21),
                        new Word(Kind.TEXT, "\"it's\"", 23),
                        new Word(Kind.SYMBOL, ")", 29),
                        new Word(Kind.SYMBOL, "!=", 30),
                        new Word(Kind.SYMBOL, "-", 33),
                        new Word(Kind.NUMBER, "7", 34),
                        new Word(Kind.SYMBOL, "//", 36),
                        new Word(Kind.NAME, "x", 39),
                        new Word(Kind.END, "", 40));
    }

    @Test
    void a_base_is_added_to_every_offset() {
        JinjaLexer lexer = new JinjaLexer("ab{{ c }}{#", 1000);

        assertThat(lexer.next()).isEqualTo(new Plain("ab", 1000));
        assertThat(lexer.next())
                .isEqualTo(new Tag("{{", List.of(new Word(Kind.NAME, "c", 1005), new Word(Kind.END, "", 1007)), null));
        assertThat(lexer.next()).isEqualTo(new Tag("{#", List.of(), JinjaSentences.unclosedTag("{#", "#}", 1009)));
        assertThat(lexer.next()).isNull();
    }

    @Test
    void letters_beyond_ascii_and_white_space_of_any_kind_are_fine() {
        assertThat(words("{{\u00a0gr\u00f6\u00dfe\t\n\ud835\udc9c }}"))
                .containsExactly(
                        new Word(Kind.NAME, "gr\u00f6\u00dfe", 3),
                        new Word(Kind.NAME, "\ud835\udc9c", 10),
                        new Word(Kind.END, "", 13));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "{ a } {", "}} %} #}", "a {b} {'c': {}}\r\n", "{", "\n\n"})
    void text_without_tags_stays_as_it_is(String text) {
        assertThat(tokens(text)).isEqualTo(text.isEmpty() ? List.of() : List.of(new Plain(text, 0)));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            delimiter = ';',
            value = {
                "a \t{{- x }} b;a@0, b@11",
                "a {{ x -}} \\n b;a @0,b@13",
                "a {{- x -}} b;a@0,b@12",
                "a {{-x-}} b;a@0,b@10",
                "a {%- x -%} b;a@0,b@12",
                "a {#- x -#} b;a@0,b@12",
                "a {# x #} b;a @0, b@9",
                "a {#-#} b;a@0, b@7",
                "a {{-}} b;a@0, b@7",
                "a {{--}} b;a@0,b@9",
                "a {{ x -}} {{- y }} b;a @0, b@19",
                "a {# x #}{#- y #} b;a @0, b@17",
                "{{ x -}} {# c #} b; b@16",
                "a {{ - x }} b;a @0, b@11",
                "a \u00a0{{- x -}}\u00a0b;a \u00a0@0,\u00a0b@12"
            })
    void a_dash_trims_the_text_right_next_to_its_tag(String text, String expected) {
        List<String> texts = new ArrayList<>();
        for (Token token : tokens(text.replace("\\n", "\n"))) {
            if (token instanceof Plain plain) {
                texts.add(plain.text() + "@" + plain.offset());
            }
        }
        assertThat(String.join(",", texts)).isEqualTo(expected.replace("\\n", "\n"));
    }

    @Test
    void a_dash_before_digits_is_a_sign_only_where_it_does_not_touch_the_braces() {
        assertThat(words("{{ -1 }}")).extracting(Word::text).containsExactly("-", "1", "");
        assertThat(words("{{-1}}")).extracting(Word::text).containsExactly("1", "");
        assertThat(words("{{ 1-}}")).extracting(Word::text).containsExactly("1", "");
    }

    @Test
    void comments_are_gone_whatever_they_hold() {
        assertThat(tokens("a{# {{ x }} {% if \" #}b")).containsExactly(new Plain("a", 0), new Plain("b", 22));
        assertThat(tokens("{##}")).isEmpty();
    }

    @Test
    void a_quote_that_nothing_closes_does_not_take_the_rest_of_the_template_along() {
        List<Token> tokens = tokens("{{ 'a }} b {{ c }}");

        assertThat(tokens).hasSize(3);
        assertThat(((Tag) tokens.get(0)).words())
                .containsExactly(new Word(Kind.QUOTE, "'", 3), new Word(Kind.END, "", 6));
        assertThat(tokens.get(1)).isEqualTo(new Plain(" b ", 8));
    }

    @Test
    void raw_text_is_passed_over_if_it_ends() {
        JinjaLexer lexer = new JinjaLexer("{{ a {%- endraw -%}b", 0);
        lexer.skipRaw();
        assertThat(lexer.next()).isEqualTo(new Plain("b", 19));

        JinjaLexer endless = new JinjaLexer("a", 0);
        endless.skipRaw();
        assertThat(endless.next()).isEqualTo(new Plain("a", 0));
    }

    private static List<Word> words(String text) {
        return ((Tag) tokens(text).get(0)).words();
    }

    private static List<Token> tokens(String text) {
        JinjaLexer lexer = new JinjaLexer(text, 0);
        List<Token> tokens = new ArrayList<>();
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            tokens.add(token);
        }
        return tokens;
    }
}

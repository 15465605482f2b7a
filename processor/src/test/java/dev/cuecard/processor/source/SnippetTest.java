package dev.cuecard.processor.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnippetTest {

    @Test
    void lines_end_with_lf_cr_or_both() {
        TextLines lines = new TextLines("a\nb\rc\r\nd");

        assertThat(Snippet.at(lines, 0).line()).isEqualTo(1);
        assertThat(Snippet.at(lines, 2).line()).isEqualTo(2);
        assertThat(Snippet.at(lines, 4).line()).isEqualTo(3);
        assertThat(Snippet.at(lines, 7).line()).isEqualTo(4);
        assertThat(Snippet.at(lines, 8).column()).isEqualTo(2);
    }

    @Test
    void a_tab_is_one_column_and_stays_a_tab_above_the_caret() {
        Snippet snippet = Snippet.at(new TextLines("\t{x}"), 2);

        assertThat(snippet.column()).isEqualTo(3);
        assertThat(snippet.lines()).containsExactly("    \t{x}", "    \t ^");
    }

    @Test
    void a_long_line_is_cut_around_the_caret() {
        String line = "a".repeat(500) + "X" + "b".repeat(500);
        Snippet snippet = Snippet.at(new TextLines(line), 500);

        String shown = snippet.lines().get(0);
        assertThat(snippet.column()).isEqualTo(501);
        assertThat(shown).hasSizeLessThan(200);
        assertThat(shown.charAt(snippet.lines().get(1).indexOf('^'))).isEqualTo('X');
    }

    @Test
    void control_characters_are_not_printed() {
        assertThat(Snippet.at(new TextLines("a\u001b[31m\0"), 0).lines())
                .first()
                .isEqualTo("    a?[31m?");
    }
}

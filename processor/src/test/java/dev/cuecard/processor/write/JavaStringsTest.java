package dev.cuecard.processor.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavaStringsTest {

    @Test
    void what_is_not_ascii_is_escaped() {
        assertThat(JavaStrings.quoted("a\"\\\t\r\n\0é\ud800")).isEqualTo("\"a\\\"\\\\\\t\\r\\n\\u0000\\u00e9\\ud800\"");
        assertThat(JavaStrings.quoted('\'')).isEqualTo("'\\''");
    }

    @Test
    void each_line_stands_on_a_line_of_its_own() {
        assertThat(JavaStrings.literal("a\n\nb\n").toString()).isEqualTo("\"a\\n\"\n+ \"\\n\"\n+ \"b\\n\"");
        assertThat(JavaStrings.literal("").toString()).isEqualTo("\"\"");
    }

    @Test
    void long_texts_are_cut_into_pieces() {
        assertThat(JavaStrings.pieces("x".repeat(JavaStrings.LONGEST + 1))).hasSize(2);
        assertThat(JavaStrings.pieces("")).containsExactly("");
    }

    @Test
    void what_no_constant_holds_is_put_together_of_several() {
        String piece = "\"" + "x".repeat(JavaStrings.LONGEST) + "\"";

        assertThat(JavaStrings.quoted("x".repeat(2 * JavaStrings.LONGEST + 1)))
                .isEqualTo(piece + ".concat(" + piece + ").concat(\"x\")");
    }

    @Test
    void a_template_cannot_leave_its_comment() {
        assertThat(PromptJavadoc.preformatted("a */ b {@code} <b> & \\u002a/"))
                .isEqualTo("<pre>\na *&#47; b {&#64;code} &lt;b&gt; &amp; &#92;u002a/\n</pre>\n");
    }

    @Test
    void a_long_template_is_cut_in_its_comment() {
        assertThat(PromptJavadoc.preformatted("line\n".repeat(1000)).lines()).hasSizeLessThan(50);
    }
}

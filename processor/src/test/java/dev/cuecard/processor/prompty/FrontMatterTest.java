package dev.cuecard.processor.prompty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontMatterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "---\nname: a\n---\nHello",
                "+++\nname: a\n+++\nHello\n",
                "\uFEFF---\nname: a\n---\nHello",
                "\n \n---  \nname: a\n---\t\n\n  \nHello\n\n",
                "---\r\nname: a\r\n---\r\nHello\r\n",
                "---\rname: a\r---\rHello\r",
                "  ---\nname: a\n---\nHello",
                "---\nname: a\n+++\nHello"
            })
    void front_matter_lies_between_fences(String text) {
        Prompty prompty = PromptyText.of(text).readWithoutFaults();

        assertThat(prompty.name()).isEqualTo("a");
        assertThat(prompty.body()).isEqualTo("Hello");
        assertThat(prompty.bodyOffset()).isEqualTo(text.indexOf("Hello"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Hello\n---\nname: a\n---\n", "----\nname: a", "--- name: a\n---", "-- -\n---", "user:\nHello"})
    void a_file_without_a_fence_at_its_beginning_is_all_body(String text) {
        Prompty prompty = PromptyText.of(text).readWithoutFaults();

        assertThat(prompty.body()).isEqualTo(text.stripTrailing());
        assertThat(prompty.bodyOffset()).isZero();
        assertThat(prompty.model()).isEmpty();
        assertThat(prompty.declaresInputs()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"---\n---\nHello", "---\n\n# nothing\n---\nHello", "---\n~\n---\nHello"})
    void front_matter_may_be_empty(String text) {
        assertThat(PromptyText.of(text).readWithoutFaults().body()).isEqualTo("Hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "---\nname: a\n---", "---\nname: a\n---\n \n"})
    void a_body_may_be_empty(String text) {
        assertThat(PromptyText.of(text).readWithoutFaults().body()).isEmpty();
    }

    @Test
    void a_body_keeps_what_is_in_it() {
        String body = "  system:\r\nA\n---\n\n+++\nB  ";
        PromptyText text = PromptyText.of("---\nname: a\n---\n\n" + body + "\n\n");
        Prompty prompty = text.readWithoutFaults();

        assertThat(prompty.body()).isEqualTo(body);
        assertThat(text.text().substring(prompty.bodyOffset())).startsWith(body);
    }

    @Test
    void a_line_of_dashes_in_an_indented_text_is_no_fence() {
        Prompty prompty = PromptyText.of("---\ndescription: |\n  a\n  ---\n  b\n---\nHello")
                .readWithoutFaults();

        assertThat(prompty.description()).isEqualTo("a\n---\nb\n");
    }

    @Test
    void a_fence_that_is_never_closed_is_a_fault() {
        PromptyText text = PromptyText.of("\n  ---\nname: a\n ----\nHello");

        assertThat(text.faults()).containsExactly("2:3 The front matter that begins here is never closed.");
        assertThat(text.read().body()).isEmpty();
    }
}

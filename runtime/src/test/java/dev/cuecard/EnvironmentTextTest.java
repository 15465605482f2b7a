package dev.cuecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How references to variables are written, and what they stand for. */
class EnvironmentTextTest {

    private static final Environment VARIABLES = new Environment(
            Map.of("HOST", "models.example", "PORT", "8443", "BLANK", "  ", "NESTED", "${env:HOST}")::get);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain                               | plain",
                "${env:HOST}                         | models.example",
                "https://${env:HOST}/v1              | https://models.example/v1",
                "${env:HOST}:${env:PORT}             | models.example:8443",
                "${env: HOST }                       | models.example",
                "${env:GONE:https://a.example:1/v1}  | https://a.example:1/v1",
                "${env:BLANK:stand-in}               | stand-in",
                "${env:HOST:stand-in}                | models.example",
                "${env:NESTED}                       | ${env:HOST}",
                "$HOST {env:HOST} ${HOST}            | $HOST {env:HOST} ${HOST}",
            })
    void references_are_filled_in_and_the_rest_is_kept(String text, String filled) {
        EnvironmentText read = EnvironmentText.parse(text);

        assertThat(read.isBroken()).isFalse();
        assertThat(read.unset(VARIABLES)).isEmpty();
        assertThat(read.fill(VARIABLES)).isEqualTo(filled);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${env:GONE}", "${env:GONE:}", "${env:GONE: }", "${env:HOST}/${env:GONE}"})
    void a_variable_that_is_not_set_and_has_no_default_is_told(String text) {
        assertThat(EnvironmentText.parse(text).unset(VARIABLES)).contains("GONE");
    }

    @Test
    void a_blank_variable_is_not_set() {
        assertThat(EnvironmentText.parse("${env:BLANK}").unset(VARIABLES)).contains("BLANK");
    }

    @Test
    void what_stands_for_nothing_is_left_as_it_is() {
        assertThat(EnvironmentText.parse("a ${env:GONE} ${env:X:b:c}").fill(Environment.EMPTY))
                .isEqualTo("a ${env:GONE} b:c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${env:HOST",
                "${env:}",
                "${env: :a}",
                "${env:A:${env:HOST}}",
                "${env:HOST}${env:",
                "${env:A${B}}"
            })
    void what_looks_like_a_reference_and_is_none_is_told(String text) {
        assertThat(EnvironmentText.parse(text).isBroken()).isTrue();
    }

    @Test
    void variables_are_named_once_each() {
        assertThat(EnvironmentText.parse("${env:A}${env:B:x}${env:A}").variables())
                .containsExactly("A", "B");
    }

    @Test
    void a_masked_text_shows_the_names_of_variables_and_nothing_else() {
        assertThat(EnvironmentText.parse("s1${env:A}s2${env:B:s3}${env:C:}${env:s4")
                        .masked())
                .isEqualTo("***${env:A}***${env:B:***}${env:C}***");
    }
}

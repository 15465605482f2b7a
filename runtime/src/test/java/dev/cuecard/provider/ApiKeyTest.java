package dev.cuecard.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A key is taken out of a text however it is written there, and nothing else is. */
class ApiKeyTest {

    private static final String KEY = "ab/+c&<\"\\d%25-e'f";

    private static String redact(String text) {
        return new ApiKey(KEY, "the test").redact(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                KEY,
                "ab/+c&<\\\"\\\\d%25-e'f", // JSON
                "ab\\/+c&<\\\"\\\\d%25-e'f",
                "ab\\u002F\\u002bc\\u0026\\u003c\\u0022\\u005Cd%25-e\\u0027f",
                "ab/+c\\u0026\\u003c\\\"\\\\d%25-e\\u0027f",
                "ab/+c&<\\\\\\\"\\\\\\\\d%25-e'f", // JSON in JSON
                "ab%2F%2Bc%26%3C%22%5Cd%2525-e%27f", // a URL
                "ab%2f%2bc%26%3c%22%5cd%2525-e%27f",
                "ab%252F%252Bc%2526%253C%2522%255Cd%252525-e%2527f",
                "ab/+c&amp;&lt;&quot;\\d%25-e&#39;f", // HTML
                "ab/+c&amp;&lt;&#34;&#92;d&#x25;25-e&apos;f"
            })
    void each_writing_is_found_alone_and_among_other_words(String written) {
        assertThat(redact(written)).isEqualTo("[key]");
        assertThat(redact("It is \"" + written + "\", or " + written + ".")).isEqualTo("It is \"[key]\", or [key].");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`told ab/+c&<\"`, `told [key]`",
                "`told ab/+c&<\"… or so`, `told [key]… or so`",
                "`told ab/+c&<\"... or so`, `told [key]... or so`",
                "`the word 'ab/+c&<\"\\' is none`, `the word '[key]' is none`",
                "`told ab\\/+c\\u0026\\u003c\\\"\\u00…`, `told [key]\\u00…`",
                "`told ab%2F%2Bc%26%3C%22%5Cd%`, `told [key]`",
                "`but was \"12c&<\"\\d%25-e'f\"`, `but was \"12[key]\"`",
                "`told ab/+c&<`, `told ab/+c&<`",
                "`told ab/+c&<\" and`, `told ab/+c&<\" and`"
            })
    void a_key_that_is_cut_is_found_where_something_was_cut_and_enough_is_left(String text, String clean) {
        assertThat(redact(text)).isEqualTo(clean);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ab", "\\", "%", "&", "%2", "&#;", "&#x;", "&#99999999999;", "\\u00", "\\u00zz", "%zz a&b;"})
    void other_text_stays_as_it_is(String text) {
        assertThat(redact(text)).isEqualTo(text);
        assertThat(redact(text + KEY)).isEqualTo(text + "[key]");
    }

    @Test
    void a_key_of_a_letter_or_two_is_left_since_any_word_may_hold_it() {
        assertThat(new ApiKey("abc", "the test").redact("abcabc")).isEqualTo("abcabc");
    }

    /** Bounded by what it does for each character, not by a clock: were it not, this would take hours. */
    @ParameterizedTest
    @ValueSource(strings = {"\\", "%25", "&#1", "\"1", "ab/+c&<"})
    @Timeout(20)
    void a_long_text_of_nothing_but_escapes_is_gone_through_once(String piece) {
        String text = piece.repeat(300_000) + " ";

        assertThat(redact(text)).isEqualTo(text);
    }
}

package dev.cuecard.processor.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSyntaxTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "1.5e-3",
                "2E+7",
                "true",
                "false",
                "null",
                "\"\"",
                "\"\\u00e9\\n\\\"\\/\"",
                "{}",
                "[]",
                " { \"a\" : [ 1 , {\"b\":null} ] , \"a\":2 } \n",
                "[[[[]]]]",
                "\"\u007f\u2028\""
            })
    void json_has_no_fault(String text) {
        assertThat(JsonSyntax.fault(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|0",
                "ann|0",
                "'a'|0",
                "01|1",
                "1.|2",
                "-|1",
                "+1|0",
                ".5|0",
                "1e|2",
                "nul|0",
                "{a:1}|1",
                "{\"a\"}|4",
                "{\"a\":1,}|7",
                "[1,]|3",
                "[1 2]|3",
                "\"a|2",
                "\"\\x\"|2",
                "\"\\u00g0\"|5",
                "1 2|2",
                "NaN|0",
                "[|1",
                "]|0"
            })
    void what_is_not_json_has_one_where_it_stops_being_so(String text, int offset) {
        assertThat(JsonSyntax.fault(text)).hasValue(offset);
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000, 1_000_000})
    void nesting_without_end_is_refused_not_followed(int depth) {
        assertThat(JsonSyntax.fault("[".repeat(depth))).isPresent();
    }
}

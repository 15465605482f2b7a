package dev.cuecard;

import static dev.cuecard.TemplateConditions.contains;
import static dev.cuecard.TemplateConditions.isLess;
import static dev.cuecard.TemplateConditions.isSame;
import static dev.cuecard.TemplateConditions.isTrue;
import static dev.cuecard.TemplateConditions.length;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What conditions of templates ask, after Jinja. */
class TemplateConditionsTest {

    private enum Size {
        SMALL
    }

    @Test
    void numbers_are_the_same_by_value() {
        assertThat(isSame(1, 1L)).isTrue();
        assertThat(isSame(1, 1.0)).isTrue();
        assertThat(isSame(new BigDecimal("1.50"), 1.5)).isTrue();
        assertThat(isSame(0.1f, 0.1)).isTrue();
        assertThat(isSame(Long.MAX_VALUE, (double) Long.MAX_VALUE)).isFalse();
        assertThat(isSame(BigInteger.TWO.pow(70), BigInteger.TWO.pow(70))).isTrue();
        assertThat(isSame(Double.NaN, Double.NaN)).isFalse();
        assertThat(isSame(Double.POSITIVE_INFINITY, Float.POSITIVE_INFINITY)).isTrue();
    }

    @Test
    void texts_are_the_same_by_their_characters() {
        assertThat(isSame("a", CharBuffer.wrap("a"))).isTrue();
        assertThat(isSame('a', "a")).isTrue();
        assertThat(isSame(Size.SMALL, "SMALL")).isTrue();
        assertThat(isSame("1", 1)).isFalse();
    }

    @Test
    void nothing_is_only_the_same_as_nothing() {
        assertThat(isSame(null, null)).isTrue();
        assertThat(isSame(null, "")).isFalse();
        assertThat(isSame(0, null)).isFalse();
    }

    @Test
    void what_is_missing_or_not_a_number_is_not_less() {
        assertThat(isLess(1, 2L, false)).isTrue();
        assertThat(isLess(2, 2.0, false)).isFalse();
        assertThat(isLess(2, 2.0, true)).isTrue();
        assertThat(isLess(null, 1, true)).isFalse();
        assertThat(isLess(1, null, true)).isFalse();
        assertThat(isLess(Double.NaN, 1, true)).isFalse();
        assertThat(isLess(Double.NEGATIVE_INFINITY, BigInteger.ONE, false)).isTrue();
        assertThat(TemplateConditions.isBefore("a", "b", false)).isTrue();
        assertThat(TemplateConditions.isBefore((String) null, "b", false)).isFalse();
    }

    @Test
    void empty_zero_and_missing_count_as_false() {
        assertThat(isTrue("")).isFalse();
        assertThat(isTrue(" ")).isTrue();
        assertThat(isTrue((String) null)).isFalse();
        assertThat(isTrue(0)).isFalse();
        assertThat(isTrue(new BigDecimal("0.00"))).isFalse();
        assertThat(isTrue(BigInteger.ZERO)).isFalse();
        assertThat(isTrue(-0.0)).isFalse();
        assertThat(isTrue(List.of())).isFalse();
        assertThat(isTrue(Map.of("a", 1))).isTrue();
        assertThat(isTrue((Boolean) null)).isFalse();
    }

    @Test
    void something_is_in_a_text_a_list_or_the_keys_of_a_map() {
        assertThat(contains("abc", "bc")).isTrue();
        assertThat(contains("a1", 1)).isTrue();
        assertThat(contains((String) null, "a")).isFalse();
        assertThat(contains(List.of(1L, 2L), 2)).isTrue();
        assertThat(contains(Arrays.asList(null, "x"), "x")).isTrue();
        assertThat(contains(Map.of("k", 1), "k")).isTrue();
    }

    @Test
    void characters_are_counted_and_not_their_halves() {
        assertThat(length("a\ud83d\ude00")).isEqualTo(2);
        assertThat(length((String) null)).isZero();
        assertThat(length((Iterable<Integer>) () -> List.of(1, 2, 3).iterator()))
                .isEqualTo(3);
    }
}

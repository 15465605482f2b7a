package dev.cuecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The JSON that a template's {@code tojson} writes. */
class JsonTest {

    private static String json(@Nullable Object value) {
        return Json.text(value, Json::plain);
    }

    @Test
    void numbers_and_booleans_are_bare_and_whole_fractions_have_no_fraction() {
        assertThat(json(List.of(1, 2L, 1.0, 1.5, 2.0f, new BigDecimal("1E+3"), true)))
                .isEqualTo("[1,2,1,1.5,2,1000,true]");
    }

    @Test
    void what_is_no_number_is_null() {
        assertThat(json(List.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NaN)))
                .isEqualTo("[null,null,null]");
        assertThat(json(null)).isEqualTo("null");
        assertThat(json(Arrays.asList("a", null))).isEqualTo("[\"a\",null]");
    }

    @Test
    void texts_can_be_read_back_whatever_they_hold() {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 0x300; c++) {
            all.append(c);
        }
        all.append("\u2028\ud83d\ude00");

        assertThat(new JsonMapper().readValue(json(all.toString()), String.class))
                .isEqualTo(all.toString());
    }

    @Test
    void half_a_pair_of_surrogates_is_escaped() {
        assertThat(json("a\ud83d")).isEqualTo("\"a\\ud83d\"");
        assertThat(json("\ude00b")).isEqualTo("\"\\ude00b\"");
        assertThat(json("\ud83d\ude00")).isEqualTo("\"\ud83d\ude00\"");
    }

    @Test
    void equal_maps_have_equal_texts() {
        Map<String, Integer> map = new HashMap<>();
        for (String key : List.of("zebra", "ant", "bee", "Cat")) {
            map.put(key, key.length());
        }

        assertThat(json(map)).isEqualTo("{\"Cat\":3,\"ant\":3,\"bee\":3,\"zebra\":5}");
        assertThat(json(Map.of())).isEqualTo("{}");
        assertThat(json(List.of())).isEqualTo("[]");
    }

    @Test
    void containers_are_written_by_what_they_hold() {
        assertThat(json(List.of(
                        Optional.of("x"),
                        Optional.empty(),
                        OptionalInt.of(3),
                        OptionalInt.empty(),
                        new int[] {1, 2},
                        new String[] {"a"},
                        new boolean[] {true},
                        new char[] {'c'},
                        LocalDate.of(2026, 11, 25))))
                .isEqualTo("[\"x\",null,3,null,[1,2],[\"a\"],[true],[\"c\"],\"2026-11-25\"]");
    }

    @Test
    void an_object_that_nobody_described_is_refused_by_its_class() {
        assertThatThrownBy(() -> json(Map.of("a", new Object())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object")
                .hasMessageContaining("Declare its type");
    }
}

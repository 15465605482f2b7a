package dev.cuecard.processor.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DistanceTest {

    @Test
    void letters_put_in_left_out_or_replaced_count() {
        assertThat(Distance.between("", "abc")).isEqualTo(3);
        assertThat(Distance.between("kitten", "sitting")).isEqualTo(3);
        assertThat(Distance.between("name", "nmae")).isEqualTo(2);
    }

    @Test
    void a_third_of_the_shorter_name_may_differ() {
        assertThat(Distance.nearest("ingredeint", List.of("ingredient"))).contains("ingredient");
        assertThat(Distance.nearest("abcdef", List.of("abxyef"))).contains("abxyef");
        assertThat(Distance.nearest("abcde", List.of("abxye"))).isEmpty();
        assertThat(Distance.nearest("a", List.of("b"))).contains("b");
    }

    @Test
    void the_nearest_wins_and_of_equals_the_first() {
        assertThat(Distance.nearest("itms", List.of("itemX", "items", "itmz"))).contains("items");
    }
}

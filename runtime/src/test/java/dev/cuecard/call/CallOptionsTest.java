package dev.cuecard.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallOptionsTest {

    private static final CallOptions NONE = CallOptions.defaults();

    @Test
    void what_is_not_set_is_empty_and_not_a_number_that_means_nothing() {
        assertThat(NONE.temperature()).isEmpty();
        assertThat(NONE.topP()).isEmpty();
        assertThat(NONE.maxTokens()).isEmpty();
        assertThat(NONE.seed()).isEmpty();
        assertThat(NONE.stop()).isEmpty();
        assertThat(NONE.extra()).isEmpty();
        assertThat(NONE.timeouts()).isEmpty();
        assertThat(NONE.retries()).isEmpty();
        assertThat(NONE.stream()).isEmpty();
        assertThat(NONE.accumulate()).isTrue();
    }

    @Test
    void setting_returns_changed_options_and_leaves_the_old_ones_alone() {
        CallOptions warm = NONE.temperature(0.9);

        assertThat(warm.temperature()).hasValue(0.9);
        assertThat(NONE.temperature()).isEmpty();
        assertThat(warm).isEqualTo(NONE.temperature(0.9)).isNotEqualTo(NONE).hasSameHashCodeAs(NONE.temperature(0.9));
    }

    @Test
    void what_is_laid_over_wins_and_extra_fields_are_joined() {
        CallOptions under =
                NONE.temperature(0.1).maxTokens(5).stop("a").extra("one", "1").extra("two", "2");
        CallOptions over = NONE.temperature(0.9).stop("b", "c").extra("two", "22");

        CallOptions merged = under.merge(over);

        assertThat(merged.temperature()).hasValue(0.9);
        assertThat(merged.maxTokens()).hasValue(5);
        assertThat(merged.stop()).containsExactly("b", "c");
        assertThat(merged.extra()).containsEntry("one", "1").containsEntry("two", "22");
        assertThat(under.merge(NONE)).isEqualTo(under);
        assertThat(NONE.merge(under)).isEqualTo(under);
    }

    @Test
    void a_value_out_of_range_is_refused_where_it_is_set_and_named() {
        assertThatThrownBy(() -> NONE.temperature(-0.1)).hasMessageContaining("temperature is -0.1");
        assertThatThrownBy(() -> NONE.temperature(Double.NaN)).hasMessageContaining("temperature is NaN");
        assertThatThrownBy(() -> NONE.topP(1.1)).hasMessageContaining("from 0 to 1");
        assertThatThrownBy(() -> NONE.maxTokens(0)).hasMessageContaining("1 or more");
        assertThatThrownBy(() -> NONE.stop("a", "")).hasMessageContaining("stop");
        assertThatThrownBy(() -> NONE.extra(" ", "1")).hasMessageContaining("field name");
        assertThatThrownBy(() -> Timeouts.defaults().idle(Duration.ZERO)).hasMessageContaining("Timeouts.idle");
        assertThatThrownBy(() -> Retries.of(-1)).hasMessageContaining("cannot be negative");
    }

    @Test
    void values_of_extra_fields_are_not_printed() {
        assertThat(NONE.temperature(0.5).extra("metadata", "{\"secret\":1}").toString())
                .isEqualTo("CallOptions{temperature=0.5, extra=[metadata]}");
    }

    @Test
    void the_default_deadlines_are_those_of_the_manual() {
        Timeouts defaults = Timeouts.defaults();

        assertThat(defaults.connect()).isEqualTo(Duration.ofSeconds(10));
        assertThat(defaults.firstChunk()).isEqualTo(Duration.ofSeconds(60));
        assertThat(defaults.idle()).isEqualTo(Duration.ofSeconds(60));
        assertThat(defaults.total()).isEmpty();
        assertThat(Retries.defaults().max()).isEqualTo(2);
        assertThat(defaults.total(Duration.ofSeconds(5)).connect(Duration.ofSeconds(1)))
                .hasToString("Timeouts[connect=PT1S, firstChunk=PT1M, idle=PT1M, total=PT5S]");
    }
}

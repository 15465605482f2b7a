package dev.cuecard.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long is waited between two attempts. */
class BackoffTest {

    private static Optional<Duration> own(double random, int attempts) {
        return new Backoff(() -> random).before(attempts, Optional.empty());
    }

    private static Optional<Duration> asked(Duration wait) {
        return new Backoff(() -> 0.5).before(1, Optional.of(wait));
    }

    @ParameterizedTest
    @CsvSource({"1, 500", "2, 1000", "3, 2000", "4, 4000", "5, 8000", "6, 8000", "40, 8000", "2000000000, 8000"})
    void an_own_wait_is_at_most_twice_as_long_each_time_up_to_eight_seconds(int attempts, long millis) {
        assertThat(own(1, attempts)).contains(Duration.ofMillis(millis));
    }

    @Test
    void an_own_wait_is_anything_from_nothing_to_the_most() {
        assertThat(own(0, 3)).contains(Duration.ZERO);
        assertThat(own(0.25, 3)).contains(Duration.ofMillis(500));
    }

    @Test
    void a_wait_that_is_asked_for_is_kept_to_the_letter_up_to_a_minute() {
        assertThat(asked(Duration.ofMillis(1234))).contains(Duration.ofMillis(1234));
        assertThat(asked(Duration.ofSeconds(60))).contains(Duration.ofSeconds(60));
        assertThat(asked(Duration.ofSeconds(60).plusNanos(1))).isEmpty();
        assertThat(asked(Duration.ofSeconds(-1))).contains(Duration.ZERO);
    }
}

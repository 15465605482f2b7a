package dev.cuecard.testing;

import dev.cuecard.testing.Tape.Speed;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * When what was recorded is due.
 *
 * @param speed how fast the tape is played
 * @param startNanos when the request came, a time of {@link System#nanoTime()}
 */
record TapeClock(Speed speed, long startNanos) {

    /** How much longer than its reader the silence lasts that a reader left, so that the same deadline is missed again. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    static TapeClock start(Speed speed) {
        return new TapeClock(speed, System.nanoTime());
    }

    /** How long to wait for a moment; zero or less once it is due. */
    Duration until(TapeMoment moment) {
        Duration wait = until(moment.micros());
        return speed == Speed.RECORDED && moment.kind() == TapeMoment.Kind.LEFT ? wait.plus(GRACE) : wait;
    }

    /** How long to wait for a time, in microseconds since the request; zero or less once it is there. */
    Duration until(long micros) {
        return speed == Speed.AT_ONCE
                ? Duration.ZERO
                : Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(micros) - (System.nanoTime() - startNanos));
    }
}

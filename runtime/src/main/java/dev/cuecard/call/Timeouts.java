package dev.cuecard.call;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How long the stages of a call may take. Immutable.
 */
public final class Timeouts {

    private static final Timeouts DEFAULTS =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(60), Optional.empty());

    private final Duration connect;
    private final Duration firstChunk;
    private final Duration idle;
    private final Optional<Duration> total;

    private Timeouts(Duration connect, Duration firstChunk, Duration idle, Optional<Duration> total) {
        this.connect = connect;
        this.firstChunk = firstChunk;
        this.idle = idle;
        this.total = total;
    }

    /**
     * Returns the timeouts of a client that is not told otherwise: connect 10 s, first chunk 60 s, idle 60 s, no total.
     *
     * @return the defaults
     */
    public static Timeouts defaults() {
        return DEFAULTS;
    }

    /**
     * Changes how long making a connection may take.
     *
     * @param duration more than zero
     * @return the changed timeouts
     */
    public Timeouts connect(Duration duration) {
        return new Timeouts(positive("connect", duration), firstChunk, idle, total);
    }

    /**
     * Changes how long the first chunk of an attempt may take, from the sending of its request. A stream that nobody
     * begins to read is ended after the same time.
     *
     * @param duration more than zero
     * @return the changed timeouts
     */
    public Timeouts firstChunk(Duration duration) {
        return new Timeouts(connect, positive("firstChunk", duration), idle, total);
    }

    /**
     * Changes how long nothing at all may come between two chunks while somebody waits for the next one.
     *
     * @param duration more than zero
     * @return the changed timeouts
     */
    public Timeouts idle(Duration duration) {
        return new Timeouts(connect, firstChunk, positive("idle", duration), total);
    }

    /**
     * Changes how long a call may take with all its attempts.
     *
     * @param duration more than zero
     * @return the changed timeouts
     */
    public Timeouts total(Duration duration) {
        return new Timeouts(connect, firstChunk, idle, Optional.of(positive("total", duration)));
    }

    private static Duration positive(String which, Duration duration) {
        Objects.requireNonNull(duration, "Timeouts." + which);
        Objects.requireNonNull(duration, which);
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("Timeouts." + which + " is " + duration + "; it must be more than zero");
        }
        return duration;
    }

    /**
     * Returns how long making a connection may take.
     *
     * @return the time
     */
    public Duration connect() {
        return connect;
    }

    /**
     * Returns how long the first chunk may take.
     *
     * @return the time
     */
    public Duration firstChunk() {
        return firstChunk;
    }

    /**
     * Returns how long nothing may come between two chunks.
     *
     * @return the time
     */
    public Duration idle() {
        return idle;
    }

    /**
     * Returns how long a call may take as a whole.
     *
     * @return the time, or empty for no limit
     */
    public Optional<Duration> total() {
        return total;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Timeouts that
                && connect.equals(that.connect)
                && firstChunk.equals(that.firstChunk)
                && idle.equals(that.idle)
                && total.equals(that.total);
    }

    @Override
    public int hashCode() {
        return Objects.hash(connect, firstChunk, idle, total);
    }

    @Override
    public String toString() {
        return "Timeouts[connect=" + connect + ", firstChunk=" + firstChunk + ", idle=" + idle + ", total="
                + total.map(Duration::toString).orElse("none") + "]";
    }
}

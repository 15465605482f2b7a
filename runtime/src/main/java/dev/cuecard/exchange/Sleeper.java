package dev.cuecard.exchange;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits between two attempts. Tests bring one that does not. */
@FunctionalInterface
public interface Sleeper {

    /**
     * Waits for a time, or until there is no more need to.
     *
     * @param wait how long
     * @param ended opens when the call has ended in the meantime
     * @return true if the call ended
     * @throws InterruptedException if the thread is interrupted
     */
    boolean sleep(Duration wait, CountDownLatch ended) throws InterruptedException;

    /**
     * Returns what does not wait.
     *
     * @return the sleeper
     */
    static Sleeper none() {
        return (wait, ended) -> ended.getCount() == 0;
    }

    /**
     * Returns what really waits.
     *
     * @return the sleeper
     */
    static Sleeper real() {
        return (wait, ended) -> ended.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    }
}

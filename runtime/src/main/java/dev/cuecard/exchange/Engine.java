package dev.cuecard.exchange;

import dev.cuecard.http.HttpTransport;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

/**
 * What all calls of a client share: its connections, its threads, and its sense of time. Thread-safe. Holds only daemon
 * threads that go when they are not needed, so it needs no closing.
 */
public final class Engine {

    private final HttpTransport transport;
    private final Sleeper sleeper;
    private final Executor executor = Threads.perTask();
    private final Deadlines deadlines = new Deadlines();
    private final Backoff backoff =
            new Backoff(() -> ThreadLocalRandom.current().nextDouble());

    /**
     * Makes an engine.
     *
     * @param transport the connections
     * @param sleeper waits between attempts
     */
    public Engine(HttpTransport transport, Sleeper sleeper) {
        this.transport = transport;
        this.sleeper = sleeper;
    }

    /**
     * Makes an engine with other connections or another sense of time.
     *
     * @param otherTransport makes the connections of this engine's
     * @param otherSleeper makes what waits of what waits here
     * @return an engine that shares nothing with this one but what it is made of
     */
    public Engine rewired(UnaryOperator<HttpTransport> otherTransport, UnaryOperator<Sleeper> otherSleeper) {
        return new Engine(otherTransport.apply(transport), otherSleeper.apply(sleeper));
    }

    HttpTransport transport() {
        return transport;
    }

    Sleeper sleeper() {
        return sleeper;
    }

    Backoff backoff() {
        return backoff;
    }

    /**
     * Returns the threads on which asynchronous calls run: each task at once, on a thread of its own.
     *
     * @return the executor
     */
    public Executor executor() {
        return executor;
    }

    Deadlines deadlines() {
        return deadlines;
    }
}

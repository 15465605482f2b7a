package dev.cuecard.exchange;

import dev.cuecard.error.PromptException;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.StreamResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Moves chunks from an {@link Exchange} to a subscriber, as many as it asked for and no more.
 *
 * <p>There is a thread only while there is something to do: demand to meet, or an ending to tell. It blocks in the
 * exchange; without demand it goes, and the socket is left alone.
 */
final class ChunkSubscription<C extends Chunk> implements Flow.Subscription {

    private final Exchange<C> exchange;
    private final Flow.Subscriber<? super C> subscriber;
    private final AtomicLong demand = new AtomicLong();

    /** How often work was announced since the working thread last looked; 0 while there is no such thread. */
    private final AtomicInteger announced = new AtomicInteger();

    private volatile boolean cancelled;
    private volatile @Nullable Throwable violation;

    // Of the working thread alone.
    private boolean opened;
    private boolean finished;
    private @Nullable C held;

    ChunkSubscription(Exchange<C> exchange, Flow.Subscriber<? super C> subscriber) {
        this.exchange = exchange;
        this.subscriber = subscriber;
    }

    void begin() {
        // Counts as work announced, so that no signal can overtake onSubscribe.
        announced.incrementAndGet();
        exchange.execute(() -> {
            try {
                subscriber.onSubscribe(this);
            } catch (Throwable e) {
                broken(e);
                return;
            }
            CompletableFuture<StreamResult> unused = exchange.result().whenComplete((result, failure) -> announce());
            work();
        });
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            violation = new IllegalArgumentException(
                    "A subscriber requested " + n + " chunks; it must request 1 or more (Reactive Streams, rule 3.9)");
        } else {
            demand.updateAndGet(before -> before + n < 0 ? Long.MAX_VALUE : before + n);
        }
        announce();
    }

    @Override
    public void cancel() {
        cancelled = true;
        exchange.abort();
    }

    private void announce() {
        if (announced.getAndIncrement() == 0) {
            exchange.execute(this::work);
        }
    }

    private void work() {
        int seen = announced.get();
        while (true) {
            try {
                deliver();
            } catch (Throwable e) {
                broken(e);
            }
            int left = announced.addAndGet(-seen);
            if (left == 0) {
                return;
            }
            seen = left;
        }
    }

    /** Meets the demand there is, and tells the ending if there is one to tell. */
    private void deliver() {
        if (finished || cancelled) {
            held = null;
            return;
        }
        Throwable broke = violation;
        if (broke != null) {
            finished = true;
            exchange.abort();
            subscriber.onError(broke);
            return;
        }
        if (!opened) {
            opened = true;
            exchange.open();
        }
        while (!cancelled && violation == null) {
            if (demand.get() == 0 && !mayReadAhead()) {
                return;
            }
            C chunk = next();
            if (chunk == null) {
                return;
            }
            if (demand.get() == 0) {
                held = chunk;
                return;
            }
            if (demand.get() != Long.MAX_VALUE) {
                demand.decrementAndGet();
            }
            if (!cancelled) {
                subscriber.onNext(chunk);
            }
        }
    }

    /** Gives the next chunk, or tells the ending: a subscriber's own exception must not be taken for the stream's. */
    private @Nullable C next() {
        C chunk = null;
        PromptException failure = null;
        try {
            chunk = held != null && !exchange.wasAborted() ? held : exchange.next();
        } catch (PromptException e) {
            failure = e;
        }
        held = null;
        if (chunk == null) {
            finish(failure);
        }
        return chunk;
    }

    /**
     * Without demand, the ending is told all the same. After a finish reason the next event is most often the end marker,
     * which no subscriber can ask for; one chunk that comes instead is kept.
     */
    private boolean mayReadAhead() {
        return held == null ? exchange.hasEnded() || exchange.nearlyDone() : exchange.wasAborted();
    }

    private void finish(@Nullable PromptException failure) {
        finished = true;
        if (cancelled) {
            return;
        }
        if (failure == null) {
            subscriber.onComplete();
        } else {
            subscriber.onError(failure);
        }
    }

    /** A subscriber that throws has left the protocol (rule 2.13): it gets no more signals, and the call ends. */
    private void broken(Throwable cause) {
        finished = true;
        cancelled = true;
        exchange.abort();
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, cause);
    }
}

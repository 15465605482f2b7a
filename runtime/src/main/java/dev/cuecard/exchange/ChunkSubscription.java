package dev.cuecard.exchange;

import dev.cuecard.error.PromptException;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.StreamResult;
import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Moves chunks from an {@link Exchange} to a subscriber, as many as it asked for and no more.
 *
 * <p>There is a thread only while there is something to do: demand to meet, or an ending to tell. It blocks in the
 * exchange; without demand it goes, and the socket is left alone.
 *
 * <p>While there is such a thread, it holds the subscription. Between two requests the subscriber does, and the call only
 * where it will end by itself: a subscriber that is forgotten with chunks still to request would otherwise never be
 * collected, and its call never end.
 */
final class ChunkSubscription<C extends Chunk> implements Flow.Subscription {

    private final Exchange<C> exchange;
    private final Flow.Subscriber<? super C> subscriber;
    private final AtomicReference<@Nullable ChunkSubscription<C>> heldByStream;
    private final AtomicLong demand = new AtomicLong();
    private final Tether tether = new Tether(this);

    /** How often work was announced since the working thread last looked; 0 while there is no such thread. */
    private final AtomicInteger announced = new AtomicInteger();

    private volatile boolean cancelled;
    private volatile @Nullable Throwable violation;

    // Of the working thread alone.
    private boolean opened;
    private boolean finished;
    private @Nullable C held;

    /**
     * Makes a subscription that has not begun.
     *
     * @param exchange the call
     * @param subscriber whose it is
     * @param heldByStream where the stream holds it, until it is over
     */
    ChunkSubscription(
            Exchange<C> exchange,
            Flow.Subscriber<? super C> subscriber,
            AtomicReference<@Nullable ChunkSubscription<C>> heldByStream) {
        this.exchange = exchange;
        this.subscriber = subscriber;
        this.heldByStream = heldByStream;
    }

    void begin() {
        heldByStream.set(this);
        Cleaner.Cleanable unused = Forgotten.watch(this, exchange, () -> true);
        // Counts as work announced, so that no signal can overtake onSubscribe.
        announced.incrementAndGet();
        exchange.execute(() -> {
            try {
                subscriber.onSubscribe(this);
            } catch (Throwable e) {
                broken(e);
                return;
            }
            tether.tie(exchange.result());
            work();
        });
    }

    /** How the call reaches the subscription that it has to tell of its ending. */
    private static final class Tether {

        private final WeakReference<ChunkSubscription<?>> subscription;
        private volatile @Nullable ChunkSubscription<?> kept;

        Tether(ChunkSubscription<?> subscription) {
            this.subscription = new WeakReference<>(subscription);
            this.kept = subscription;
        }

        void tie(CompletableFuture<StreamResult> result) {
            CompletableFuture<StreamResult> unused = result.whenComplete((good, failure) -> announce());
        }

        private void announce() {
            ChunkSubscription<?> told = kept;
            if (told == null) {
                told = subscription.get();
            }
            if (told != null) {
                told.announce();
            }
        }

        /** From now on the subscription is there for as long as somebody can request of it. */
        void loosen() {
            kept = null;
        }
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
        heldByStream.set(null);
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
            over();
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
                loosenIfItMayWaitForEver();
                return;
            }
            C chunk = next();
            if (chunk == null) {
                return;
            }
            if (demand.get() == 0) {
                held = chunk;
                loosenIfItMayWaitForEver();
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

    private void loosenIfItMayWaitForEver() {
        if (exchange.waitsForItsConsumer()) {
            tether.loosen();
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
        over();
        if (cancelled) {
            return;
        }
        if (failure == null) {
            subscriber.onComplete();
        } else {
            subscriber.onError(failure);
        }
    }

    private void over() {
        finished = true;
        heldByStream.set(null);
    }

    /** A subscriber that throws has left the protocol (rule 2.13): it gets no more signals, and the call ends. */
    private void broken(Throwable cause) {
        over();
        cancelled = true;
        exchange.abort();
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, cause);
    }
}

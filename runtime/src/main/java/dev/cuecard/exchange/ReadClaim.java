package dev.cuecard.exchange;

import dev.cuecard.stream.StreamResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Who reads a stream that can be read once. Apart from the {@link BlockingStream}, so that what is handed out for the
 * result can read without keeping that from being found forgotten.
 */
final class ReadClaim {

    private final Exchange<?> exchange;
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile @Nullable Thread lastReader;
    private volatile boolean resultHandedOut;
    private volatile boolean readForWaiter;

    ReadClaim(Exchange<?> exchange) {
        this.exchange = exchange;
    }

    /** Takes the stream, if nobody has. */
    boolean take() {
        return taken.compareAndSet(false, true);
    }

    /** The current thread reads. It need not be the one that took the stream: an iterator may be handed on. */
    void reading() {
        Thread current = Thread.currentThread();
        if (lastReader != current) {
            lastReader = current;
        }
    }

    CompletableFuture<StreamResult> result() {
        resultHandedOut = true;
        return new ResultFuture(exchange.result(), this::onWait);
    }

    /** Whether nobody can read on once the stream itself is out of reach. */
    boolean abandoned() {
        boolean mayBeWaitedFor = resultHandedOut && !taken.get();
        return !readForWaiter && !mayBeWaitedFor;
    }

    /**
     * A thread is about to wait for the result. Where nobody else can be reading, that wait would never end, so the rest is
     * read for it: on another thread, so that a wait with a time limit keeps to it.
     */
    private void onWait() {
        if (!readForWaiter && (take() || lastReader == Thread.currentThread())) {
            readForWaiter = true;
            exchange.execute(exchange::drain);
        }
    }
}

package dev.cuecard.exchange;

import dev.cuecard.stream.StreamResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Who reads a stream that can be read once. Apart from the {@link BlockingStream}, so that what is handed out for the
 * result can read without keeping that from being found forgotten.
 */
final class ReadClaim {

    private final Exchange<?> exchange;
    private final AtomicReference<@Nullable Thread> reader = new AtomicReference<>();
    private volatile boolean resultHandedOut;
    private volatile boolean readForWaiter;

    ReadClaim(Exchange<?> exchange) {
        this.exchange = exchange;
    }

    /** Takes the stream for the current thread, if nobody has. */
    boolean take() {
        return reader.compareAndSet(null, Thread.currentThread());
    }

    CompletableFuture<StreamResult> result() {
        resultHandedOut = true;
        return new ResultFuture(exchange.result(), this::onWait);
    }

    /** Whether nobody can read on once the stream itself is out of reach. */
    boolean abandoned() {
        boolean mayBeWaitedFor = resultHandedOut && reader.get() == null;
        return !readForWaiter && !mayBeWaitedFor;
    }

    /**
     * A thread is about to wait for the result. Where nobody else can be reading, that wait would never end, so the rest is
     * read for it: on another thread, so that a wait with a time limit keeps to it.
     */
    private void onWait() {
        if (!readForWaiter && (take() || reader.get() == Thread.currentThread())) {
            readForWaiter = true;
            exchange.engine().executor().execute(exchange::drain);
        }
    }
}

package dev.cuecard.exchange;

import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.error.PromptException;
import dev.cuecard.exchange.Attempts.Next;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.Deadline;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.tracing.CallSpan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One call from its request to its ending. It stands between the {@link Attempt}s that bring chunks and the faces that
 * hand them on, {@link BlockingStream} and {@link ReactiveStream}, and sees to it that the call ends once.
 *
 * <p>One thread at a time reads. Any thread may end the call: the caller who aborts, the timer whose deadline is missed,
 * the collector that finds the stream forgotten. Who ends it settles the result there and then, without waiting for a
 * reader that sits in its socket; the socket is then cut under it. For this the reader claims the accumulator only while
 * it adds a chunk, so that at any other time it may be read by whoever ends the call.
 *
 * @param <C> the chunk that the caller holds
 */
public final class Exchange<C extends Chunk> {

    private static final int OPEN = 0;
    private static final int ADDING = 1;
    private static final int ENDED = 2;

    private final Engine engine;
    private final Attempts<C> attempts;
    private final CallSpan span;
    private final Accumulator accumulator;
    private final Watch watch;
    private final CompletableFuture<StreamResult> result = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    private final AtomicInteger phase = new AtomicInteger(OPEN);
    private final AtomicBoolean reading = new AtomicBoolean();

    private volatile @Nullable PromptException failure;
    private volatile boolean readToItsEnd;
    private volatile boolean aborted;
    private volatile boolean handedOver;
    private volatile long firstChunkNanos = -1;

    /**
     * Makes a call that has not been sent.
     *
     * @param engine what the client's calls share
     * @param candidates the model that is asked, and those that stand in for it if it fails before the caller has a chunk
     * @param timeouts the deadlines
     * @param retries how often to try again
     * @param accumulate whether text is kept for the result
     * @param span the call's span, already begun
     */
    public Exchange(
            Engine engine,
            List<Candidate<C>> candidates,
            Timeouts timeouts,
            Retries retries,
            boolean accumulate,
            CallSpan span) {
        this.engine = engine;
        this.attempts = new Attempts<>(engine, candidates, timeouts, retries);
        this.span = span;
        this.accumulator = new Accumulator(accumulate);
        this.watch = new Watch(engine.deadlines(), timeouts, candidates.get(0).model(), this::expired);
    }

    /**
     * Starts the call's clocks.
     *
     * @return this
     */
    public Exchange<C> start() {
        watch.start();
        return this;
    }

    /** Reads to the end and returns the result, or throws what ended the call. */
    StreamResult finishReading() {
        while (next(false) != null) {
            // Every chunk has been added to the result.
        }
        return result.join();
    }

    /** Reads to the end for somebody who finds the outcome in {@link #result()}. */
    void drain() {
        try {
            while (next(false) != null) {
                // Every chunk has been added to the result.
            }
        } catch (PromptException e) {
            assert hasEnded() : e;
        }
    }

    /** The outcome. Not to be handed out: whoever holds it could complete it. */
    CompletableFuture<StreamResult> result() {
        return result;
    }

    CallSpan span() {
        return span;
    }

    /** Does something at once, on a thread of the client's and in the context of the caller who made the call. */
    void execute(Runnable task) {
        engine.executor().execute(span.inCallersContext(task));
    }

    /** Whether the caller ended the call, so that a chunk in hand need not be handed on. */
    boolean wasAborted() {
        return aborted;
    }

    boolean hasEnded() {
        return phase.get() == ENDED;
    }

    /** Whether a finish reason was seen, so that what may still come is bounded. Asked by the reading thread. */
    boolean nearlyDone() {
        Attempt<C> current = attempts.current();
        return current != null && current.finished();
    }

    /** Whether nothing but the consumer, if it reads on or aborts, will end the call: no deadline is kept for its slowness. */
    boolean waitsForItsConsumer() {
        return handedOver && watch.unlimited();
    }

    void abort() {
        end(Outcome.aborted());
    }

    /** Sends the request and waits for the head of the answer, trying again as the policy says. */
    void open() {
        if (!claimReading()) {
            return;
        }
        try {
            while (phase.get() != ENDED && attempts.current() == null) {
                try {
                    begin();
                } catch (AttemptFailure e) {
                    fail(e);
                } catch (Throwable e) {
                    end(Outcome.unexpected(e));
                }
            }
        } finally {
            leave();
        }
    }

    /**
     * Waits for the next chunk.
     *
     * @return the chunk, or null where the call was completed or aborted
     * @throws PromptException what ended the call otherwise, the same one each time
     */
    @Nullable
    C next() {
        return next(true);
    }

    /** Waits for the next chunk, which the caller gets to see or which is nobody's but the result's. */
    private @Nullable C next(boolean handOver) {
        if (claimReading()) {
            try {
                while (phase.get() != ENDED) {
                    C chunk = readOrEnd();
                    if (chunk != null) {
                        if (handOver) {
                            handedOver = true;
                        }
                        return chunk;
                    }
                }
            } finally {
                leave();
            }
        }
        awaitEnding();
        PromptException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
        return null;
    }

    /** Another thread may be about to say how the call ended; it does so soon, whether this one is interrupted or not. */
    private void awaitEnding() {
        boolean interrupted = false;
        while (ended.getCount() > 0) {
            try {
                ended.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Claims the connection for the calling thread.
     *
     * @return false if the call has ended, so that there is nothing to read; whoever ended it may be giving the connection
     *     back at this moment
     */
    private boolean claimReading() {
        if (reading.compareAndSet(false, true)) {
            return true;
        }
        if (phase.get() == ENDED) {
            return false;
        }
        throw new IllegalStateException(
                "Two threads read one stream at the same time. Give each its own stream, or hand the chunks on.");
    }

    private void leave() {
        reading.set(false);
        if (phase.get() == ENDED) {
            release();
        }
    }

    /**
     * Gives the connection back, or closes it if the reply was not read to its end. Done by the reading thread on its way
     * out, or by whoever ends the call while nobody reads: a body is not closed under its reader.
     */
    private void release() {
        if (reading.compareAndSet(false, true)) {
            Attempt<C> last = attempts.current();
            if (last != null) {
                last.release(readToItsEnd);
            }
            reading.set(false);
        }
    }

    private @Nullable C readOrEnd() {
        try {
            Attempt<C> current = attempts.current();
            if (current == null) {
                current = begin();
                if (current == null) {
                    return null;
                }
            }
            C chunk = current.read();
            if (chunk == null) {
                end(completion(current), true);
                return null;
            }
            if (!add(chunk)) {
                return null;
            }
            if (current.whole()) {
                end(completion(current), true);
            }
            return chunk;
        } catch (AttemptFailure e) {
            fail(e);
        } catch (Throwable e) {
            end(Outcome.unexpected(e));
        }
        return null;
    }

    /** Begins an attempt, unless the call has ended in the meantime. */
    private @Nullable Attempt<C> begin() throws AttemptFailure {
        Attempt<C> begun = attempts.next();
        if (phase.get() == ENDED) {
            // Whoever ended the call may have looked for an attempt before this one was there.
            begun.cancel();
            return null;
        }
        watch.attempting(begun, attempts.chained());
        span.sending(begun::send);
        return begun;
    }

    /** Adds a chunk to the result, unless the call has ended: what the result lacks must not reach the caller. */
    private boolean add(C chunk) {
        boolean first = firstChunkNanos < 0;
        if (first) {
            watch.streaming();
        }
        // Others spin until it is added: what takes a lock, as the timer and a tracer do, has no place in here.
        if (!phase.compareAndSet(OPEN, ADDING)) {
            return false;
        }
        try {
            if (first) {
                firstChunkNanos = watch.elapsedNanos();
            }
            accumulator.add(chunk);
        } finally {
            phase.setRelease(OPEN);
        }
        if (first) {
            span.firstChunk();
        }
        return true;
    }

    private Outcome completion(Attempt<C> current) {
        Optional<String> broken = accumulator.brokenArguments();
        if (broken.isPresent()) {
            return Outcome.malformed(
                    "The arguments of a tool call broke off, though the model did not run out of tokens",
                    broken.get(),
                    null);
        }
        return accumulator
                .refusal()
                .map(words -> Outcome.refused(current.model(), words))
                .orElseGet(() -> Outcome.completed(current.turnCompletion()));
    }

    private void fail(AttemptFailure cause) {
        if (phase.get() == ENDED) {
            return;
        }
        Outcome outcome = cause.outcome(firstChunkNanos >= 0);
        // Not once a chunk has reached the caller. What nobody has seen may be forgotten as long as it says nothing:
        // some
        // providers open a stream with a chunk, and tell of an error only then.
        Next next = handedOver || accumulator.hasContent()
                ? new Next.Nothing(outcome)
                : attempts.after(cause, outcome, Duration.ofNanos(watch.elapsedNanos()), watch.remainingNanos());
        if (next instanceof Next.Nothing nothing) {
            end(nothing.outcome());
            return;
        }
        watch.pausing();
        forget();
        if (next instanceof Next.Again again) {
            pause(cause, again.pause());
        } else if (next instanceof Next.Other other) {
            span.fallback(other.from(), other.to(), cause.reason());
        }
    }

    /** Forgets what a failed attempt brought, unless the call has ended: then it belongs to the result. */
    private void forget() {
        if (phase.compareAndSet(OPEN, ADDING)) {
            try {
                firstChunkNanos = -1;
                accumulator.clear();
            } finally {
                phase.setRelease(OPEN);
            }
        }
    }

    private void pause(AttemptFailure cause, Duration wait) {
        span.retry(attempts.count(), cause.reason(), wait);
        try {
            boolean over = engine.sleeper().sleep(wait, ended);
            assert !over || phase.get() == ENDED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(Outcome.interrupted("The thread was interrupted while it waited to try again", e));
        }
    }

    private void expired(Deadline deadline, String message) {
        Outcome outcome = Outcome.timedOut(deadline, message);
        try {
            // On the thread of the deadlines, which must not run what callers hang on the result.
            execute(() -> end(outcome));
        } catch (Throwable e) {
            // The system has no thread to give. Better here than never.
            end(outcome);
        }
    }

    private void end(Outcome outcome) {
        end(outcome, false);
    }

    /** Ends the call, unless it has ended already; says whether the reply is whole. */
    private void end(Outcome outcome, boolean whole) {
        while (!phase.compareAndSet(OPEN, ENDED)) {
            if (phase.get() == ENDED) {
                return;
            }
            Thread.onSpinWait();
        }
        readToItsEnd = whole;
        Attempt<C> current = attempts.current();
        if (current != null && !whole) {
            // Before anything else: the server is to know at once, and a reader is to come out of its socket.
            current.cancel();
        }
        watch.over();
        Snapshot snapshot = new Snapshot(
                accumulator,
                whole,
                attempts.count(),
                Duration.ofNanos(watch.elapsedNanos()),
                firstChunkNanos < 0 ? null : Duration.ofNanos(firstChunkNanos),
                span.traceId(),
                span.spanId());
        PromptException thrown = attempts.withSetbacks(outcome).settle(snapshot);
        failure = thrown;
        aborted = snapshot.ending() instanceof Ending.Aborted;
        // First, so that whoever gets to know of the ending finds the span ended; an exporter that hangs cannot hold it
        // up.
        span.end(snapshot, thrown);
        ended.countDown();
        if (thrown == null) {
            result.complete(snapshot);
        } else {
            result.completeExceptionally(thrown);
        }
        release();
    }

    @Override
    public String toString() {
        return span.model() + ", trace " + span.traceId() + (phase.get() == ENDED ? ", ended" : "");
    }
}

package dev.cuecard.exchange;

import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.StreamResult;
import java.lang.ref.Reference;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The face of an {@link Exchange} that pushes to a subscriber.
 *
 * @param <C> the provider's chunk
 */
public final class ReactiveStream<C extends Chunk> implements AsyncChunkStream<C> {

    private final Exchange<C> exchange;
    private final AtomicBoolean taken;

    /** Held until it is over, so that whoever holds the stream and aborts it finds the subscriber there to be told. */
    private final AtomicReference<@Nullable ChunkSubscription<C>> subscription = new AtomicReference<>();

    /**
     * Makes a stream.
     *
     * @param exchange the call, started and not sent
     */
    public ReactiveStream(Exchange<C> exchange) {
        AtomicBoolean subscribed = new AtomicBoolean();
        this.exchange = exchange;
        this.taken = subscribed;
        // Once there is a subscriber the call is its own to keep or cancel, and this face may go.
        Forgotten.watch(this, exchange, () -> !subscribed.get());
    }

    @Override
    public String traceId() {
        return exchange.span().traceId();
    }

    @Override
    public String spanId() {
        return exchange.span().spanId();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super C> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        if (take()) {
            begin(subscriber);
        } else {
            subscriber.onSubscribe(NoSubscription.INSTANCE);
            subscriber.onError(takenAlready());
        }
    }

    private void begin(Flow.Subscriber<? super C> subscriber) {
        new ChunkSubscription<C>(exchange, subscriber, subscription).begin();
    }

    @Override
    public CompletableFuture<StreamResult> forEach(Consumer<? super C> onChunk) {
        Objects.requireNonNull(onChunk, "onChunk");
        if (!take()) {
            throw takenAlready();
        }
        ConsumerSubscriber<C> subscriber = new ConsumerSubscriber<>(exchange.result(), onChunk);
        begin(subscriber);
        CompletableFuture<StreamResult> outcome = subscriber.outcome();
        // Cancelled, or completed by orTimeout: nobody waits for the stream any more. One that has ended stays as it
        // is.
        CompletableFuture<StreamResult> unused = outcome.whenComplete((result, failure) -> exchange.abort());
        return outcome;
    }

    @Override
    public CompletableFuture<StreamResult> collect() {
        if (!take()) {
            throw takenAlready();
        }
        return Calls.readInBackground(exchange);
    }

    private boolean take() {
        try {
            return taken.compareAndSet(false, true);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private static IllegalStateException takenAlready() {
        return new IllegalStateException(
                "This stream has a subscriber already, and it takes one. Call streamAsync() again for another reply.");
    }

    @Override
    public CompletableFuture<StreamResult> result() {
        return new ResultFuture(exchange.result(), () -> {});
    }

    @Override
    public void abort() {
        ChunkSubscription<C> told = subscription.get();
        try {
            exchange.abort();
        } finally {
            Reference.reachabilityFence(told);
        }
    }

    @Override
    public String toString() {
        return "AsyncChunkStream[" + exchange + "]";
    }

    /** What a second subscriber gets, as the protocol asks for a subscription before any other signal. */
    private enum NoSubscription implements Flow.Subscription {
        INSTANCE;

        @Override
        public void request(long n) {
            // There is nothing to request.
        }

        @Override
        public void cancel() {
            // There is nothing to cancel.
        }
    }
}

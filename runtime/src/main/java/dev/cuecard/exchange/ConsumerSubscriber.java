package dev.cuecard.exchange;

import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.StreamResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks for everything and hands it to a consumer. */
final class ConsumerSubscriber<C extends Chunk> implements Flow.Subscriber<C> {

    private final CompletableFuture<StreamResult> result;
    private final Consumer<? super C> onChunk;
    private final CompletableFuture<StreamResult> outcome = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    ConsumerSubscriber(CompletableFuture<StreamResult> result, Consumer<? super C> onChunk) {
        this.result = result;
        this.onChunk = onChunk;
    }

    /** Settled after the last chunk was handed over: with the result, what ended the stream, or what the consumer threw. */
    CompletableFuture<StreamResult> outcome() {
        return outcome;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(C chunk) {
        try {
            onChunk.accept(chunk);
        } catch (Throwable e) {
            // Whatever it is, it is the caller's own: it ends the call, and the caller finds it in the outcome.
            Flow.Subscription current = subscription;
            if (current != null) {
                current.cancel();
            }
            outcome.completeExceptionally(e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        outcome.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        outcome.complete(result.join());
    }
}

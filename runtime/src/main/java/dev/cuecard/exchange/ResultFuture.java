package dev.cuecard.exchange;

import dev.cuecard.stream.StreamResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A caller's own view of a call's outcome: what is done to it does nothing to the call. */
final class ResultFuture extends CompletableFuture<StreamResult> {

    private final Runnable onWait;

    /**
     * Makes a view.
     *
     * @param outcome what is viewed
     * @param onWait called when a thread is about to wait for the outcome
     */
    ResultFuture(CompletableFuture<StreamResult> outcome, Runnable onWait) {
        this.onWait = onWait;
        CompletableFuture<StreamResult> unused = outcome.whenComplete((result, failure) -> {
            if (failure != null) {
                completeExceptionally(failure);
            } else {
                complete(result);
            }
        });
    }

    @Override
    public StreamResult get() throws InterruptedException, ExecutionException {
        beforeWaiting();
        return super.get();
    }

    @Override
    public StreamResult get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        beforeWaiting();
        return super.get(timeout, unit);
    }

    @Override
    public StreamResult join() {
        beforeWaiting();
        return super.join();
    }

    private void beforeWaiting() {
        if (!isDone()) {
            onWait.run();
        }
    }

    /** Stages built on this one are plain: waiting for them does not read. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}

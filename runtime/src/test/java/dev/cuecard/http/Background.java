package dev.cuecard.http;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Something that blocks, on a thread of its own. */
final class Background {

    private final FutureTask<@Nullable Object> task;
    private final Thread thread;

    private Background(Callable<@Nullable Object> blocking) {
        task = new FutureTask<>(blocking);
        thread = new Thread(task, "background");
        thread.setDaemon(true);
        thread.start();
    }

    static Background run(Callable<@Nullable Object> blocking) {
        return new Background(blocking);
    }

    /** Waits for a condition; what never comes true ends with the time limit of the test. */
    static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Thread.onSpinWait();
        }
    }

    /** Waits until the thread is inside a method of a class, which it does not come out of by itself. */
    void awaitInside(String className) throws InterruptedException {
        await(() -> Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(className)));
    }

    void interrupt() {
        thread.interrupt();
    }

    /** Waits until it has failed, and gives the failure. */
    Throwable failure() throws InterruptedException {
        try {
            Object result = task.get();
            throw new AssertionError("did not fail, but returned " + result);
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        }
    }
}

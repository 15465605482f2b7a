package dev.cuecard.examples;

import dev.cuecard.stream.Chunk;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The text of a stream for a thread that has other things to do while none comes. It asks for a chunk when it has handed
 * out the one before: what is not taken is not read from the model either.
 */
final class TextQueue implements Flow.Subscriber<Chunk> {

    private final BlockingQueue<Arrival> arrived = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;

    /**
     * A piece of text, or the end.
     *
     * @param text is empty at the end
     * @param end whether nothing follows
     * @param failure why the end came early, or null
     */
    record Arrival(String text, boolean end, @Nullable Throwable failure) {}

    /** Waits for what comes next, but no longer than it may; null where nothing came. */
    @Nullable
    Arrival next(Duration patience) throws InterruptedException {
        Arrival next = arrived.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (next != null && !next.end()) {
            more();
        }
        return next;
    }

    private void more() {
        Flow.Subscription asked = subscription;
        if (asked != null) {
            asked.request(1);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(Chunk chunk) {
        if (chunk.content().isEmpty()) {
            more();
        } else {
            arrived.add(new Arrival(chunk.content(), false, null));
        }
    }

    @Override
    public void onError(Throwable failure) {
        arrived.add(new Arrival("", true, failure));
    }

    @Override
    public void onComplete() {
        arrived.add(new Arrival("", true, null));
    }
}

package dev.cuecard.exchange;

import java.lang.ref.Cleaner;
import java.util.function.BooleanSupplier;

/** Ends the calls of streams that nobody holds any more. */
final class Forgotten implements Runnable {

    private static final Cleaner CLEANER = Cleaner.create(task -> {
        Thread thread = new Thread(task, "cuecard-forgotten-streams");
        thread.setDaemon(true);
        return thread;
    });

    private final Exchange<?> exchange;
    private final BooleanSupplier abandoned;

    private Forgotten(Exchange<?> exchange, BooleanSupplier abandoned) {
        this.exchange = exchange;
        this.abandoned = abandoned;
    }

    /**
     * Watches a face of a call.
     *
     * @param face what the caller holds; nothing that the call refers to may refer to it
     * @param exchange the call
     * @param abandoned whether nobody else is left who reads
     * @return gives up the watching, after a last look
     */
    static Cleaner.Cleanable watch(Object face, Exchange<?> exchange, BooleanSupplier abandoned) {
        return CLEANER.register(face, new Forgotten(exchange, abandoned));
    }

    @Override
    public void run() {
        if (!exchange.hasEnded() && abandoned.getAsBoolean()) {
            // Not on the cleaner's thread, which must not run what callers hang on the result.
            exchange.execute(exchange::abort);
        }
    }
}

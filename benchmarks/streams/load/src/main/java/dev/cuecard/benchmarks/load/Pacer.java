package dev.cuecard.benchmarks.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Sends the chunks of paced streams when they are due: one thread for all streams, whose work then costs the least. */
final class Pacer implements Runnable {

    private final DelayQueue<Paced> queue = new DelayQueue<>();

    /** Sends a stream, and returns when it has ended. */
    void pace(OutputStream out, Wire wire, Plan plan) throws IOException, InterruptedException {
        Paced paced = new Paced(out, wire, plan);
        queue.add(paced);
        try {
            paced.done.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                Paced next = queue.take();
                if (next.send()) {
                    queue.add(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Paced implements Delayed {

        private final OutputStream out;
        private final Wire wire;
        private final Plan plan;
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private long due = System.nanoTime();
        private int sent;

        Paced(OutputStream out, Wire wire, Plan plan) {
            this.out = out;
            this.wire = wire;
            this.plan = plan;
        }

        /** Sends a chunk; false where it was the last. */
        boolean send() {
            try {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                if (sent == 0) {
                    wire.begin(bytes);
                }
                bytes.writeBytes(wire.chunk(Long.toString(System.nanoTime())));
                sent++;
                if (sent == plan.chunks()) {
                    wire.finish(bytes);
                    bytes.writeBytes(Wire.LAST_CHUNK);
                }
                out.write(bytes.toByteArray());
            } catch (IOException e) {
                done.completeExceptionally(e);
                return false;
            }
            due += TimeUnit.MILLISECONDS.toNanos(plan.millis());
            if (sent == plan.chunks()) {
                done.complete(null);
                return false;
            }
            return true;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(due - ((Paced) other).due, 0);
        }
    }
}

package dev.cuecard.testing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okio.Buffer;
import okio.Source;
import okio.Timeout;

/**
 * The body of a scripted answer. One thread reads and waits in it as it would in a socket; any other may cancel, which
 * ends the waiting at once.
 */
final class ScriptedBody implements Source {

    private final List<Answer.Step> steps;
    private final Buffer arrived = new Buffer();
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private int next;

    ScriptedBody(List<Answer.Step> steps) {
        this.steps = steps;
    }

    void cancel() {
        cancelled.countDown();
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        while (arrived.exhausted() && next < steps.size()) {
            take(steps.get(next));
            next++;
        }
        requireOpen();
        return arrived.read(sink, byteCount);
    }

    private void take(Answer.Step step) throws IOException {
        requireOpen();
        if (step instanceof Answer.Bytes bytes) {
            arrived.write(bytes.bytes());
        } else if (step instanceof Answer.Pause pause) {
            await(TimeUnit.NANOSECONDS.convert(pause.duration()));
        } else if (step instanceof Answer.Silence) {
            await(Long.MAX_VALUE);
        } else {
            throw new SocketException("Connection reset, as the mock's script says");
        }
    }

    private void await(long nanos) throws IOException {
        try {
            if (cancelled.await(nanos, TimeUnit.NANOSECONDS)) {
                requireOpen();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for the mock");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private void requireOpen() throws IOException {
        if (cancelled.getCount() == 0) {
            throw new IOException("Canceled");
        }
    }

    @Override
    public Timeout timeout() {
        return Timeout.NONE;
    }

    @Override
    public void close() {
        arrived.clear();
        cancel();
    }
}

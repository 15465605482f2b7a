package dev.cuecard.testing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.EventListener;
import okio.Buffer;
import okio.Source;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer that comes over no connection. One thread reads and waits in it as it would in a socket; any other
 * may cancel, which ends the waiting at once.
 */
final class ScriptedBody implements Source {

    private final Steps steps;
    private final Buffer arrived = new Buffer();
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final Timeout timeout = new Timeout();
    private Answer.@Nullable Step pending;

    private ScriptedBody(Steps steps) {
        this.steps = steps;
    }

    /** Makes the body of a call's answer; whoever cancels the call cancels it. */
    static ScriptedBody of(Call call, Steps steps) {
        ScriptedBody body = new ScriptedBody(steps);
        call.addEventListener(new EventListener() {
            @Override
            public void canceled(Call cancelledCall) {
                body.cancel();
            }
        });
        if (call.isCanceled()) {
            // Too early for the listener to have been told.
            body.cancel();
        }
        return body;
    }

    private void cancel() {
        cancelled.countDown();
    }

    /** Waits as a read would that brings nothing. */
    void pause(Duration duration) throws IOException {
        await(TimeUnit.NANOSECONDS.convert(duration));
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        requireOpen();
        while (arrived.exhausted()) {
            Answer.Step step = pending != null ? pending : steps.next();
            if (step == null) {
                break;
            }
            // Kept until it is over: what was interrupted goes on, and what is lost stays lost.
            pending = step;
            take(step);
            pending = null;
        }
        requireOpen();
        return arrived.read(sink, byteCount);
    }

    private void take(Answer.Step step) throws IOException {
        requireOpen();
        if (step instanceof Answer.Bytes bytes) {
            arrived.write(bytes.bytes());
        } else if (step instanceof Answer.Pause pause) {
            pause(pause.duration());
        } else if (step instanceof Answer.Silence) {
            await(Long.MAX_VALUE);
        } else {
            throw new SocketException("Connection reset, as the mock's script says");
        }
    }

    private void await(long nanos) throws IOException {
        long allowed = timeout.hasDeadline() ? timeout.deadlineNanoTime() - System.nanoTime() : Long.MAX_VALUE;
        try {
            if (cancelled.await(Math.min(nanos, allowed), TimeUnit.NANOSECONDS)) {
                requireOpen();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for the answer");
            interrupted.initCause(e);
            throw interrupted;
        }
        if (allowed < nanos) {
            throw new InterruptedIOException("timeout");
        }
    }

    private void requireOpen() throws IOException {
        if (cancelled.getCount() == 0) {
            throw new IOException("Canceled");
        }
    }

    @Override
    public Timeout timeout() {
        return timeout;
    }

    @Override
    public void close() throws IOException {
        arrived.clear();
        cancel();
        steps.close();
    }
}

package dev.cuecard.http;

import dev.cuecard.provider.WireRequest.Framing;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * One request on the wire and its answer. The thread that sends also reads and closes; {@link #cancel()},
 * {@link #connected()} and {@link #waitedNanos()} are for any thread, which is how deadlines are kept: there is no
 * timeout in here but that of the connect.
 */
public final class HttpAttempt implements AutoCloseable {

    private static final long READ_BYTES = 8 * 1024;
    private static final long UNKNOWN_LENGTH = -1;
    private static final long MAX_ERROR_SECONDS = 2;
    private static final String EVENT_STREAM = "text/event-stream";
    private static final String JSON_LINES = "application/x-ndjson";

    private final Call call;
    private final Framing framing;
    private final CallProgress progress;
    private @Nullable Answer answer;

    HttpAttempt(Call call, Framing framing, CallProgress progress) {
        this.call = call;
        this.framing = framing;
        this.progress = progress;
        call.addEventListener(progress);
    }

    /** What {@link #send()} brought. */
    private record Answer(Response response, BodySource body, Framing framing) {}

    /**
     * Connects, sends the request and waits for the headers of the answer. To be called once.
     *
     * @throws ConnectFailedException if no connection was made
     * @throws IOException if the connection was lost, or the attempt was cancelled
     */
    public void send() throws IOException {
        Response response = execute();
        progress.answered();
        long length = response.body().contentLength();
        if (length < UNKNOWN_LENGTH) {
            // Neither reading nor closing such a body works in OkHttp; both throw what is no IOException.
            cancel();
            throw new ProtocolException("the answer has the impossible Content-Length " + length);
        }
        answer = new Answer(response, new BodySource(response, progress), framingOf(response));
    }

    private Framing framingOf(Response response) {
        String type = response.header("Content-Type", "").toLowerCase(Locale.ROOT);
        if (type.startsWith(EVENT_STREAM)) {
            return Framing.SSE;
        }
        return type.startsWith(JSON_LINES) ? Framing.NDJSON : framing;
    }

    private Response execute() throws IOException {
        try {
            return call.execute();
        } catch (IOException e) {
            throw progress.explain(e, call);
        } catch (Exception e) {
            // OkHttp, being Kotlin, lets this one out undeclared when the thread is interrupted while it connects.
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                InterruptedIOException interrupted = new InterruptedIOException("interrupted while connecting");
                interrupted.initCause(e);
                throw interrupted;
            }
            throw e;
        }
    }

    /**
     * Returns the status of the answer.
     *
     * @return the HTTP status
     */
    public int status() {
        return answer().response().code();
    }

    /**
     * Returns a header of the answer.
     *
     * @param name its name, in any case
     * @return its value, empty where the answer has no such header
     */
    public String header(String name) {
        return answer().response().header(name, "");
    }

    /**
     * Tells how the body is cut into events: as the request asked, but for a server that says it streams in another way, or
     * streams although it was asked for the whole.
     *
     * @return the framing
     */
    public Framing framing() {
        return answer().framing();
    }

    /**
     * Returns a reader of the body's events, cut as {@link #framing()} says. To be called once, and not together with
     * {@link #readBody}.
     *
     * <p>In place of a stream of server-sent events there may be a JSON value, given as one event without a name, of an array
     * each element; in place of any body a page of HTML, given as one event named {@link EventReader#PAGE}.
     *
     * @param maxEventBytes how long an event may be
     * @return the reader
     * @throws IOException if the body is encoded in a way that was not asked for
     */
    public EventReader events(int maxEventBytes) throws IOException {
        return new SniffingReader(new ByteFeed(answer().body().decoded()), framing(), maxEventBytes);
    }

    /**
     * Reads the beginning of a body that tells of an error, for two seconds at most. Of a body that breaks off or does not
     * end, what came is returned: the status says more than the loss.
     *
     * @param max how many bytes to read at most
     * @return the bytes
     */
    public byte[] readBody(int max) {
        Buffer beginning = new Buffer();
        try {
            BufferedSource body = answer().body().decoded();
            body.timeout().deadline(MAX_ERROR_SECONDS, TimeUnit.SECONDS);
            long read = 0;
            while (read >= 0 && beginning.size() < max) {
                read = body.read(beginning, Math.min(READ_BYTES, max - beginning.size()));
            }
        } catch (IOException e) {
            // The caller reports the status; its deadline or its cancelling is known to it already.
        }
        return beginning.readByteArray();
    }

    /** Ends the attempt, from any thread and at any time, without waiting. A thread that sends or reads gets an exception. */
    public void cancel() {
        try {
            call.cancel();
        } catch (Throwable e) {
            // A listener of the user's must not throw and may do so: the call is cancelled by now, and has to end.
            Thread current = Thread.currentThread();
            current.getUncaughtExceptionHandler().uncaughtException(current, e);
        }
    }

    /**
     * Releases the connection after the end marker of a reply: reads what is left behind the marker, at most 64 KiB and
     * for one second, so that the connection can be used again. Then it closes the attempt.
     */
    public void finish() {
        Answer received = answer;
        if (received != null && !call.isCanceled()) {
            received.body().drain();
        }
        close();
    }

    /** Releases the connection; one whose body was not read to its end is closed, without waiting. */
    @Override
    public void close() {
        Answer received = answer;
        if (received == null || !received.body().exhausted()) {
            cancel();
        }
        if (received != null) {
            received.response().close();
        }
    }

    /**
     * Returns where the request goes.
     *
     * @return host and port, as messages name them
     */
    public String address() {
        return progress.address();
    }

    /**
     * Tells whether a connection was there, TLS included. Until it is, a deadline that passes is that of the connect.
     *
     * @return true once the attempt had a connection
     */
    public boolean connected() {
        return progress.connected();
    }

    /**
     * Tells how long the thread that reads the body has been waiting for more of it. Each arrival of bytes ends a wait,
     * whether they make an event or not; while the thread does anything else, there is none.
     *
     * @return nanoseconds, or 0 if no thread waits
     */
    public long waitedNanos() {
        return progress.waitedNanos();
    }

    private Answer answer() {
        Answer received = answer;
        if (received == null) {
            throw new IllegalStateException("the attempt has no answer: send() was not called, or failed");
        }
        return received;
    }
}

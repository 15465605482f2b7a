package dev.cuecard.http;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.GzipSource;
import okio.Okio;

/** The body of an answer as it comes from the connection. Notes when it is waited for, and whether the end was reached. */
final class BodySource extends ForwardingSource {

    private static final long MAX_DRAINED_BYTES = 64 * 1024;
    private static final long MAX_DRAIN_SECONDS = 1;
    private static final long READ_BYTES = 8 * 1024;

    private final Response response;
    private final CallProgress progress;
    private boolean exhausted;

    BodySource(Response response, CallProgress progress) {
        super(response.body().source());
        this.response = response;
        this.progress = progress;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        progress.waiting();
        try {
            long read = super.read(sink, byteCount);
            exhausted |= read < 0;
            return read;
        } finally {
            progress.waitedEnough();
        }
    }

    /** Whether the body was read to its end, so that its connection is free again. */
    boolean exhausted() {
        return exhausted;
    }

    /**
     * The body as the server wrote it. Some compress although they are asked not to; what is inflated is pulled piece by
     * piece, so that a small body that grows huge meets the reader's limit.
     */
    BufferedSource decoded() throws IOException {
        // Told as it came: the key of the call, which a server may have put in it, is taken out of messages.
        String encoding = response.header("Content-Encoding", "identity");
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "identity" -> Okio.buffer(this);
            case "gzip", "x-gzip" -> Okio.buffer(new GzipSource(this));
            default ->
                throw new ProtocolException(
                        "the answer is encoded as \"" + encoding + "\", but was asked for without encoding");
        };
    }

    /** Reads what is left behind a reply's end marker, within bounds of size and time. */
    void drain() {
        Buffer discarded = new Buffer();
        long left = MAX_DRAINED_BYTES;
        timeout().deadline(MAX_DRAIN_SECONDS, TimeUnit.SECONDS);
        try {
            while (!exhausted && left > 0) {
                left -= Math.max(0, read(discarded, Math.min(left, READ_BYTES)));
                discarded.clear();
            }
        } catch (IOException e) {
            // The reply is whole already: all that is lost is the connection, and it is not used again.
            exhausted = false;
        }
    }
}

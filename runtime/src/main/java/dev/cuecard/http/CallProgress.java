package dev.cuecard.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** How far a call has come: OkHttp tells it, a deadline's watcher on another thread asks for it. */
final class CallProgress extends EventListener {

    private static final long NOT_WAITING = 0;

    private final HttpUrl url;
    private final int connectTimeoutMillis;
    private final AtomicLong waitingSince = new AtomicLong(NOT_WAITING);
    private volatile boolean connecting;
    private volatile boolean connected;
    private volatile @Nullable Proxy proxy;

    CallProgress(HttpUrl url, int connectTimeoutMillis) {
        this.url = url;
        this.connectTimeoutMillis = connectTimeoutMillis;
    }

    String address() {
        return url.host() + ":" + url.port();
    }

    boolean connected() {
        return connected;
    }

    /** How long a reader has waited for bytes; 0 where none waits. */
    long waitedNanos() {
        long since = waitingSince.getOpaque();
        return since == NOT_WAITING ? 0 : System.nanoTime() - since;
    }

    /** A reader is about to wait for bytes. If others see it late it does no harm, so no fence is paid for in here. */
    void waiting() {
        long now = System.nanoTime();
        waitingSince.setOpaque(now == NOT_WAITING ? 1 : now);
    }

    /** Bytes came, or none will. */
    void waitedEnough() {
        waitingSince.setOpaque(NOT_WAITING);
    }

    /** An answer came: over a connection, or from an interceptor of the caller's that needs none. */
    void answered() {
        connected = true;
    }

    @Override
    public void proxySelectStart(Call call, HttpUrl target) {
        connecting = true;
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy through) {
        proxy = through;
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        connected = true;
    }

    /** Says what failed where: a failed connect is told with host and port, anything else is passed on. */
    IOException explain(IOException failure, Call call) {
        boolean interrupted = failure instanceof InterruptedIOException && !(failure instanceof SocketTimeoutException);
        if (connected || !connecting || interrupted || call.isCanceled()) {
            return failure;
        }
        return new ConnectFailedException(
                "could not connect to " + address() + throughProxy() + ": " + reason(failure),
                failure instanceof SocketTimeoutException,
                failure);
    }

    private String throughProxy() {
        Proxy through = proxy;
        if (through == null || !(through.address() instanceof InetSocketAddress address)) {
            return "";
        }
        return " through the proxy " + address.getHostString() + ":" + address.getPort();
    }

    private String reason(IOException failure) {
        if (failure instanceof SocketTimeoutException) {
            return "no connection within " + connectTimeoutMillis + " ms";
        }
        if (failure instanceof UnknownHostException) {
            return "unknown host (" + failure.getMessage() + ")";
        }
        // OkHttp's own message names the address again; what the system said is beneath.
        Throwable said =
                failure instanceof ConnectException && failure.getCause() != null ? failure.getCause() : failure;
        String message = said.getMessage() == null ? said.getClass().getSimpleName() : said.getMessage();
        return failure instanceof SSLException tls ? "TLS failed: " + TlsWords.of(tls, url.host(), message) : message;
    }
}

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
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** How far a call has come: OkHttp tells it, a deadline's watcher on another thread asks for it. */
final class CallProgress extends EventListener {

    private final HttpUrl url;
    private final ConnectTimeout connectTimeout;
    private final AtomicLong lastActivityNanos = new AtomicLong(System.nanoTime());
    private volatile boolean connecting;
    private volatile boolean connected;
    private volatile @Nullable Proxy proxy;

    CallProgress(HttpUrl url, ConnectTimeout connectTimeout) {
        this.url = url;
        this.connectTimeout = connectTimeout;
    }

    String address() {
        return url.host() + ":" + url.port();
    }

    boolean connected() {
        return connected;
    }

    long lastActivityNanos() {
        return lastActivityNanos.getOpaque();
    }

    /** Bytes came. A late look at the time does no harm, so no fence is paid for on the hot path. */
    void active() {
        lastActivityNanos.setOpaque(System.nanoTime());
    }

    /** An answer came: over a connection, or from an interceptor of the caller's that needs none. */
    void answered() {
        connected = true;
        active();
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

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        active();
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
            return "no connection within " + connectTimeout.millis() + " ms";
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

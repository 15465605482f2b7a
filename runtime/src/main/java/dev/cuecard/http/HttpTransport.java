package dev.cuecard.http;

import dev.cuecard.error.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * A client's way to the network: opens attempts, and keeps connections between them. Safe for use by many threads.
 *
 * <p>Whatever client it stands on, an attempt is one request on the wire: redirects are not followed, since a key would
 * follow them to another host, and nothing is sent again, since that is for the retries of the call to decide. Reads and
 * writes have no timeout here: the deadlines of the call cancel the attempt.
 */
public final class HttpTransport {

    /** Enough for a batch of parallel streams to find its connections again. */
    private static final int IDLE_CONNECTIONS = 32;

    private static final int KEEP_ALIVE_MINUTES = 5;

    /** OkHttp counts milliseconds in an int. */
    private static final Duration MAX_CONNECT = Duration.ofMillis(Integer.MAX_VALUE);

    /** What asks plain http; of a caller's client, all. */
    private final OkHttpClient plain;

    private final boolean tagged;

    /** What asks https, once somebody does: reading the certificates that are trusted is half of what a client takes to make. */
    private volatile @Nullable OkHttpClient secured;

    private volatile Limited last;

    /** A client, and the same with the connect timeout of the last attempt: OkHttp has that as a setting of a client. */
    private record Limited(OkHttpClient client, OkHttpClient within) {}

    private HttpTransport(OkHttpClient plain, @Nullable OkHttpClient secured, boolean tagged) {
        this.plain = plain;
        this.secured = secured;
        this.tagged = tagged;
        this.last = new Limited(plain, plain);
    }

    /**
     * Makes a transport with a client of its own. It holds daemon threads only and needs no closing.
     *
     * @return the transport
     */
    public static HttpTransport create() {
        Dispatcher unlimited = new Dispatcher();
        unlimited.setMaxRequests(Integer.MAX_VALUE);
        unlimited.setMaxRequestsPerHost(Integer.MAX_VALUE);
        OkHttpClient client = limited(new OkHttpClient.Builder()
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                .protocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, KEEP_ALIVE_MINUTES, TimeUnit.MINUTES))
                .dispatcher(unlimited));
        return new HttpTransport(client, null, false);
    }

    /**
     * Makes a transport over a caller's client, whose connections, interceptors, proxy, TLS settings and call timeout it
     * uses. The client itself stays as it is.
     *
     * @param given the client
     * @return the transport
     */
    public static HttpTransport over(OkHttpClient given) {
        OkHttpClient client = limited(given.newBuilder());
        return new HttpTransport(client, client, false);
    }

    private static OkHttpClient limited(OkHttpClient.Builder builder) {
        return builder.followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .addNetworkInterceptor(RetryAfterLimit::apply)
                .build();
    }

    /**
     * Makes a transport over the same connections, with an interceptor before all others: it sees requests and answers as the
     * attempts do.
     *
     * @param outermost the interceptor; finds an {@link Asked} as a tag of each request
     * @return the transport
     */
    public HttpTransport through(Interceptor outermost) {
        OkHttpClient.Builder builder = plain.newBuilder();
        builder.interceptors().add(0, outermost);
        OkHttpClient client = builder.build();
        return new HttpTransport(client, secured == plain ? client : null, true);
    }

    /**
     * Prepares an attempt; nothing is sent yet.
     *
     * @param baseUrl the provider's base URL
     * @param asked the request, and whose it is
     * @param connectTimeout how long the connect to one address of the host may take. Looking up the host and TLS are not
     *     in it: who has a deadline for them watches {@link HttpAttempt#connected()} and cancels
     * @return the attempt, to be closed
     * @throws dev.cuecard.error.ConfigurationException if the base URL or a header cannot be used, or if TLS cannot
     *     be set up
     */
    public HttpAttempt open(String baseUrl, Asked asked, Duration connectTimeout) {
        HttpUrl url = BaseUrl.parse(baseUrl).resolve(asked.request().path());
        Request.Builder request = RequestWriter.write(url, asked);
        if (tagged) {
            request.tag(Asked.class, asked);
        }
        OkHttpClient client = within(connectTimeout, url.isHttps() ? secured() : plain);
        CallProgress progress = new CallProgress(url, client.connectTimeoutMillis());
        return new HttpAttempt(client.newCall(request.build()), asked.request().framing(), progress);
    }

    private OkHttpClient secured() {
        OkHttpClient known = secured;
        return known == null ? secure() : known;
    }

    private synchronized OkHttpClient secure() {
        OkHttpClient made = secured;
        if (made == null) {
            made = withTls(plain.newBuilder());
            secured = made;
        }
        return made;
    }

    private static OkHttpClient withTls(OkHttpClient.Builder builder) {
        try {
            return builder.connectionSpecs(List.of(ConnectionSpec.MODERN_TLS)).build();
        } catch (Exception | AssertionError e) {
            // OkHttp, being Kotlin, lets the JDK's own exceptions out undeclared, or makes errors of them.
            throw new ConfigurationException(
                    "TLS cannot be set up: " + e + ".\nLook at the certificates that this JVM trusts, which the system"
                            + " property javax.net.ssl.trustStore may name, or hand over a client of yours with"
                            + " PromptClient.builder().httpClient(…).",
                    e);
        }
    }

    private OkHttpClient within(Duration connectTimeout, OkHttpClient client) {
        long millis = connectTimeout.compareTo(MAX_CONNECT) < 0
                ? Math.max(1, connectTimeout.toMillis())
                : MAX_CONNECT.toMillis();
        Limited known = last;
        if (known.client() != client || known.within().connectTimeoutMillis() != millis) {
            OkHttpClient within = client.connectTimeoutMillis() == millis
                    ? client
                    : client.newBuilder()
                            .connectTimeout(Duration.ofMillis(millis))
                            .build();
            known = new Limited(client, within);
            last = known;
        }
        return known.within();
    }
}

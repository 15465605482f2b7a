package dev.cuecard.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;

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

    private final OkHttpClient client;
    private final boolean tagged;

    /** The client with the connect timeout of the last attempt: OkHttp has that as a setting of a client. */
    private volatile OkHttpClient last;

    private HttpTransport(OkHttpClient client, boolean tagged) {
        this.client = client;
        this.tagged = tagged;
        this.last = client;
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
        return over(new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, KEEP_ALIVE_MINUTES, TimeUnit.MINUTES))
                .dispatcher(unlimited)
                .build());
    }

    /**
     * Makes a transport over a caller's client, whose connections, interceptors, proxy, TLS settings and call timeout it
     * uses. The client itself stays as it is.
     *
     * @param given the client
     * @return the transport
     */
    public static HttpTransport over(OkHttpClient given) {
        return new HttpTransport(
                given.newBuilder()
                        .followRedirects(false)
                        .followSslRedirects(false)
                        .retryOnConnectionFailure(false)
                        .readTimeout(Duration.ZERO)
                        .writeTimeout(Duration.ZERO)
                        .addNetworkInterceptor(RetryAfterLimit::apply)
                        .build(),
                false);
    }

    /**
     * Makes a transport over the same connections, with an interceptor before all others: it sees requests and answers as the
     * attempts do.
     *
     * @param outermost the interceptor; finds an {@link Asked} as a tag of each request
     * @return the transport
     */
    public HttpTransport through(Interceptor outermost) {
        OkHttpClient.Builder builder = client.newBuilder();
        builder.interceptors().add(0, outermost);
        return new HttpTransport(builder.build(), true);
    }

    /**
     * Prepares an attempt; nothing is sent yet.
     *
     * @param baseUrl the provider's base URL
     * @param asked the request, and whose it is
     * @param connectTimeout how long the connect to one address of the host may take. Looking up the host and TLS are not
     *     in it: who has a deadline for them watches {@link HttpAttempt#connected()} and cancels
     * @return the attempt, to be closed
     * @throws dev.cuecard.error.ConfigurationException if the base URL or a header cannot be used
     */
    public HttpAttempt open(String baseUrl, Asked asked, Duration connectTimeout) {
        HttpUrl url = BaseUrl.parse(baseUrl).resolve(asked.request().path());
        Request.Builder request = RequestWriter.write(url, asked);
        if (tagged) {
            request.tag(Asked.class, asked);
        }
        OkHttpClient within = within(connectTimeout);
        CallProgress progress = new CallProgress(url, within.connectTimeoutMillis());
        return new HttpAttempt(within.newCall(request.build()), asked.request().framing(), progress);
    }

    private OkHttpClient within(Duration connectTimeout) {
        long millis = connectTimeout.compareTo(MAX_CONNECT) < 0
                ? Math.max(1, connectTimeout.toMillis())
                : MAX_CONNECT.toMillis();
        OkHttpClient known = last;
        if (known.connectTimeoutMillis() != millis) {
            known = client.newBuilder()
                    .connectTimeout(Duration.ofMillis(millis))
                    .build();
            last = known;
        }
        return known;
    }
}

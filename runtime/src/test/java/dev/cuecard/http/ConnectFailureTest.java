package dev.cuecard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.kit.Sockets;
import dev.cuecard.provider.WireRequest.Framing;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectFailureTest {

    private static int portThatRefuses() throws IOException {
        try (ServerSocket listener = new ServerSocket(0)) {
            return listener.getLocalPort();
        }
    }

    private static HttpAttempt open(OkHttpClient.Builder client, String baseUrl) {
        return Attempts.open(HttpTransport.over(client.build()), baseUrl, Framing.SSE);
    }

    private static void assertFails(HttpAttempt attempt, String message) {
        try (attempt) {
            assertThatThrownBy(attempt::send)
                    .isInstanceOfSatisfying(
                            ConnectFailedException.class,
                            failure -> assertThat(failure.timedOut()).isFalse())
                    .hasMessageStartingWith(message)
                    .hasCauseInstanceOf(IOException.class);
            assertThat(attempt.connected()).isFalse();
        }
    }

    @Test
    void a_refusal_names_host_and_port() throws IOException {
        int port = portThatRefuses();
        HttpAttempt attempt = Attempts.open(HttpTransport.create(), "http://127.0.0.1:" + port, Framing.SSE);

        assertFails(attempt, "could not connect to 127.0.0.1:" + port + ": Connection refused");
    }

    @Test
    void an_unknown_host_is_named() {
        OkHttpClient.Builder client = new OkHttpClient.Builder().dns(host -> {
            throw new UnknownHostException(host + ": Name or service not known");
        });

        assertFails(
                open(client, "https://api.example.test/v1"),
                "could not connect to api.example.test:443: unknown host (api.example.test: Name");
    }

    @Test
    void a_server_that_does_not_speak_tls_is_told_as_that() throws IOException {
        try (RawServer server = new RawServer(connection -> connection.write("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            assertFails(
                    open(new OkHttpClient.Builder(), "https://127.0.0.1:" + server.port()),
                    "could not connect to 127.0.0.1:" + server.port() + ": TLS failed: ");
        }
    }

    @Test
    void a_proxy_that_refuses_is_named() throws IOException {
        int port = portThatRefuses();
        OkHttpClient.Builder client = new OkHttpClient.Builder()
                .proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("127.0.0.1", port)));

        assertFails(
                open(client, "https://api.example.test"),
                "could not connect to api.example.test:443 through the proxy 127.0.0.1:" + port
                        + ": Connection refused");
    }

    @Test
    void a_proxy_that_lets_nobody_through_is_quoted() throws IOException {
        try (RawServer proxy = new RawServer(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        })) {
            OkHttpClient.Builder client = new OkHttpClient.Builder()
                    .proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("127.0.0.1", proxy.port())));

            assertFails(
                    open(client, "https://api.example.test"),
                    "could not connect to api.example.test:443 through the proxy 127.0.0.1:" + proxy.port()
                            + ": Unexpected response code for CONNECT: 403");
        }
    }

    @Test
    void the_connect_timeout_is_told_apart() {
        OkHttpClient.Builder client = new OkHttpClient.Builder().socketFactory(new Sockets((address, timeout) -> {
            assertThat(timeout).isEqualTo(20_000);
            throw new SocketTimeoutException("Connect timed out");
        }));

        try (HttpAttempt attempt = open(client, "http://127.0.0.1:1")) {
            assertThatThrownBy(attempt::send)
                    .isInstanceOfSatisfying(
                            ConnectFailedException.class,
                            failure -> assertThat(failure.timedOut()).isTrue())
                    .hasMessage("could not connect to 127.0.0.1:1: no connection within 20000 ms");
        }
    }

    @Test
    void every_address_of_a_host_is_tried() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        })) {
            // The server listens on the second one only.
            OkHttpClient.Builder client = new OkHttpClient.Builder()
                    .dns(host -> List.of(
                            InetAddress.getByAddress(host, new byte[] {127, 0, 0, 2}),
                            InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})));

            try (HttpAttempt attempt = open(client, "http://twofold.test:" + server.port())) {
                attempt.send();
                assertThat(attempt.status()).isEqualTo(200);
                assertThat(attempt.connected()).isTrue();
            }
        }
    }

    @Test
    void a_failure_before_the_connect_is_not_called_one() {
        IOException own = new IOException("no token");
        OkHttpClient.Builder client = new OkHttpClient.Builder().addInterceptor(chain -> {
            throw own;
        });

        assertThatThrownBy(open(client, "http://127.0.0.1:1")::send).isSameAs(own);
    }

    @Test
    void a_connection_that_is_lost_before_the_answer_is_not_tried_again() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            if (requests.incrementAndGet() == 1) {
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                connection.readRequest();
                requests.incrementAndGet();
            }
        })) {
            HttpTransport transport = HttpTransport.over(new OkHttpClient());
            try (HttpAttempt attempt = Attempts.send(transport, server.url())) {
                assertThat(Events.all(attempt.events(Attempts.LIMIT))).isEmpty();
            }

            HttpAttempt second = Attempts.open(transport, server.url(), Framing.SSE);

            assertThatThrownBy(second::send)
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(ConnectFailedException.class);
            assertThat(second.connected()).isTrue();
            assertThat(requests).hasValue(2);
        }
    }

    @Test
    void a_thread_interrupted_while_connecting_gets_an_io_exception_and_stays_interrupted() throws Exception {
        CountDownLatch connecting = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        OkHttpClient.Builder client = new OkHttpClient.Builder().socketFactory(new Sockets((address, timeout) -> {
            connecting.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new SocketException("closed");
        }));
        HttpAttempt attempt = open(client, "http://127.0.0.1:1");
        CountDownLatch stillInterrupted = new CountDownLatch(1);
        Background sending = Background.run(() -> {
            try {
                attempt.send();
                return null;
            } finally {
                if (Thread.currentThread().isInterrupted()) {
                    stillInterrupted.countDown();
                }
            }
        });
        connecting.await();

        sending.interrupt();

        assertThat(sending.failure())
                .isInstanceOf(InterruptedIOException.class)
                .isNotInstanceOf(ConnectFailedException.class);
        stillInterrupted.await();
        over.countDown();
    }
}

package dev.cuecard.http;

import static dev.cuecard.http.RawServer.Connection.CHUNKED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.provider.WireRequest.Framing;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectionReuseTest {

    private final HttpTransport transport = HttpTransport.create();

    private void readFirstEventAndFinish(RawServer server) throws IOException {
        HttpAttempt attempt = Attempts.send(transport, server.url());
        assertThat(Events.next(attempt.events(Attempts.LIMIT))).isEqualTo(":[DONE]");
        attempt.finish();
    }

    @Test
    void a_body_read_to_its_end_gives_its_connection_back() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            while (connection.readRequest()) {
                connection.write(CHUNKED);
                connection.writeChunk("data: [DONE]\n\n");
                connection.writeLastChunk();
            }
        })) {
            for (int i = 0; i < 3; i++) {
                try (HttpAttempt attempt = Attempts.send(transport, server.url())) {
                    assertThat(Events.all(attempt.events(Attempts.LIMIT))).containsExactly(":[DONE]");
                }
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void calls_with_different_connect_timeouts_share_a_connection() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            while (connection.readRequest()) {
                connection.write(CHUNKED);
                connection.writeLastChunk();
            }
        })) {
            for (int seconds : new int[] {1, 20, 20, 1}) {
                Asked asked = Attempts.asked(Attempts.request(Framing.SSE), Map.of());
                try (HttpAttempt attempt = transport.open(server.url(), asked, Duration.ofSeconds(seconds))) {
                    attempt.send();
                    assertThat(Events.all(attempt.events(Attempts.LIMIT))).isEmpty();
                }
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void an_error_answer_that_was_read_gives_its_connection_back() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            while (connection.readRequest()) {
                connection.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 4\r\n\r\noops");
            }
        })) {
            for (int i = 0; i < 3; i++) {
                try (HttpAttempt attempt = Attempts.send(transport, server.url())) {
                    assertThat(attempt.readBody(1000)).asString().isEqualTo("oops");
                }
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    private static RawServer serverWithTail(int bytes) throws IOException {
        return new RawServer(connection -> {
            while (connection.readRequest()) {
                connection.write(CHUNKED);
                connection.writeChunk("data: [DONE]\n\n");
                connection.writeChunk("x".repeat(bytes));
                connection.writeLastChunk();
            }
        });
    }

    @Test
    void what_follows_the_end_marker_is_drained() throws IOException {
        try (RawServer server = serverWithTail(20_000)) {
            readFirstEventAndFinish(server);
            readFirstEventAndFinish(server);

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_long_tail_is_not_drained() throws IOException {
        try (RawServer server = serverWithTail(1_000_000)) {
            readFirstEventAndFinish(server);
            readFirstEventAndFinish(server);

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void closing_drains_nothing() throws IOException {
        try (RawServer server = serverWithTail(20_000)) {
            for (int i = 0; i < 2; i++) {
                try (HttpAttempt attempt = Attempts.send(transport, server.url())) {
                    assertThat(Events.next(attempt.events(Attempts.LIMIT))).isEqualTo(":[DONE]");
                }
            }

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void a_tail_that_does_not_come_is_not_waited_for() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.write(CHUNKED);
            connection.writeChunk("data: [DONE]\n\n");
            connection.awaitClosed();
            closed.countDown();
        })) {
            readFirstEventAndFinish(server);

            closed.await();
        }
    }

    @Test
    void closing_in_mid_stream_closes_the_connection() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.write(CHUNKED);
            connection.writeChunk("data: [DONE]\n\n");
            connection.awaitClosed();
            closed.countDown();
        })) {
            HttpAttempt attempt = Attempts.send(transport, server.url());
            assertThat(Events.next(attempt.events(Attempts.LIMIT))).isEqualTo(":[DONE]");

            attempt.close();

            closed.await();
        }
    }
}

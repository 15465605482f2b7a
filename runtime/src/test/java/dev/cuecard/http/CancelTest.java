package dev.cuecard.http;

import static dev.cuecard.http.RawServer.Connection.CHUNKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.provider.WireRequest.Framing;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CancelTest {

    private static final String SOCKET = "sun.nio.ch.NioSocketImpl";

    private final HttpTransport transport = HttpTransport.create();

    @Test
    void a_blocked_read_ends_and_the_connection_with_it() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.write(CHUNKED);
            connection.writeChunk("data: 1\n\n");
            connection.awaitClosed();
            closed.countDown();
        })) {
            HttpAttempt attempt = Attempts.send(transport, server.url());
            EventReader reader = attempt.events(Attempts.LIMIT);
            assertThat(Events.next(reader)).isEqualTo(":1");
            Background reading = Background.run(reader::next);
            reading.awaitInside(SOCKET);

            attempt.cancel();

            assertThat(reading.failure()).isInstanceOf(IOException.class);
            closed.await();
            attempt.close();
        }
    }

    @Test
    void waiting_for_the_headers_ends_too() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            asked.countDown();
            connection.awaitClosed();
        })) {
            HttpAttempt attempt = Attempts.open(transport, server.url(), Framing.SSE);
            Background sending = Background.run(() -> {
                attempt.send();
                return null;
            });
            asked.await();
            sending.awaitInside(SOCKET);

            attempt.cancel();

            assertThat(sending.failure()).isInstanceOf(IOException.class);
            assertThat(attempt.connected()).isTrue();
            attempt.close();
        }
    }

    @Test
    void an_attempt_that_is_cancelled_before_it_is_sent_sends_nothing() throws IOException {
        try (RawServer server = new RawServer(RawServer.Connection::readRequest)) {
            HttpAttempt attempt = Attempts.open(transport, server.url(), Framing.SSE);

            attempt.cancel();

            assertThatThrownBy(attempt::send).isInstanceOf(IOException.class);
            assertThat(attempt.connected()).isFalse();
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void an_attempt_that_is_closed_before_it_is_sent_sends_nothing() throws IOException {
        try (RawServer server = new RawServer(RawServer.Connection::readRequest)) {
            HttpAttempt attempt = Attempts.open(transport, server.url(), Framing.SSE);

            attempt.close();

            assertThatThrownBy(attempt::send).isInstanceOf(IOException.class);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void cancelling_and_closing_may_be_repeated_in_any_order() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.write(CHUNKED);
            connection.awaitClosed();
        })) {
            HttpAttempt attempt = Attempts.send(transport, server.url());
            attempt.cancel();
            attempt.cancel();
            attempt.close();
            attempt.finish();
            attempt.cancel();
            attempt.close();

            assertThat(attempt.status()).isEqualTo(200);
        }
    }
}

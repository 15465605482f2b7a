package dev.cuecard.http;

import static dev.cuecard.http.RawServer.Connection.CHUNKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.provider.WireRequest.Framing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader makes of a real connection: events in step with the server, and bodies that break off. */
@Timeout(60)
class StreamOverSocketTest {

    private static final String GZIPPED =
            String.join("\r\n", "HTTP/1.1 200 OK", "Content-Encoding: gzip", "Transfer-Encoding: chunked", "", "");

    private final HttpTransport transport = HttpTransport.create();

    /** Reads an answer that the server may only go on with after the client has got the event before. */
    private void readInStep(RawServer server, Semaphore got, Framing framing, int events) throws IOException {
        try (HttpAttempt attempt = Attempts.send(transport, server.url(), framing)) {
            EventReader reader = attempt.events(Attempts.LIMIT);
            for (int i = 0; i < events; i++) {
                assertThat(Events.next(reader)).isEqualTo(":" + i);
                got.release();
            }
            assertThat(reader.next()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"SSE, LF", "SSE, CR", "SSE, CRLF", "NDJSON, LF", "NDJSON, CRLF"})
    void an_event_arrives_before_the_server_writes_the_next(Framing framing, String lineEnd) throws IOException {
        String end = lineEnd.replace("CR", "\r").replace("LF", "\n");
        Semaphore got = new Semaphore(0);
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.write(CHUNKED);
            for (int i = 0; i < 50; i++) {
                connection.writeChunk(framing == Framing.SSE ? "data: " + i + end + end : i + end);
                got.acquire();
            }
            connection.writeLastChunk();
        })) {
            readInStep(server, got, framing, 50);
        }
    }

    @Test
    void events_that_are_compressed_although_not_asked_for_arrive_in_step_too() throws IOException {
        Semaphore got = new Semaphore(0);
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.write(GZIPPED);
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(compressed, true)) {
                for (int i = 0; i < 20; i++) {
                    gzip.write(("data: " + i + "\n\n").getBytes(StandardCharsets.UTF_8));
                    gzip.flush();
                    connection.writeChunk(compressed.toByteArray());
                    compressed.reset();
                    got.acquire();
                }
            }
            connection.writeChunk(compressed.toByteArray());
            connection.writeLastChunk();
        })) {
            readInStep(server, got, Framing.SSE, 20);
        }
    }

    @Test
    void events_survive_any_cut_between_packets() throws IOException {
        Random random = new Random(7);
        List<String> expected = new ArrayList<>();
        StringBuilder body = new StringBuilder("\ufeff: hello\r\n");
        for (int i = 0; i < 300; i++) {
            String data = "{\"n\":" + i + ",\"text\":\"\u00e4\ud83c\udf4e" + "x".repeat(random.nextInt(200)) + "\"}";
            expected.add("chunk:" + data);
            body.append("event: chunk\r\ndata: ").append(data).append("\r\n\r\n");
        }
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.write(CHUNKED);
            for (int from = 0; from < bytes.length; ) {
                int to = Math.min(bytes.length, from + 1 + random.nextInt(120));
                connection.writeChunk(Arrays.copyOfRange(bytes, from, to));
                from = to;
            }
            connection.writeLastChunk();
        })) {
            try (HttpAttempt attempt = Attempts.send(transport, server.url())) {
                assertThat(Events.all(attempt.events(Attempts.LIMIT))).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"short length", "cut chunk", "no last chunk", "reset"})
    void a_cut_body_gives_what_came_and_then_the_loss(String how) throws IOException {
        Semaphore got = new Semaphore(0);
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            switch (how) {
                case "short length" ->
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\ndata: 1\n\ndata: 2");
                case "cut chunk" -> connection.write(CHUNKED + "ff\r\ndata: 1\n\ndata: 2");
                default -> {
                    connection.write(CHUNKED);
                    connection.writeChunk("data: 1\n\ndata: 2");
                }
            }
            if (how.equals("reset")) {
                // A reset throws away what the client has not read yet.
                got.acquire();
                connection.reset();
            }
        })) {
            try (HttpAttempt attempt = Attempts.send(transport, server.url())) {
                EventReader reader = attempt.events(Attempts.LIMIT);
                assertThat(Events.next(reader)).isEqualTo(":1");
                got.release();
                assertThat(Events.next(reader)).isEqualTo(":2~");
                assertThatThrownBy(reader::next).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void a_cut_compressed_body_gives_what_came_and_then_the_loss() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.write(GZIPPED);
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            GZIPOutputStream gzip = new GZIPOutputStream(compressed, true);
            gzip.write("data: 1\n\n".getBytes(StandardCharsets.UTF_8));
            gzip.flush();
            connection.writeChunk(compressed.toByteArray());
            connection.writeLastChunk();
        })) {
            try (HttpAttempt attempt = Attempts.send(transport, server.url())) {
                EventReader reader = attempt.events(Attempts.LIMIT);
                assertThat(Events.next(reader)).isEqualTo(":1");
                assertThatThrownBy(reader::next).isInstanceOf(IOException.class);
            }
        }
    }

    private static byte[] gzipOfZeros(int megabytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write("data: ".getBytes(StandardCharsets.UTF_8));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < megabytes; i++) {
                gzip.write(zeros);
            }
        }
        return compressed.toByteArray();
    }

    @Test
    void a_small_body_that_inflates_without_bound_meets_the_limit() throws IOException {
        byte[] bomb = gzipOfZeros(64);
        try (RawServer server = new RawServer(connection -> {
            while (connection.readRequest()) {
                connection.write(GZIPPED);
                connection.writeChunk(bomb);
                connection.writeLastChunk();
            }
        })) {
            int limit = 100_000;
            try (HttpAttempt attempt = Attempts.send(transport, server.url())) {
                assertThatThrownBy(attempt.events(limit)::next)
                        .isInstanceOfSatisfying(
                                EventTooLongException.class,
                                tooLong -> assertThat(tooLong.seen()).isBetween((long) limit, limit + 8192L + 6));
            }
            try (HttpAttempt attempt = Attempts.send(transport, server.url())) {
                assertThat(attempt.readBody(limit)).hasSize(limit);
            }
        }
    }

    @Test
    void an_encoding_that_was_not_asked_for_is_named() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\nabc");
        })) {
            try (HttpAttempt attempt = Attempts.send(transport, server.url())) {
                assertThatThrownBy(() -> attempt.events(Attempts.LIMIT))
                        .isInstanceOf(ProtocolException.class)
                        .hasMessageContaining("\"br\"");
            }
        }
    }

    @Test
    void a_heartbeat_ends_a_wait_although_it_is_no_event() throws Exception {
        Semaphore beat = new Semaphore(0);
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.write(CHUNKED);
            connection.writeChunk("data: 1\n\n");
            beat.acquire();
            connection.writeChunk(": still here\n\n");
            connection.awaitClosed();
        })) {
            HttpAttempt attempt = Attempts.send(transport, server.url());
            EventReader reader = attempt.events(Attempts.LIMIT);
            assertThat(Events.next(reader)).isEqualTo(":1");
            Background reading = Background.run(reader::next);
            Background.await(() -> attempt.waitedNanos() > 1_000_000);
            long began = System.nanoTime() - attempt.waitedNanos();

            beat.release();
            Background.await(() -> System.nanoTime() - attempt.waitedNanos() - began > 500_000);

            attempt.cancel();
            assertThat(reading.failure()).isInstanceOf(IOException.class);
            assertThat(attempt.waitedNanos()).isZero();
            attempt.close();
        }
    }
}

package dev.cuecard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many streams on one connection. */
@Timeout(60)
class Http2Test {

    private final MockWebServer server = new MockWebServer();
    private final HttpTransport transport = HttpTransport.over(new OkHttpClient.Builder()
            .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
            .build());

    @BeforeEach
    void start() throws IOException {
        server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpAttempt send() throws IOException {
        return Attempts.send(transport, server.url("/").toString());
    }

    /** Writes events, each when it may. Notes when the client has reset the stream. */
    private static final class SteppedBody implements MockResponseBody {

        private final Semaphore steps = new Semaphore(1);
        private final CountDownLatch reset = new CountDownLatch(1);
        private final int events;

        SteppedBody(int events) {
            this.events = events;
        }

        @Override
        public long getContentLength() {
            return -1;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            for (int i = 0; i < events; i++) {
                steps.acquireUninterruptibly();
                try {
                    sink.writeUtf8("data: " + i + "\n\n").flush();
                } catch (IOException e) {
                    reset.countDown();
                    throw e;
                }
            }
        }
    }

    private SteppedBody enqueue(int events) {
        SteppedBody body = new SteppedBody(events);
        server.enqueue(new MockResponse.Builder().body(body).build());
        return body;
    }

    @Test
    void an_event_arrives_before_the_server_writes_the_next() throws IOException {
        SteppedBody body = enqueue(20);

        try (HttpAttempt attempt = send()) {
            EventReader reader = attempt.events(Attempts.LIMIT);
            for (int i = 0; i < 20; i++) {
                assertThat(Events.next(reader)).isEqualTo(":" + i);
                body.steps.release();
            }
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void cancelling_resets_one_stream_and_leaves_its_neighbours_alone() throws Exception {
        SteppedBody first = enqueue(1_000_000);
        SteppedBody second = enqueue(2);
        HttpAttempt cancelled = send();
        EventReader cancelledReader = cancelled.events(Attempts.LIMIT);
        assertThat(Events.next(cancelledReader)).isEqualTo(":0");
        HttpAttempt neighbour = send();
        EventReader neighbourReader = neighbour.events(Attempts.LIMIT);
        assertThat(Events.next(neighbourReader)).isEqualTo(":0");
        Background reading = Background.run(cancelledReader::next);

        cancelled.cancel();

        assertThat(reading.failure()).isInstanceOf(IOException.class);
        cancelled.close();
        first.steps.release(1_000_000);
        first.reset.await();
        second.steps.release();
        assertThat(Events.next(neighbourReader)).isEqualTo(":1");
        assertThat(neighbourReader.next()).isNull();
        neighbour.close();
        assertThat(server.takeRequest().getConnectionIndex())
                .isEqualTo(server.takeRequest().getConnectionIndex());
    }

    @Test
    void finishing_gives_up_a_stream_that_stays_open_but_not_its_connection() throws Exception {
        SteppedBody body = enqueue(1_000_000);
        HttpAttempt attempt = send();
        assertThat(Events.next(attempt.events(Attempts.LIMIT))).isEqualTo(":0");

        attempt.finish();

        body.steps.release(1_000_000);
        body.reset.await();
        enqueue(1);
        try (HttpAttempt next = send()) {
            assertThat(Events.all(next.events(Attempts.LIMIT))).containsExactly(":0");
        }
        assertThat(server.takeRequest().getConnectionIndex())
                .isEqualTo(server.takeRequest().getConnectionIndex());
    }
}

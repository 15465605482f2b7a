package dev.cuecard.life;

import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.TypedPrompt;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.kit.Protocol;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.kit.ScriptedServer.Wire;
import dev.cuecard.kit.Sockets;
import dev.cuecard.life.Reading.Face;
import dev.cuecard.stream.Deadline;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.StreamTimeoutException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The deadline of the connect, and what heartbeats do to the others. The table has those that are missed in silence. */
class DeadlinesTest {

    private static final Duration CONNECT = Duration.ofMillis(800);
    private static final Duration FIRST_CHUNK = Duration.ofMillis(500);

    /** Long enough for a heartbeat to be read meanwhile on a machine that has much else to do. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private static final long BEAT_MILLIS = 100;

    /** What servers send to say that they are still there. */
    private enum Heartbeat {
        COMMENT(": keep-alive\n\n"),
        PING("event: ping\ndata: {\"type\": \"ping\"}\n\n"),
        BLANK_LINE("\n");

        private final String text;

        Heartbeat(String text) {
            this.text = text;
        }

        boolean isKnownTo(Protocol protocol) {
            return switch (this) {
                case COMMENT -> protocol != Protocol.OLLAMA;
                case PING -> protocol == Protocol.ANTHROPIC;
                case BLANK_LINE -> protocol == Protocol.OLLAMA;
            };
        }

        byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private final AtOnce runners = new AtOnce(16);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "heartbeats");
        thread.setDaemon(true);
        return thread;
    });

    @AfterEach
    void close() {
        runners.close();
        clock.shutdownNow();
    }

    /** What is tried with each protocol and each way to read. */
    private interface Trial {
        void run(Protocol protocol, Face face) throws Exception;
    }

    /** What is tried with each heartbeat of theirs. */
    private interface HeartbeatTrial {
        void run(Protocol protocol, Face face, Heartbeat heartbeat) throws Exception;
    }

    private Stream<DynamicTest> everywhere(Trial trial) {
        return Stream.of(Protocol.values())
                .flatMap(protocol -> Stream.of(Face.values())
                        .map(face -> runners.test(protocol + " " + face, () -> trial.run(protocol, face))))
                .toList()
                .stream();
    }

    private Stream<DynamicTest> everyHeartbeat(HeartbeatTrial trial) {
        return Stream.of(Heartbeat.values())
                .flatMap(heartbeat -> Stream.of(Protocol.values())
                        .filter(heartbeat::isKnownTo)
                        .flatMap(protocol -> Stream.of(Face.values())
                                .map(face -> runners.test(
                                        protocol + " " + face + " " + heartbeat,
                                        () -> trial.run(protocol, face, heartbeat)))))
                .toList()
                .stream();
    }

    private static CallOptions within(Timeouts timeouts) {
        return CallOptions.defaults().retries(Retries.none()).timeouts(timeouts);
    }

    private static Object settled(Reading reading) throws Exception {
        return reading.settled().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static StreamTimeoutException assertMissed(Reading reading, Deadline deadline) throws Exception {
        Object settled = settled(reading);
        assertThat((Object) reading.over().get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isSameAs(settled);
        assertThat(settled).isInstanceOf(StreamTimeoutException.class);
        StreamTimeoutException timeout = (StreamTimeoutException) settled;
        assertThat(timeout.deadline()).isEqualTo(deadline);
        assertThat(timeout.partial().ending()).isEqualTo(new Ending.TimedOut(deadline));
        assertThat(timeout.partial().attempts()).isEqualTo(1);
        return timeout;
    }

    private static Reading connecting(Protocol protocol, Face face, String baseUrl, OkHttpClient client) {
        TypedPrompt<?> prompt = protocol.prompt(
                protocol.clientOf(baseUrl).httpClient(client).build(),
                within(Timeouts.defaults().connect(CONNECT)));
        return face.read(prompt, chunk -> {});
    }

    @TestFactory
    Stream<DynamicTest> a_host_that_does_not_answer_misses_the_connect_deadline() {
        return everywhere((protocol, face) -> {
            OkHttpClient client =
                    new OkHttpClient.Builder().socketFactory(Sockets.deaf()).build();

            Reading reading = connecting(protocol, face, "http://127.0.0.1:1", client);

            assertThat(assertMissed(reading, Deadline.CONNECT)).hasMessageContaining("Timeouts.connect");
        });
    }

    @TestFactory
    Stream<DynamicTest> a_server_that_is_silent_when_tls_begins_misses_the_connect_deadline() {
        return everywhere((protocol, face) -> {
            // The system connects; nobody reads.
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Reading reading =
                        connecting(protocol, face, "https://127.0.0.1:" + server.getLocalPort(), new OkHttpClient());

                assertMissed(reading, Deadline.CONNECT);
                try (Socket left = server.accept()) {
                    left.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
                    assertThat(left.getInputStream().readAllBytes())
                            .as("client hello")
                            .isNotEmpty();
                }
            }
        });
    }

    /** Sends a heartbeat each time that the clock says so. */
    private void beat(Heartbeat heartbeat, Wire wire) throws Exception {
        clock.schedule(() -> {}, BEAT_MILLIS, TimeUnit.MILLISECONDS).get();
        wire.chunk(heartbeat.bytes());
    }

    @TestFactory
    Stream<DynamicTest> heartbeats_in_mid_stream_keep_the_idle_deadline_away() {
        return everyHeartbeat((protocol, face, heartbeat) -> {
            int beats = (int) (2 * IDLE.toMillis() / BEAT_MILLIS);
            List<byte[]> all = Course.COMPLETED.all(protocol);
            int part = Course.COMPLETED.chunksOfPart(protocol);
            Script script = (request, wire) -> {
                wire.beginStreamOf(protocol.streamType());
                for (byte[] event : all.subList(0, part)) {
                    wire.chunk(event);
                }
                for (int i = 0; i < beats; i++) {
                    beat(heartbeat, wire);
                }
                for (byte[] event : all.subList(part, all.size())) {
                    wire.chunk(event);
                }
                wire.end();
            };
            try (ScriptedServer server = ScriptedServer.answering(script)) {
                Reading reading = face.read(
                        protocol.prompt(server, within(Timeouts.defaults().idle(IDLE))), chunk -> {});

                assertThat(settled(reading)).isInstanceOf(StreamResult.class);
                assertThat(((StreamResult) settled(reading)).text()).isEqualTo(Course.TEXT);
                assertThat(((StreamResult) settled(reading)).duration()).isGreaterThan(IDLE);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> heartbeats_before_the_first_chunk_do_not_keep_its_deadline_away() {
        return everyHeartbeat((protocol, face, heartbeat) -> {
            AtomicInteger beats = new AtomicInteger();
            Script script = (request, wire) -> {
                wire.beginStreamOf(protocol.streamType());
                // Ends when the client has gone and the socket refuses more.
                while (true) {
                    beat(heartbeat, wire);
                    beats.incrementAndGet();
                }
            };
            try (ScriptedServer server = ScriptedServer.answering(script)) {
                Reading reading = face.read(
                        protocol.prompt(server, within(Timeouts.defaults().firstChunk(FIRST_CHUNK))), chunk -> {});

                assertMissed(reading, Deadline.FIRST_CHUNK);
                assertThat(beats).as("heartbeats sent").hasPositiveValue();
                server.awaitNoConnections();
            }
        });
    }
}

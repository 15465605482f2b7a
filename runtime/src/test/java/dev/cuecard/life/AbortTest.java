package dev.cuecard.life;

import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.kit.CallThreads;
import dev.cuecard.kit.Protocol;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.StreamServer;
import dev.cuecard.kit.StreamServer.Answer;
import dev.cuecard.kit.StreamServer.Out;
import dev.cuecard.kit.StreamServer.Version;
import dev.cuecard.life.Reading.Face;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.StreamResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.ConnectionPool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An abort cancels the exchange while a reader sits in its socket: the server need not send anything to find out. */
@Timeout(60)
class AbortTest {

    /** How far the answer has come when it is aborted; nothing follows. */
    enum Moment {
        BEFORE_THE_HEAD,
        BEFORE_THE_FIRST_CHUNK,
        IN_MID_STREAM;

        List<byte[]> sent(Protocol protocol) {
            return this == IN_MID_STREAM ? Course.ABORTED.part(protocol) : List.of();
        }

        Answer answer(Protocol protocol) {
            return new Answer() {
                @Override
                public boolean begins() {
                    return Moment.this != BEFORE_THE_HEAD;
                }

                @Override
                public void write(Out out) throws IOException {
                    for (byte[] event : sent(protocol)) {
                        out.send(event);
                    }
                }
            };
        }
    }

    private final Set<String> before = new HashSet<>();
    private CallThreads threads;

    @BeforeEach
    void see(@TempDir Path folder) {
        threads = new CallThreads(folder);
        threads.atWork().forEach(thread -> before.add(thread.id()));
    }

    private Stream<CallThreads.AtWork> ours() {
        return threads.atWork().stream().filter(thread -> !before.contains(thread.id()));
    }

    private static Stream<Arguments> everyWay() {
        return Stream.of(Protocol.values())
                .flatMap(protocol -> Stream.of(Version.values())
                        .flatMap(version -> Stream.of(Face.values())
                                .flatMap(face -> Stream.of(Moment.values())
                                        .map(moment -> Arguments.of(protocol, version, face, moment)))));
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void a_silent_server_sees_an_abort_at_once(Protocol protocol, Version version, Face face, Moment moment)
            throws Exception {
        try (StreamServer server = StreamServer.answering(version, protocol.streamType(), moment.answer(protocol))) {
            CountDownLatch taken = new CountDownLatch(moment.sent(protocol).size());
            Reading reading = face.read(
                    protocol.prompt(
                            protocol.clientOf(server.url())
                                    .httpClient(version.client().build())
                                    .build(),
                            CallOptions.defaults()),
                    chunk -> taken.countDown());
            server.awaitAsked();
            assertThat(taken.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            String where = version == Version.HTTP_1_1 ? "sun.nio.ch." : "okhttp3.internal.http2.Http2Stream";
            ScriptedServer.await("a reader in its socket", () -> ours().anyMatch(thread -> thread.isIn(where)));

            reading.abort().run();

            server.awaitClientGone();
            assertThat(reading.over().get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNull();
            StreamResult result = (StreamResult) reading.settled().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(result.ending()).isEqualTo(new Ending.Aborted());
            assertThat(result.text()).isEqualTo(moment == Moment.IN_MID_STREAM ? Course.TEXT : "");
            assertThat(server.requests()).isEqualTo(1);
            ScriptedServer.await("no thread left", () -> ours().findAny().isEmpty());
        }
    }

    private static Stream<Arguments> everyFace() {
        return Stream.of(Protocol.values())
                .flatMap(protocol -> Stream.of(Face.values()).map(face -> Arguments.of(protocol, face)));
    }

    @ParameterizedTest
    @MethodSource("everyFace")
    void an_abort_while_it_waits_to_try_again_ends_the_wait(Protocol protocol, Face face) throws Exception {
        ConnectionPool pool = new ConnectionPool();
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.body(
                503, "application/json", protocol.error(503, "busy", "Later."), "Retry-After: 50"))) {
            Reading reading = face.read(
                    protocol.prompt(
                            protocol.clientOf(server)
                                    .httpClient(Version.HTTP_1_1
                                            .client()
                                            .connectionPool(pool)
                                            .build())
                                    .build(),
                            CallOptions.defaults().retries(Retries.of(2))),
                    chunk -> {});
            ScriptedServer.await(
                    "a reader that waits",
                    () -> ours().anyMatch(thread -> thread.isIn("dev.cuecard.exchange.Exchange.pause")));

            reading.abort().run();

            StreamResult result = (StreamResult) reading.settled().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(result.ending()).isEqualTo(new Ending.Aborted());
            assertThat(result.attempts()).isEqualTo(1);
            assertThat(reading.over().get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNull();
            ScriptedServer.await("no thread left", () -> ours().findAny().isEmpty());
            assertThat(pool.idleConnectionCount()).isEqualTo(pool.connectionCount());
            pool.evictAll();
            server.awaitNoConnections();
            assertThat(server.requests()).hasSize(1);
        }
    }
}

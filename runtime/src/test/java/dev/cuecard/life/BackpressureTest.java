package dev.cuecard.life;

import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.kit.Protocol;
import dev.cuecard.kit.StreamServer;
import dev.cuecard.kit.StreamServer.Version;
import dev.cuecard.life.Reading.Face;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.StreamResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A consumer that stops stops the server, over every protocol and whichever way it reads: nothing is read ahead for it. */
@Timeout(120)
class BackpressureTest {

    private static final long MIB = 1024 * 1024;

    /** A stream of a server of its own, from which one piece was taken. */
    private record Tap(String name, Flood flood, StreamServer server, OneByOne stream) {}

    private static List<Tap> open(Version version, long bytes) throws Exception {
        List<Tap> taps = new ArrayList<>();
        for (Protocol protocol : Protocol.values()) {
            for (Face face : Face.values()) {
                taps.add(open(protocol, version, face, bytes));
            }
        }
        for (Tap tap : taps) {
            assertThat(nextText(tap)).startsWith(Flood.beginning(0));
        }
        Flood.awaitStandstill(taps.stream().map(Tap::flood).toList());
        return taps;
    }

    private static Tap open(Protocol protocol, Version version, Face face, long bytes) throws IOException {
        Flood flood = new Flood(protocol, bytes);
        StreamServer server = StreamServer.answering(version, protocol.streamType(), flood);
        return new Tap(
                protocol + " " + face,
                flood,
                server,
                OneByOne.of(
                        face,
                        protocol.prompt(
                                protocol.clientOf(server.url())
                                        .httpClient(version.client().build())
                                        .build(),
                                CallOptions.defaults().retries(Retries.none()).accumulate(false))));
    }

    /** The text of the next chunk that has any; empty at the end. */
    private static String nextText(Tap tap) throws Exception {
        Optional<String> text = Optional.of("");
        while (text.filter(Predicate.not(String::isEmpty)).isEmpty()) {
            text = tap.stream().next().map(Chunk::content);
            if (text.isEmpty()) {
                return "";
            }
        }
        return text.get();
    }

    private static StreamResult settled(Tap tap) throws Exception {
        return (StreamResult) tap.stream().settled().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** What a stopped stream may hold in memory. OkHttp lets the server of an HTTP/2 stream send 16 MiB ahead, loosely packed. */
    private static long held(Version version) {
        return version == Version.HTTP_2 ? 32 * MIB : MIB;
    }

    @ParameterizedTest
    @EnumSource
    void a_server_that_offers_a_gigabyte_to_who_takes_one_chunk_is_stopped_and_memory_stays_flat(Version version)
            throws Exception {
        long before = usedMemory();

        List<Tap> taps = open(version, 1024 * MIB);

        assertThat(usedMemory() - before).isLessThan(taps.size() * held(version));
        for (Tap tap : taps) {
            long written = tap.flood().written();
            tap.stream().abort();
            tap.server().awaitClientGone();
            assertThat(settled(tap).ending()).as(tap.name()).isEqualTo(new Ending.Aborted());
            assertThat(tap.flood().written()).as(tap.name()).isBetween(written, 32 * MIB);
            tap.server().close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_stops_and_then_reads_on_piece_by_piece_gets_all_of_it_in_order(Version version) throws Exception {
        for (Tap tap : open(version, version == Version.HTTP_2 ? 18 * MIB : 10 * MIB)) {
            for (int piece = 1; piece < tap.flood().pieces(); piece++) {
                assertThat(nextText(tap)).as(tap.name()).startsWith(Flood.beginning(piece));
            }
            assertThat(nextText(tap)).as(tap.name()).isEmpty();
            assertThat(settled(tap).ending()).as(tap.name()).isEqualTo(new Ending.Completed());
            tap.server().close();
        }
    }
}

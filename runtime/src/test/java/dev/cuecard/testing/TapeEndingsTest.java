package dev.cuecard.testing;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.error;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.refusal;
import static dev.cuecard.kit.Chunks.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cuecard.PromptClient;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.error.ApiException;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.Deadline;
import dev.cuecard.stream.StreamException;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.StreamTimeoutException;
import dev.cuecard.testing.Way.Outcome;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Endings of every kind are on the tape, and are played as they were. */
@Timeout(60)
class TapeEndingsTest {

    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());

    @TempDir
    Path folder;

    private HandWrittenPrompt recording(ScriptedServer server, CallOptions options) {
        return HandWrittenPrompt.with(
                Tape.record(folder, HandWrittenPrompt.clientOf(server).build()), options);
    }

    private HandWrittenPrompt replaying(CallOptions options) {
        return HandWrittenPrompt.with(Tape.replay(folder), options);
    }

    private String lastLine(String exchange) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(exchange).resolve("timing.tsv"));
        String last = lines.get(lines.size() - 1);
        return last.substring(last.indexOf('\t') + 1);
    }

    private static Arguments ending(String name, Script script) {
        return Arguments.of(name, script);
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                ending("cut between chunks", (request, wire) -> {
                    wire.beginStream();
                    wire.event(text("a"));
                    wire.cut();
                }),
                ending("reset in a chunk", (request, wire) -> {
                    wire.beginStream();
                    wire.event(text("a"));
                    wire.raw("20\r\ndata: {".getBytes(StandardCharsets.UTF_8));
                    wire.reset();
                }),
                ending("cut before the head", (request, wire) -> wire.cut()),
                ending("no end marker", ScriptedServer.events(text("a"))),
                ending("no chunk", ScriptedServer.events()),
                ending("refused", ScriptedServer.events(refusal("I can't."), finish("stop"), DONE)),
                ending("error event", ScriptedServer.events(text("a"), error("server_error", "overloaded"))),
                ending("error event first", ScriptedServer.events(error("server_error", "overloaded"))),
                ending("malformed", ScriptedServer.events(text("a"), "{\"choices\":[")),
                ending("401", ScriptedServer.body(401, "application/json", error("invalid_request_error", "no key"))),
                ending("a page", ScriptedServer.body(502, "text/html", "<html>Bad gateway</html>")),
                ending("finish reason and then lost", (request, wire) -> {
                    wire.beginStream();
                    wire.event(text("a"));
                    wire.event(finish("stop"));
                    wire.cut();
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endings")
    void an_ending_is_played_as_it_was(String name, Script script) {
        Outcome recorded;
        try (ScriptedServer server = ScriptedServer.answering(script)) {
            recorded = Way.STREAM.call(recording(server, ONCE));
        }

        Outcome replayed = Way.STREAM.call(replaying(ONCE));

        assertThat(replayed.contents()).isEqualTo(recorded.contents());
        if (recorded.failure() == null) {
            assertThat(replayed.result().text()).isEqualTo(recorded.result().text());
            assertThat(replayed.result().ending()).isEqualTo(recorded.result().ending());
        } else {
            assertThat(replayed.thrown()).hasSameClassAs(recorded.thrown());
            assertThat(partial(replayed).text()).isEqualTo(partial(recorded).text());
            assertThat(partial(replayed).chunkCount())
                    .isEqualTo(partial(recorded).chunkCount());
            if (!name.equals("cut before the head")) {
                assertThat(firstLine(replayed.thrown())).isEqualTo(firstLine(recorded.thrown()));
            }
        }
    }

    /** What follows says where the key came from, and a replay has none. */
    private static String firstLine(Throwable thrown) {
        return String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
    }

    private static StreamResult partial(Outcome outcome) {
        return outcome.thrown() instanceof ApiException api
                ? api.partial()
                : ((StreamException) outcome.thrown()).partial();
    }

    @Test
    void a_cut_is_marked_as_one() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
            wire.beginStream();
            wire.event(text("a"));
            wire.cut();
        })) {
            assertThat(Way.STREAM.call(recording(server, ONCE)).thrown())
                    .isInstanceOf(StreamInterruptedException.class);
        }

        assertThat(lastLine("0001-openai")).startsWith("cut\t");
    }

    @ParameterizedTest
    @EnumSource
    void an_error_and_the_try_that_succeeded_are_both_played(Way way) {
        Script good = (request, wire) -> {
            if (way.streams()) {
                ScriptedServer.events(text("a"), finish("stop"), DONE).answer(request, wire);
            } else {
                wire.answer(200, "application/json", "{\"choices\":[{\"message\":{\"content\":\"a\"}}]}");
            }
        };
        try (ScriptedServer server = ScriptedServer.answering(
                ScriptedServer.body(
                        429,
                        "application/json",
                        error("rate_limit", "slow down"),
                        "retry-after-ms: 1",
                        "Retry-After: 1"),
                good)) {
            StreamResult recorded =
                    way.call(recording(server, CallOptions.defaults())).result();
            assertThat(recorded.attempts()).isEqualTo(2);
        }

        PromptClient client = Tape.replay(folder);
        StreamResult first = way.call(HandWrittenPrompt.with(client)).result();
        StreamResult second = way.call(HandWrittenPrompt.with(client)).result();

        assertThat(first.text()).isEqualTo("a");
        assertThat(first.attempts()).isEqualTo(2);
        assertThat(second.text()).isEqualTo("a");
        assertThat(second.attempts()).as("the last recorded answer repeats").isEqualTo(1);
    }

    /** The tape asks for a wait that no test would survive. */
    @Test
    void a_replay_at_once_does_not_wait_between_attempts() {
        PromptClient recording = Tape.record(
                folder,
                MockModel.sequence(
                                MockModel.answering(429, "slow down").retryAfter(Duration.ofSeconds(60)),
                                MockModel.streaming("a"))
                        .client());
        assertThat(Way.STREAM.call(HandWrittenPrompt.with(recording, ONCE)).thrown())
                .isInstanceOf(ApiException.class);
        assertThat(Way.STREAM
                        .call(HandWrittenPrompt.with(recording, ONCE))
                        .result()
                        .text())
                .isEqualTo("a");

        StreamResult result = replaying(CallOptions.defaults()).stream().collect();

        assertThat(result.attempts()).isEqualTo(2);
        assertThat(result.text()).isEqualTo("a");
    }

    @Test
    void what_a_reader_left_is_marked_and_holds_what_came() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
            wire.beginStream();
            wire.event(text("a"));
            wire.event(text("b"));
            wire.awaitClientGone();
        })) {
            try (ChunkStream<OpenAiChunk> stream = recording(server, ONCE).stream()) {
                Iterator<OpenAiChunk> chunks = stream.iterator();
                assertThat(chunks.next().content()).isEqualTo("a");
                assertThat(chunks.next().content()).isEqualTo("b");
                stream.abort();
                assertThat(stream.result().join().text()).isEqualTo("ab");
            }
        }
        assertThat(lastLine("0001-openai")).isEqualTo("left");

        ChunkStream<OpenAiChunk> again = replaying(ONCE).stream();
        Iterator<OpenAiChunk> chunks = again.iterator();
        assertThat(chunks.next().content()).isEqualTo("a");
        again.abort();
        assertThat(again.result().join().text()).isEqualTo("a");

        List<String> contents = new ArrayList<>();
        Throwable thrown =
                catchThrowable(() -> replaying(ONCE).stream().forEach(chunk -> contents.add(chunk.content())));
        assertThat(contents).containsExactly("a", "b");
        assertThat(thrown)
                .isInstanceOf(StreamInterruptedException.class)
                .hasMessageContaining("the recording 0001-openai stops here")
                .hasMessageContaining("aborted the call or missed a deadline");
    }

    @Test
    void at_recorded_speed_the_same_deadline_is_missed_again() {
        CallOptions impatient = ONCE.timeouts(
                Timeouts.defaults().firstChunk(Duration.ofSeconds(20)).idle(Duration.ofMillis(150)));
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
            wire.beginStream();
            wire.event(text("a"));
            wire.awaitClientGone();
        })) {
            assertThat(Way.STREAM.call(recording(server, impatient)).thrown())
                    .isInstanceOf(StreamTimeoutException.class);
        }

        Outcome replayed = Way.STREAM.call(HandWrittenPrompt.with(Tape.replay(folder, Tape.Speed.RECORDED), impatient));

        assertThat(replayed.thrown()).isInstanceOf(StreamTimeoutException.class);
        assertThat(((StreamTimeoutException) replayed.thrown()).deadline()).isEqualTo(Deadline.IDLE);
        assertThat(partial(replayed).text()).isEqualTo("a");
    }

    @Test
    void a_refused_connection_is_on_the_tape() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        PromptClient client = PromptClient.builder()
                .baseUrl("openai", "http://127.0.0.1:" + port)
                .apiKey("openai", "sk-test-0123456789")
                .build();
        Outcome recorded = Way.CALL.call(HandWrittenPrompt.with(Tape.record(folder, client), ONCE));
        assertThat(recorded.thrown()).isInstanceOf(StreamInterruptedException.class);
        assertThat(lastLine("0001-openai")).startsWith("cut\tConnectException");

        Outcome replayed = Way.CALL.call(replaying(ONCE));

        assertThat(replayed.thrown())
                .isInstanceOf(StreamInterruptedException.class)
                .hasMessageContaining("No connection");
    }

    @Test
    void a_connect_that_timed_out_times_out_again() throws Exception {
        Outcome recorded = Way.CALL.call(HandWrittenPrompt.with(
                Tape.record(folder, MockModel.streaming("a").client()), ONCE));
        assertThat(recorded.result().text()).isEqualTo("a");
        Path timing = folder.resolve("0001-openai/timing.tsv");
        Files.writeString(timing, "10000000\tconnect-timeout\tSocketTimeoutException: Connect timed out\n");

        Outcome replayed = Way.CALL.call(replaying(ONCE));

        assertThat(replayed.thrown()).isInstanceOf(StreamTimeoutException.class);
        assertThat(((StreamTimeoutException) replayed.thrown()).deadline()).isEqualTo(Deadline.CONNECT);
    }

    @Test
    void a_recording_that_cannot_be_begun_keeps_the_request_from_being_sent() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.events(DONE))) {
            HandWrittenPrompt prompt = recording(server, CallOptions.defaults());
            Files.delete(folder);

            Outcome outcome = Way.STREAM.call(prompt);

            assertThat(outcome.thrown())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("cannot be written");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void a_recording_that_cannot_take_the_head_fails_the_call() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
            try (Stream<Path> files = Files.list(folder.resolve("0001-openai"))) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder.resolve("0001-openai"));
            wire.beginStream();
            wire.awaitClientGone();
        })) {
            Outcome outcome = Way.STREAM.call(recording(server, CallOptions.defaults()));

            assertThat(outcome.thrown())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("cannot be written");
            assertThat(server.requests()).hasSize(1);
            server.awaitNoConnections();
        }
    }

    /** A disk that has room for so many bytes in each file. */
    private static ExchangeWriter.NewFile full(String name, int room) {
        return file -> {
            OutputStream out = Recorder.onDisk().create(file);
            return !file.getFileName().toString().equals(name)
                    ? out
                    : new FilterOutputStream(out) {
                        private int left = room;

                        @Override
                        public void write(byte[] bytes) throws IOException {
                            left -= bytes.length;
                            if (left < 0) {
                                throw new IOException("No space left on device");
                            }
                            out.write(bytes);
                        }
                    };
        };
    }

    @Test
    void a_disk_that_fills_up_ends_the_stream_after_what_has_arrived() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
            wire.beginStream();
            wire.event(text("a"));
            wire.event(text("b"));
            wire.awaitClientGone();
        })) {
            Recorder recorder = new Recorder(folder, 0, full("body.sse", 10));
            PromptClient client =
                    Tape.recording(HandWrittenPrompt.clientOf(server).build(), recorder);

            Outcome outcome = Way.STREAM.call(HandWrittenPrompt.with(client));

            assertThat(outcome.thrown())
                    .isInstanceOf(StreamInterruptedException.class)
                    .hasMessageContaining("cannot be written")
                    .hasMessageContaining("No space left on device")
                    .hasCauseInstanceOf(ConfigurationException.class);
            assertThat(partial(outcome).text()).startsWith("a");
            assertThat(partial(outcome).attempts()).isEqualTo(1);
            server.awaitNoConnections();

            assertThat(Way.STREAM.call(HandWrittenPrompt.with(client)).thrown())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("nothing was sent")
                    .hasMessageContaining("No space left on device");
            assertThat(server.requests()).hasSize(1);
        }
        assertThat(Way.STREAM.call(replaying(ONCE)).thrown()).hasMessageContaining("is not whole");
    }

    @Test
    void an_ending_that_cannot_be_written_leaves_the_stream_whole_and_fails_the_next() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.events(text("a"), finish("stop"), DONE))) {
            ExchangeWriter.NewFile noEnding = file -> {
                OutputStream out = Recorder.onDisk().create(file);
                return new FilterOutputStream(out) {
                    @Override
                    public void write(byte[] bytes) throws IOException {
                        if (new String(bytes, StandardCharsets.UTF_8).endsWith("\tend\n")) {
                            throw new IOException("No space left on device");
                        }
                        out.write(bytes);
                    }
                };
            };
            PromptClient client =
                    Tape.recording(HandWrittenPrompt.clientOf(server).build(), new Recorder(folder, 0, noEnding));

            assertThat(Way.STREAM.call(HandWrittenPrompt.with(client)).result().text())
                    .isEqualTo("a");
            assertThat(Way.STREAM.call(HandWrittenPrompt.with(client)).thrown())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("nothing was sent");
        }
    }
}

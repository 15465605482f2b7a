package dev.cuecard.testing;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.Chunks.usage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.PromptClient;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Timeouts;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.message.Message;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.StreamTimeoutException;
import dev.cuecard.testing.Way.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was recorded over a socket is played again without one. */
@Timeout(60)
class TapeTest {

    private static final String WHOLE =
            "{\"id\":\"w1\",\"model\":\"m1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                    + "\"content\":\"Hello there\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,"
                    + "\"completion_tokens\":2,\"total_tokens\":5}}";

    @TempDir
    Path folder;

    private static ScriptedServer.Script greeting() {
        return (request, wire) -> {
            if (request.body().contains("\"stream\":true")) {
                ScriptedServer.events(text("Hello"), text(" there"), finish("stop"), usage(3, 2), DONE)
                        .answer(request, wire);
            } else {
                wire.answer(200, "application/json", WHOLE, "x-request-id: r-1");
            }
        };
    }

    private HandWrittenPrompt recording(ScriptedServer server) {
        return HandWrittenPrompt.with(
                Tape.record(folder, HandWrittenPrompt.clientOf(server).build()));
    }

    private HandWrittenPrompt replaying() {
        return HandWrittenPrompt.with(Tape.replay(folder));
    }

    private static List<String> read(Path file) throws IOException {
        return Files.readAllLines(file);
    }

    /** What a result says apart from times and ids of its own. */
    private static List<Object> content(StreamResult result) {
        return List.of(
                result.text(),
                result.usage(),
                result.finishReason(),
                result.model(),
                result.responseId(),
                result.chunkCount(),
                result.attempts(),
                result.ending(),
                result.message());
    }

    @ParameterizedTest
    @EnumSource
    void a_recorded_call_and_its_replay_bring_the_same(Way way) {
        Outcome recorded;
        try (ScriptedServer server = ScriptedServer.answering(greeting())) {
            recorded = way.call(recording(server));
        }

        Outcome replayed = way.call(replaying());

        assertThat(recorded.result().text()).isEqualTo("Hello there");
        assertThat(replayed.contents()).isEqualTo(recorded.contents());
        assertThat(content(replayed.result())).isEqualTo(content(recorded.result()));
    }

    @Test
    void the_replayed_chunks_are_the_recorded_ones_to_the_letter() {
        List<String> recorded = new ArrayList<>();
        try (ScriptedServer server = ScriptedServer.answering(greeting())) {
            recording(server).stream().forEach(chunk -> recorded.add(chunk.json()));
        }

        List<String> replayed = new ArrayList<>();
        replaying().stream().forEach(chunk -> replayed.add(chunk.json()));

        assertThat(recorded).containsExactly(text("Hello"), text(" there"), finish("stop"), usage(3, 2));
        assertThat(replayed).isEqualTo(recorded);
    }

    @Test
    void a_reader_can_read_the_tape() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(greeting())) {
            assertThat(recording(server).call().text()).isEqualTo("Hello there");

            Path exchange = folder.resolve("0001-openai");
            assertThat(Files.readString(exchange.resolve("request.json")))
                    .startsWith("""
                            {
                              "provider": "openai",
                              "model": "gpt-4o-mini",
                              "method": "POST",
                              "url": "%s/chat/completions",
                              "path": "/chat/completions",
                              "headers": {
                            """.formatted(server.url()))
                    .contains("    \"Content-Type\": \"application/json; charset=utf-8\"")
                    .endsWith("""
                              "body": {
                                "model": "gpt-4o-mini",
                                "messages": [
                                  {
                                    "role": "user",
                                    "content": "Say hello."
                                  }
                                ],
                                "stream": false
                              }
                            }
                            """);
            assertThat(Files.readString(exchange.resolve("response.json")))
                    .startsWith("""
                            {
                              "status": 200,
                              "headers": {
                                "Content-Type": "application/json",
                                "x-request-id": "r-1",
                            """)
                    .endsWith("  \"body\": \"body.json\"\n}\n");
            assertThat(exchange.resolve("body.json")).hasContent(WHOLE);
        }
    }

    @Test
    void the_body_is_kept_to_the_byte_and_each_arrival_has_its_line() throws Exception {
        String first = "data: " + text("a") + "\n\n";
        String second = ": a comment\r\n\r\ndata: " + text("b") + "\r\n\r\ndata: ";
        String third = finish("stop") + "\n\ndata: [DONE]\n\n";
        CountDownLatch firstRead = new CountDownLatch(1);
        CountDownLatch secondRead = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
            wire.beginStream();
            wire.chunk(first.getBytes(StandardCharsets.UTF_8));
            firstRead.await();
            wire.chunk(second.getBytes(StandardCharsets.UTF_8));
            secondRead.await();
            wire.chunk(third.getBytes(StandardCharsets.UTF_8));
            wire.end();
        })) {
            Iterator<OpenAiChunk> chunks = recording(server).stream().iterator();
            assertThat(chunks.next().content()).isEqualTo("a");
            firstRead.countDown();
            assertThat(chunks.next().content()).isEqualTo("b");
            secondRead.countDown();
            chunks.forEachRemaining(chunk -> assertThat(chunk.content()).isEmpty());
        }

        Path exchange = folder.resolve("0001-openai");
        assertThat(Files.readString(exchange.resolve("body.sse"))).isEqualTo(first + second + third);
        List<String> timing = read(exchange.resolve("timing.tsv"));
        assertThat(timing.get(0)).startsWith("#");
        assertThat(timing.stream().skip(1).map(line -> line.substring(line.indexOf('\t') + 1)))
                .containsExactly(
                        "head",
                        String.valueOf(first.length()),
                        String.valueOf(second.length()),
                        String.valueOf(third.length()),
                        "end");
        assertThat(timing.stream().skip(1).map(line -> Long.parseLong(line.substring(0, line.indexOf('\t')))))
                .isSorted();
    }

    /** Two pieces lie an hour apart on the tape; the first is there at once, the second is not. */
    @Test
    void at_recorded_speed_a_piece_comes_as_late_as_it_came() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(greeting())) {
            recording(server).stream().collect();
        }
        Path timing = folder.resolve("0001-openai").resolve("timing.tsv");
        List<String> lines = read(timing);
        int first = 2;
        long bytes = lines.stream()
                .skip(first)
                .filter(line -> !line.endsWith("end"))
                .mapToLong(line -> Long.parseLong(line.split("\t", 2)[1]))
                .sum();
        int hello = ("data: " + text("Hello") + "\n\n").length();
        Files.write(timing, List.of("0\thead", "0\t" + hello, "3600000000\t" + (bytes - hello), "3600000001\tend"));

        CallOptions impatient = CallOptions.defaults()
                .timeouts(Timeouts.defaults().firstChunk(Duration.ofSeconds(20)).idle(Duration.ofMillis(200)));
        Outcome slow = Way.STREAM.call(HandWrittenPrompt.with(Tape.replay(folder, Tape.Speed.RECORDED), impatient));
        assertThat(slow.contents()).containsExactly("Hello");
        assertThat(slow.thrown()).isInstanceOf(StreamTimeoutException.class);

        assertThat(replaying().stream().collect().text()).isEqualTo("Hello there");
    }

    @Test
    void at_recorded_speed_a_tape_brings_the_same() {
        try (ScriptedServer server = ScriptedServer.answering(greeting())) {
            recording(server).stream().collect();
        }

        StreamResult result = HandWrittenPrompt.with(Tape.replay(folder, Tape.Speed.RECORDED)).stream()
                .collect();

        assertThat(result.text()).isEqualTo("Hello there");
    }

    @Test
    void a_chunk_reaches_its_reader_while_the_next_is_still_to_come() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
            wire.beginStream();
            wire.event(text("a"));
            read.await();
            wire.event(finish("stop"));
            wire.event(DONE);
            wire.end();
        })) {
            Iterator<OpenAiChunk> chunks = recording(server).stream().iterator();
            assertThat(chunks.next().content()).isEqualTo("a");
            assertThat(folder.resolve("0001-openai/body.sse")).hasContent("data: " + text("a") + "\n\n");
            read.countDown();
            chunks.forEachRemaining(chunk -> assertThat(chunk.content()).isEmpty());
        }
    }

    @Test
    void exchanges_that_run_at_the_same_time_do_not_get_mixed_up() {
        int calls = 16;
        CountDownLatch all = new CountDownLatch(calls);
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
            String word = request.body().replaceAll("(?s).*(word\\d+).*", "$1");
            all.countDown();
            all.await();
            wire.beginStream();
            wire.event(text(word));
            wire.event(text("!"));
            wire.event(finish("stop"));
            wire.event(DONE);
            wire.end();
        })) {
            PromptClient client =
                    Tape.record(folder, HandWrittenPrompt.clientOf(server).build());
            assertThat(answers(client, calls)).isEqualTo(words(calls));
        }

        assertThat(answers(Tape.replay(folder), calls)).isEqualTo(words(calls));
    }

    private static List<String> words(int calls) {
        return IntStream.range(0, calls).mapToObj(i -> "word" + i + "!").toList();
    }

    private static List<String> answers(PromptClient client, int calls) {
        List<CompletableFuture<StreamResult>> results = IntStream.range(0, calls)
                .mapToObj(i -> HandWrittenPrompt.with(
                                client, CallOptions.defaults(), List.of(Message.user("Repeat: word" + i)))
                        .streamAsync()
                        .collect())
                .toList();
        return results.stream()
                .map(result -> result.orTimeout(ScriptedServer.PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .join()
                        .text())
                .toList();
    }

    @Test
    void clients_that_record_into_one_folder_leave_each_other_s_recordings_alone() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(greeting())) {
            HandWrittenPrompt one = recording(server);
            HandWrittenPrompt other = recording(server);
            one.call();
            other.stream().collect();
            one.call();
            recording(server).call();
        }

        try (Stream<Path> entries = Files.list(folder)) {
            assertThat(entries.map(entry -> entry.getFileName().toString()))
                    .containsExactlyInAnyOrder("0001-openai", "0002-openai", "0003-openai", "0004-openai");
        }
        assertThat(replaying().call().text()).isEqualTo("Hello there");
        assertThat(replaying().stream().collect().chunkCount()).isEqualTo(4);
    }

    @Test
    void what_is_not_read_is_not_recorded_and_not_gathered() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
            wire.beginStream();
            for (int i = 0; i < 64; i++) {
                wire.event(text("x".repeat(900)));
            }
            sent.countDown();
            wire.awaitClientGone();
        })) {
            try (ChunkStream<OpenAiChunk> stream = recording(server).stream()) {
                Iterator<OpenAiChunk> chunks = stream.iterator();
                assertThat(chunks.next().content()).hasSize(900);
                assertThat(sent.await(ScriptedServer.PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .isTrue();
                assertThat(chunks.next().content()).hasSize(900);

                assertThat(Files.size(folder.resolve("0001-openai/body.sse"))).isLessThan(3 * 8 * 1024);
            }
        }
    }

    @Test
    void a_packed_answer_is_on_the_tape_as_one_can_read_it() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(WHOLE.getBytes(StandardCharsets.UTF_8));
        }
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
            wire.beginStreamOf("application/json", "Content-Encoding: gzip");
            wire.chunk(packed.toByteArray());
            wire.end();
        })) {
            assertThat(recording(server).call().text()).isEqualTo("Hello there");
        }

        assertThat(folder.resolve("0001-openai/body.json")).hasContent(WHOLE);
        assertThat(replaying().call().text()).isEqualTo("Hello there");
    }

    @Test
    void bytes_that_are_no_text_are_kept() throws Exception {
        byte[] noise = new byte[600];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) (i * 7);
        }
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
            wire.beginStreamOf("application/octet-stream");
            wire.chunk(noise);
            wire.end();
        })) {
            assertThat(Way.CALL.call(recording(server)).thrown()).isNotNull();
        }

        assertThat(folder.resolve("0001-openai/body.bin")).hasBinaryContent(noise);
    }

    @Test
    void a_mock_can_be_recorded_too() {
        PromptClient client = Tape.record(folder, MockModel.chunks("a", "b").client());
        assertThat(HandWrittenPrompt.with(client).stream().collect().text()).isEqualTo("ab");

        assertThat(replaying().stream().text()).containsExactly("a", "b");
    }

    @Test
    void a_server_of_the_client_s_own_is_known_where_the_client_is_handed_in() {
        PromptClient client = PromptClient.builder()
                .openAiCompatible("my-server", "http://127.0.0.1:1/v1", "NO_SUCH_VARIABLE")
                .build();
        try (ScriptedServer server = ScriptedServer.answering(greeting())) {
            PromptClient recording = Tape.record(
                    folder,
                    PromptClient.builder()
                            .openAiCompatible("my-server", server.url(), "")
                            .build());
            HandWrittenPrompt.with(recording).on(OpenAi.model("my-server", "m")).call();
        }

        StreamResult result = HandWrittenPrompt.with(Tape.replay(folder, Tape.Speed.AT_ONCE, client))
                .on(OpenAi.model("my-server", "m"))
                .call();

        assertThat(result.text()).isEqualTo("Hello there");
    }
}

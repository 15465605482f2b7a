package dev.cuecard.testing;

import static dev.cuecard.kit.Chunks.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cuecard.PromptClient;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.error.PromptException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.testing.Way.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Folders that no recorder left as they are. */
@Timeout(60)
class HostileTapeTest {

    @TempDir
    Path home;

    private Path folder;
    private Path exchange;

    @BeforeEach
    void record() {
        folder = home.resolve("tape");
        exchange = folder.resolve("0001-openai");
        PromptClient client = Tape.record(folder, MockModel.chunks("a", "b").client());
        assertThat(HandWrittenPrompt.with(client).stream().collect().text()).isEqualTo("ab");
    }

    /** Does something to a recording. */
    @FunctionalInterface
    private interface Damage {
        void to(Path exchange) throws IOException;
    }

    private static Arguments damage(String words, Damage damage) {
        return Arguments.of(words, damage);
    }

    private static void replace(Path file, String old, String with) throws IOException {
        String before = Files.readString(file);
        assertThat(before).contains(old);
        Files.writeString(file, before.replace(old, with));
    }

    private static void link(Path file, String outsideOfTape) throws IOException {
        Path outside = file.resolveSibling(outsideOfTape);
        Files.move(file, outside);
        Files.createSymbolicLink(file, outside);
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("request.json is missing", dir -> Files.delete(dir.resolve("request.json"))),
                damage("response.json is missing", dir -> Files.delete(dir.resolve("response.json"))),
                damage("body.sse is missing", dir -> Files.delete(dir.resolve("body.sse"))),
                damage(
                        "request.json is no JSON, at line 1",
                        dir -> Files.writeString(dir.resolve("request.json"), "{{")),
                damage(
                        "request.json is no JSON",
                        dir -> Files.write(dir.resolve("request.json"), new byte[] {0, -1, 7})),
                damage(
                        "request.json is no JSON",
                        dir -> Files.writeString(dir.resolve("request.json"), "[".repeat(9_999))),
                damage("request.json holds no JSON object", dir -> Files.writeString(dir.resolve("request.json"), "")),
                damage("request.json holds no JSON object", dir -> Files.writeString(dir.resolve("request.json"), "7")),
                damage(
                        "request.json has no \"body\"",
                        dir -> replace(dir.resolve("request.json"), "\"body\"", "\"b\"")),
                damage("has no text \"path\"", dir -> replace(dir.resolve("request.json"), "\"path\"", "\"p\"")),
                damage("no \"status\" from 200 to 599", dir -> replace(dir.resolve("response.json"), "200", "99999")),
                damage("no \"status\" from 200 to 599", dir -> replace(dir.resolve("response.json"), "200", "\"x\"")),
                damage(
                        "no name that a recorder gives",
                        dir -> replace(dir.resolve("response.json"), "body.sse", "../x")),
                damage(
                        "cannot be the name of a header",
                        dir -> replace(dir.resolve("response.json"), "Content", "C\\n")),
                damage("and timing.tsv tells of", dir -> Files.writeString(dir.resolve("body.sse"), "data: {}\n\n")),
                damage(
                        "timing.tsv has a line that does not belong there",
                        dir -> Files.writeString(dir.resolve("timing.tsv"), "0\thead\ngarbage\n1\tend\n")),
                damage(
                        "timing.tsv has a line that does not belong there",
                        dir -> Files.writeString(dir.resolve("timing.tsv"), "0\thead\n0\thead\n1\tend\n")),
                damage(
                        "timing.tsv has a line that does not belong there",
                        dir -> Files.writeString(dir.resolve("timing.tsv"), "0\thead\n1\tend\n2\t17\n")),
                damage(
                        "timing.tsv has a line that does not belong there",
                        dir -> Files.writeString(dir.resolve("timing.tsv"), "0\t17\n1\tend\n")),
                damage(
                        "timing.tsv has a line that does not belong there",
                        dir -> Files.writeString(
                                dir.resolve("timing.tsv"), "0\thead\n1\t999999999999999999999999\n2\tend\n")),
                damage("timing.tsv is no text", dir -> Files.write(dir.resolve("timing.tsv"), new byte[] {-1, -2, 10})),
                damage("request.json is a link", dir -> link(dir.resolve("request.json"), "../../outside")),
                damage("body.sse is a link", dir -> link(dir.resolve("body.sse"), "../../outside")),
                damage("timing.tsv is a link", dir -> link(dir.resolve("timing.tsv"), "../../outside")),
                damage("but a link", dir -> link(dir, "../outside")),
                damage("it is no folder", dir -> Files.writeString(dir.resolveSibling("0002-openai"), "x")),
                damage("body.sse is no file", dir -> {
                    Files.delete(dir.resolve("body.sse"));
                    Files.createDirectory(dir.resolve("body.sse"));
                }));
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource("damages")
    void damage_is_told_when_the_client_is_made(String words, Damage damage) throws Exception {
        damage.to(exchange);

        assertThat(catchThrowable(() -> Tape.replay(folder)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("tape/000")
                .hasMessageContaining("is damaged")
                .hasMessageContaining(words)
                .hasMessageContaining("record it again");
    }

    @Test
    void a_folder_that_is_not_there_or_holds_no_tape_says_so() throws Exception {
        assertThat(catchThrowable(() -> Tape.replay(home.resolve("nowhere"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("the folder is not there");
        assertThat(catchThrowable(() -> Tape.replay(exchange.resolve("body.sse"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("it is no folder. Tape.play plays a body.");
        assertThat(catchThrowable(() -> Tape.replay(Files.createDirectory(home.resolve("empty")))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("holds no recording");
        assertThat(catchThrowable(() -> Tape.replay(exchange)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("name the folder that holds the numbered ones");
    }

    @Test
    void a_tape_cannot_be_recorded_where_a_file_is() {
        assertThat(catchThrowable(() -> Tape.record(
                        exchange.resolve("body.sse"), MockModel.streaming("a").client())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("body.sse")
                .hasMessageContaining("cannot be made");
    }

    @Test
    void other_files_in_the_folder_do_not_matter() throws Exception {
        Files.writeString(folder.resolve("README.md"), "Recorded on a rainy day.");
        Files.createDirectory(folder.resolve(".git"));

        assertThat(HandWrittenPrompt.with(Tape.replay(folder)).stream()
                        .collect()
                        .text())
                .isEqualTo("ab");
    }

    /** What a crash leaves: the lines of the timing up to some point, the last of them perhaps in part. */
    @Test
    void a_recording_that_was_broken_off_says_so_when_it_is_asked_for() throws Exception {
        Path timing = exchange.resolve("timing.tsv");
        String whole = Files.readString(timing);
        int end = whole.lastIndexOf("\tend");
        for (int length = whole.indexOf('\n') + 1; length < end + "\tend".length(); length++) {
            Files.writeString(timing, whole.substring(0, length));

            Outcome outcome = Way.STREAM.call(HandWrittenPrompt.with(Tape.replay(folder)));

            assertThat(outcome.thrown())
                    .as("after %d characters", length)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("The recording 0001-openai")
                    .hasMessageContaining("is not whole");
        }
    }

    @Test
    void a_recording_that_was_broken_off_before_its_request_is_no_recording() throws Exception {
        Path broken = Files.createDirectory(folder.resolve("0002-openai"));
        Files.writeString(broken.resolve("request.json.part"), "{\"prov");

        assertThat(HandWrittenPrompt.with(Tape.replay(folder)).stream()
                        .collect()
                        .text())
                .isEqualTo("ab");
    }

    @Test
    void a_recording_that_was_made_again_takes_the_place_of_the_one_that_was_broken_off() throws Exception {
        replace(exchange.resolve("timing.tsv"), "\tend\n", "\t");
        PromptClient client = Tape.record(folder, MockModel.streaming("again").client());
        HandWrittenPrompt.with(client).stream().collect();

        assertThat(HandWrittenPrompt.with(Tape.replay(folder)).stream()
                        .collect()
                        .text())
                .isEqualTo("again");
    }

    @Test
    void a_recording_that_is_still_going_on_is_not_whole() throws Exception {
        Path running = home.resolve("running");
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
            wire.beginStream();
            wire.event(text("a"));
            wire.awaitClientGone();
        })) {
            PromptClient client =
                    Tape.record(running, HandWrittenPrompt.clientOf(server).build());
            try (ChunkStream<OpenAiChunk> stream = HandWrittenPrompt.with(client).stream()) {
                assertThat(stream.iterator().next().content()).isEqualTo("a");

                assertThat(Way.STREAM
                                .call(HandWrittenPrompt.with(Tape.replay(running)))
                                .thrown())
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining("is not whole");
            }
        }
    }

    @Test
    void a_body_that_vanishes_after_the_client_was_made_is_an_error_of_the_call() throws Exception {
        PromptClient client = Tape.replay(folder);
        Files.delete(exchange.resolve("body.sse"));

        assertThat(Way.STREAM.call(HandWrittenPrompt.with(client)).thrown())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("0001-openai has changed while it was played");
    }

    @Test
    void a_body_that_shrinks_after_the_client_was_made_ends_the_stream() throws Exception {
        PromptClient client = Tape.replay(folder);
        byte[] body = Files.readAllBytes(exchange.resolve("body.sse"));
        int firstEvent = new String(body, StandardCharsets.UTF_8).indexOf("\n\n") + 2;
        Files.write(exchange.resolve("body.sse"), Arrays.copyOf(body, firstEvent));

        Outcome outcome = Way.STREAM.call(HandWrittenPrompt.with(client));

        assertThat(outcome.contents()).containsExactly("a");
        assertThat(outcome.thrown())
                .isInstanceOf(StreamInterruptedException.class)
                .hasMessageContaining("has changed while it was played")
                .hasCauseInstanceOf(ConfigurationException.class);
    }

    /** Whatever is done to the bytes of a tape, the outcome is one of ours. */
    @Test
    void random_damage_ends_in_a_result_or_in_an_exception_of_ours() throws Exception {
        Random random = new Random(20_260_101);
        List<String> names = List.of("request.json", "response.json", "timing.tsv", "body.sse");
        for (int round = 0; round < 200; round++) {
            Path file = exchange.resolve(names.get(round % names.size()));
            byte[] whole = Files.readAllBytes(file);
            byte[] broken = whole.clone();
            for (int i = 0; i <= random.nextInt(3); i++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, broken);

            Throwable thrown = catchThrowable(
                    () -> HandWrittenPrompt.with(Tape.replay(folder)).stream().collect());
            if (thrown != null) {
                assertThat(thrown).as("round %d", round).isInstanceOf(PromptException.class);
            }
            Files.write(file, whole);
        }
    }
}

package dev.cuecard.testing;

import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cuecard.PromptClient;
import dev.cuecard.call.CallOptions;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.message.Message;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.testing.Way.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One body for every request. */
@Timeout(60)
class TapePlayTest {

    private static final String WHOLE = "{\n  \"choices\": [\n    {\"message\": {\"content\": \"Hello there\"},"
            + " \"finish_reason\": \"stop\"}\n  ]\n}\n";

    @TempDir
    Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private Path sse() throws IOException {
        return file(
                "body.sse",
                "data: " + text("Hello") + "\n\ndata: " + text(" there") + "\n\ndata: " + finish("stop")
                        + "\n\ndata: [DONE]\n\n");
    }

    @ParameterizedTest
    @EnumSource
    void server_sent_events_are_played(Way way) throws Exception {
        Outcome outcome = way.call(HandWrittenPrompt.with(Tape.play(sse())));

        assertThat(outcome.result().text()).isEqualTo("Hello there");
        if (way.streams()) {
            assertThat(outcome.contents()).containsExactly("Hello", " there");
        }
    }

    @ParameterizedTest
    @EnumSource
    void lines_of_json_are_played(Way way) throws Exception {
        Path body = file("body.ndjson", text("Hello") + "\n\n" + text(" there") + "\n" + finish("stop") + "\n");

        Outcome outcome = way.call(HandWrittenPrompt.with(Tape.play(body)));

        assertThat(outcome.result().text()).isEqualTo("Hello there");
        if (way.streams()) {
            assertThat(outcome.contents()).containsExactly("Hello", " there");
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_json_value_is_played(Way way) throws Exception {
        Outcome outcome = way.call(HandWrittenPrompt.with(Tape.play(file("body.json", WHOLE))));

        assertThat(outcome.result().text()).isEqualTo("Hello there");
    }

    @Test
    void every_request_gets_the_body() throws Exception {
        PromptClient client = Tape.play(sse());

        for (String words : List.of("one", "two", "three")) {
            HandWrittenPrompt prompt =
                    HandWrittenPrompt.with(client, CallOptions.defaults(), List.of(Message.user(words)));
            assertThat(prompt.stream().collect().text()).isEqualTo("Hello there");
            assertThat(prompt.on(OpenAi.model("groq", "m")).stream().collect().text())
                    .isEqualTo("Hello there");
        }
    }

    @Test
    void a_body_larger_than_a_read_is_whole() throws Exception {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            body.append("data: ").append(text("word" + i + " ")).append("\n\n");
        }
        body.append("data: ").append(finish("stop")).append("\n\ndata: [DONE]\n\n");

        assertThat(HandWrittenPrompt.with(Tape.play(file("long.SSE", body.toString()))).stream()
                        .collect()
                        .text())
                .startsWith("word0 ")
                .endsWith("word1999 ");
    }

    @Test
    void a_body_without_an_end_is_interrupted() throws Exception {
        Outcome outcome = Way.STREAM.call(
                HandWrittenPrompt.with(Tape.play(file("cut.sse", "data: " + text("Hello") + "\n\ndata: {\"cho"))));

        assertThat(outcome.contents()).containsExactly("Hello");
        assertThat(outcome.thrown()).isInstanceOf(StreamInterruptedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"body.txt", "body", "sse", "body.sse.gz", ".json5"})
    void another_ending_is_refused_at_once(String name) throws Exception {
        Path body = file(name, "data: {}\n\n");

        assertThat(catchThrowable(() -> Tape.play(body)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(".sse, .ndjson, .json");
    }

    @ParameterizedTest
    @CsvSource({"missing.sse, is not there", "folder.json, is no file"})
    void a_file_that_cannot_be_read_is_refused_at_once(String name, String why) throws Exception {
        Files.createDirectory(folder.resolve("folder.json"));

        assertThat(catchThrowable(() -> Tape.play(folder.resolve(name))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(why);
    }

    @Test
    void a_file_that_is_deleted_later_is_an_error_of_the_call() throws Exception {
        Path body = sse();
        PromptClient client = Tape.play(body);
        Files.delete(body);

        assertThat(Way.STREAM.call(HandWrittenPrompt.with(client)).thrown())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("can no longer be read");
    }

    @Test
    void no_key_and_no_variable_is_needed() throws Exception {
        PromptClient client =
                PromptClient.builder().apiKey("openai", " unusable ").build();

        assertThat(HandWrittenPrompt.with(Tape.play(sse(), client)).stream()
                        .collect()
                        .text())
                .isEqualTo("Hello there");
    }
}

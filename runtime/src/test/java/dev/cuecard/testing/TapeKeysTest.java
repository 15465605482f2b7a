package dev.cuecard.testing;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.PromptClient;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.message.Message;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.testing.Way.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No key is on a tape, wherever it may have stood. */
@Timeout(60)
class TapeKeysTest {

    private static final String KEY = "sk-proj-0123456789abcdefghij";

    @TempDir
    Path folder;

    private HandWrittenPrompt recording(ScriptedServer server, String provider, String key, String words) {
        PromptClient client = PromptClient.builder()
                .baseUrl(provider, server.url())
                .apiKey(provider, key)
                .build();
        return HandWrittenPrompt.with(
                Tape.record(folder, client),
                CallOptions.defaults().retries(Retries.none()),
                List.of(Message.user(words)));
    }

    private String everything() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted().toList()) {
                all.append(folder.relativize(file)).append('\n');
                if (Files.isRegularFile(file)) {
                    all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return all.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "azure", "groq"})
    void a_key_is_sent_and_not_written(String provider) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.events(text("a"), finish("stop"), DONE))) {
            Outcome outcome = Way.STREAM.call(
                    recording(server, provider, KEY, "Say hello.").on(OpenAi.model(provider, "m")));
            assertThat(outcome.result().text()).isEqualTo("a");
            assertThat(server.requests().get(0).headers().values()).anyMatch(value -> value.contains(KEY));
        }

        assertThat(everything())
                .doesNotContain(KEY)
                .doesNotContainIgnoringCase("\"authorization\"")
                .doesNotContainIgnoringCase("\"api-key\"");
    }

    @Test
    void headers_that_open_doors_are_left_out_of_the_answer_too() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
            wire.beginStream(
                    "Set-Cookie: session=open-sesame",
                    "X-Echo: you sent " + KEY,
                    "X-Twice: one",
                    "X-Twice: two " + KEY);
            wire.event(text("a"));
            wire.event(finish("stop"));
            wire.event(DONE);
            wire.end();
        })) {
            assertThat(Way.STREAM
                            .call(recording(server, "openai", KEY, "x"))
                            .result()
                            .text())
                    .isEqualTo("a");
        }

        assertThat(everything())
                .doesNotContain(KEY)
                .doesNotContain("open-sesame")
                .contains("\"X-Echo\": \"you sent [key]\"")
                .contains("\"two [key]\"");
    }

    @Test
    void a_key_that_comes_in_pieces_is_found_and_the_reader_gets_it_as_it_came() throws Exception {
        String event = "data: " + text("before " + KEY + " after") + "\n\n";
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
            wire.beginStream();
            for (byte b : event.getBytes(StandardCharsets.UTF_8)) {
                wire.chunk(new byte[] {b});
            }
            wire.event(finish("stop"));
            wire.event(DONE);
            wire.end();
        })) {
            assertThat(Way.STREAM
                            .call(recording(server, "openai", KEY, "x"))
                            .result()
                            .text())
                    .isEqualTo("before " + KEY + " after");
        }

        assertThat(everything()).doesNotContain(KEY).contains("before [key] after");
        assertThat(Way.STREAM
                        .call(HandWrittenPrompt.with(
                                Tape.replay(folder), CallOptions.defaults(), List.of(Message.user("x"))))
                        .result()
                        .text())
                .isEqualTo("before [key] after");
    }

    @Test
    void a_key_in_a_packed_answer_is_found() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(
                    ("{\"choices\":[{\"message\":{\"content\":\"" + KEY + "\"}}]}").getBytes(StandardCharsets.UTF_8));
        }
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
            wire.beginStreamOf("application/json", "Content-Encoding: gzip");
            wire.chunk(packed.toByteArray());
            wire.end();
        })) {
            assertThat(Way.CALL
                            .call(recording(server, "openai", KEY, "x"))
                            .result()
                            .text())
                    .isEqualTo(KEY);
        }

        assertThat(everything()).doesNotContain(KEY).contains("\"content\":\"[key]\"");
    }

    @Test
    void half_a_key_that_an_error_quotes_is_not_written() throws Exception {
        String quoted = "{\"error\":{\"message\":\"Incorrect API key provided: sk-proj-***********ghij.\"}}";
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
            byte[] bytes = quoted.getBytes(StandardCharsets.UTF_8);
            wire.raw(
                    ("HTTP/1.1 401 X\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            for (byte b : bytes) {
                wire.raw(new byte[] {b});
            }
        })) {
            assertThat(Way.CALL.call(recording(server, "openai", KEY, "x")).thrown())
                    .hasMessageContaining("Incorrect API key provided");
        }

        assertThat(everything()).doesNotContain("***").contains("Incorrect API key provided: [key].");
    }

    @Test
    void a_key_in_the_prompt_is_not_written_and_the_request_is_still_found() throws Exception {
        String words = "My key is " + KEY + ", is it safe?";
        try (ScriptedServer server =
                ScriptedServer.answering(ScriptedServer.events(text("no"), finish("stop"), DONE))) {
            assertThat(Way.STREAM
                            .call(recording(server, "openai", KEY, words))
                            .result()
                            .text())
                    .isEqualTo("no");
        }

        assertThat(everything()).doesNotContain(KEY).contains("My key is [key], is it safe?");
        PromptClient replay = Tape.replay(folder);
        assertThat(Way.STREAM
                        .call(HandWrittenPrompt.with(replay, CallOptions.defaults(), List.of(Message.user(words))))
                        .result()
                        .text())
                .isEqualTo("no");
        assertThat(Way.STREAM
                        .call(HandWrittenPrompt.with(
                                replay, CallOptions.defaults(), List.of(Message.user("My key is " + KEY + "!"))))
                        .thrown())
                .hasMessageContaining("messages[0].content");
    }

    @Test
    void a_key_in_the_address_is_not_written() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.events(text("a"), finish("stop"), DONE))) {
            PromptClient client = PromptClient.builder()
                    .baseUrl("openai", server.url() + "/tenant-" + KEY + "?api-key=" + KEY + "&other=secret-value")
                    .apiKey("openai", KEY)
                    .build();
            assertThat(Way.STREAM
                            .call(HandWrittenPrompt.with(Tape.record(folder, client)))
                            .result()
                            .text())
                    .isEqualTo("a");
            assertThat(server.requests().get(0).line()).contains("?api-key=" + KEY);
        }

        assertThat(everything())
                .doesNotContain(KEY)
                .doesNotContain("secret-value")
                .contains("/tenant-[key]/chat");
    }

    @Test
    void a_key_is_found_as_json_writes_it() throws Exception {
        String key = "sk/\"quoted\"\\0123456789";
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.events(
                text("sk\\/\\\"quoted\\\"\\\\0123456789"),
                text("sk/\\\"quoted\\\"\\\\0123456789"),
                finish("stop"),
                DONE))) {
            assertThat(Way.STREAM
                            .call(recording(server, "openai", key, "x " + key))
                            .result()
                            .text())
                    .isEqualTo(key + key);
        }

        assertThat(everything()).doesNotContain("0123456789");
    }

    @Test
    void a_key_that_is_a_common_word_does_not_keep_a_request_from_being_found() {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.events(text("a"), finish("stop"), DONE))) {
            assertThat(Way.STREAM
                            .call(recording(server, "vllm", "token", "Count the tokens of token.")
                                    .on(OpenAi.model("vllm", "m")))
                            .result()
                            .text())
                    .isEqualTo("a");
        }

        assertThat(Way.STREAM
                        .call(HandWrittenPrompt.with(
                                        Tape.replay(folder),
                                        CallOptions.defaults(),
                                        List.of(Message.user("Count the tokens of token.")))
                                .on(OpenAi.model("vllm", "m")))
                        .result()
                        .text())
                .isEqualTo("a");
    }
}

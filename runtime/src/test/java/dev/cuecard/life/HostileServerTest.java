package dev.cuecard.life;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.Chunks.usage;
import static dev.cuecard.kit.ScriptedServer.body;
import static dev.cuecard.kit.ScriptedServer.events;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cuecard.PromptClient;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.error.PromptException;
import dev.cuecard.error.ServerException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.MalformedChunkException;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers whose bytes are slow, sloppy or malicious. */
@Timeout(60)
class HostileServerTest {

    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";

    private static HandWrittenPrompt prompt(ScriptedServer server) {
        return HandWrittenPrompt.with(HandWrittenPrompt.clientOf(server).build(), ONCE);
    }

    private static StreamResult collected(Script script) {
        try (ScriptedServer server = ScriptedServer.answering(script)) {
            return prompt(server).stream().collect();
        }
    }

    private static PromptException failed(Script script) {
        return catchThrowableOfType(PromptException.class, () -> collected(script));
    }

    private static String sse(String... data) {
        StringBuilder text = new StringBuilder();
        for (String each : data) {
            text.append("data: ").append(each).append("\n\n");
        }
        return text.toString();
    }

    private static Script chunks(byte[]... chunks) {
        return (request, wire) -> {
            wire.beginStream();
            for (byte[] chunk : chunks) {
                wire.chunk(chunk);
            }
            wire.end();
        };
    }

    private static Script raw(String answer) {
        return (request, wire) -> {
            wire.raw(answer.getBytes(UTF_8));
            wire.cut();
        };
    }

    @Test
    void a_body_that_trickles_in_byte_by_byte_is_read_as_one_that_comes_whole() {
        byte[] bytes = sse(text("gr\u00fc\u00df \ud83d\ude00"), finish("stop"), usage(1, 2), DONE)
                .getBytes(UTF_8);
        byte[][] single = new byte[bytes.length][];
        for (int i = 0; i < bytes.length; i++) {
            single[i] = new byte[] {bytes[i]};
        }

        StreamResult result = collected(chunks(single));

        assertThat(result.text()).isEqualTo("gr\u00fc\u00df \ud83d\ude00");
        assertThat(result.chunkCount()).isEqualTo(3);
    }

    @Test
    void an_event_of_many_megabytes_is_one_chunk() {
        String large = "x".repeat(12 * 1024 * 1024);

        assertThat(collected(chunks(sse(text(large), finish("stop"), DONE).getBytes(UTF_8)))
                        .text())
                .isEqualTo(large);
    }

    @Test
    void a_hundred_thousand_events_and_comments_without_data_are_passed_over() {
        byte[] noise = ": ping\n\n\n\nevent: noise\n\ndata:\n\nid: 7\n\n"
                .repeat(100_000)
                .getBytes(UTF_8);

        StreamResult result = collected(chunks(
                noise,
                sse(text("a")).getBytes(UTF_8),
                noise,
                sse(finish("stop"), DONE).getBytes(UTF_8)));

        assertThat(result.text()).isEqualTo("a");
        assertThat(result.chunkCount()).isEqualTo(2);
    }

    @Test
    void a_header_without_end_is_a_lost_connection_and_not_an_out_of_memory_error() {
        PromptException thrown = failed((request, wire) -> {
            wire.raw((HEAD + "X-Endless: ").getBytes(UTF_8));
            byte[] more = "y".repeat(64 * 1024).getBytes(UTF_8);
            for (int i = 0; i < 4_000; i++) {
                wire.raw(more);
            }
        });

        assertThat(thrown).isInstanceOf(StreamInterruptedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: ", "event: ", "id: ", "noise", "data: x\ndata: y\nretry: "})
    void a_line_without_end_meets_the_limit_of_an_event(String beginning) {
        byte[] more = "y".repeat(64 * 1024).getBytes(UTF_8);
        Script script = (request, wire) -> {
            wire.beginStream();
            wire.chunk(beginning.getBytes(UTF_8));
            for (int i = 0; i < 4_000; i++) {
                wire.chunk(more);
            }
        };

        try (ScriptedServer server = ScriptedServer.answering(script)) {
            PromptClient client =
                    HandWrittenPrompt.clientOf(server).maxEventBytes(100_000).build();

            assertThat(catchThrowable(
                            () -> HandWrittenPrompt.with(client, ONCE).stream().collect()))
                    .isInstanceOf(MalformedChunkException.class)
                    .hasMessageContaining("100000 bytes")
                    .hasMessageContaining("maxEventBytes");
        }
    }

    @Test
    void lines_of_data_without_end_meet_the_limit_of_an_event() {
        byte[] more = "data:\n".repeat(10_000).getBytes(UTF_8);
        Script script = (request, wire) -> {
            wire.beginStream();
            for (int i = 0; i < 4_000; i++) {
                wire.chunk(more);
            }
        };
        try (ScriptedServer server = ScriptedServer.answering(script)) {
            PromptClient client =
                    HandWrittenPrompt.clientOf(server).maxEventBytes(100_000).build();

            assertThat(catchThrowable(
                            () -> HandWrittenPrompt.with(client, ONCE).stream().collect()))
                    .isInstanceOf(MalformedChunkException.class);
        }
    }

    @Test
    void a_body_shorter_than_its_length_is_interrupted_and_one_with_more_is_cut_there() {
        String whole = sse(text("a"), finish("stop"), DONE);
        String cut = sse(text("a"));

        assertThat(failed(raw(HEAD + "Content-Length: 1000\r\n\r\n" + cut)))
                .isInstanceOf(StreamInterruptedException.class);
        assertThat(collected(raw(HEAD + "Content-Length: " + whole.length() + "\r\n\r\n" + whole + "garbage"))
                        .ending())
                .isEqualTo(new Ending.Completed());
        assertThat(failed(raw(HEAD + "Content-Length: -5\r\n\r\n" + cut)))
                .isInstanceOf(StreamInterruptedException.class);
    }

    @Test
    void what_is_left_behind_a_body_does_not_get_into_the_next_answer() {
        String whole = sse(text("a"), finish("stop"), DONE);
        Script leaving = (request, wire) -> {
            wire.raw((HEAD + "Content-Length: " + whole.length() + "\r\n\r\n" + whole + sse(text("stale")))
                    .getBytes(UTF_8));
        };
        try (ScriptedServer server = ScriptedServer.answering(leaving, events(text("b"), finish("stop"), DONE))) {
            PromptClient client = HandWrittenPrompt.clientOf(server).build();

            assertThat(HandWrittenPrompt.with(client).stream().collect().text()).isEqualTo("a");
            assertThat(HandWrittenPrompt.with(client).stream().collect().text()).isEqualTo("b");
        }
    }

    @Test
    void bytes_that_are_no_utf_8_become_replacement_characters() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a".getBytes(UTF_8));
        bytes.write(0xC3);
        bytes.write(0xFF);
        bytes.writeBytes("b\"},\"finish_reason\":\"stop\"}]}\n\n".getBytes(UTF_8));
        bytes.writeBytes(sse(DONE).getBytes(UTF_8));

        assertThat(collected(chunks(bytes.toByteArray())).text()).isEqualTo("a\ufffd\ufffdb");
    }

    @Test
    void control_characters_and_halves_of_surrogate_pairs_pass_through() {
        String data =
                sse(text("nul\\u0000"), text("\\ud83d"), text("\\ude00"), text("lone\\ud83d"), finish("stop"), DONE);

        assertThat(collected(chunks(data.getBytes(UTF_8))).text()).isEqualTo("nul\0\ud83d\ude00lone\ud83d");
        assertThat(failed(chunks(sse("{\"choices\":[{\"delta\":{\"content\":\"a\0b\"}}]}")
                        .getBytes(UTF_8))))
                .isInstanceOf(MalformedChunkException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"choices\":[{\"delta\":{\"x\":", "{\"error\":[", "{\"error\":{\"a\":"})
    void json_of_any_depth_is_refused_without_a_stack_overflow(String opening) {
        String deep = opening.repeat(100_000);

        assertThat(failed(events(deep))).isInstanceOf(PromptException.class).hasNoSuppressedExceptions();
        assertThat(failed(body(200, "application/json", deep))).isInstanceOf(PromptException.class);
        assertThat(failed(body(500, "application/json", deep))).isInstanceOf(ServerException.class);
    }

    @Test
    void of_fields_that_come_twice_the_last_one_counts() {
        String twice = "{\"id\":\"x\",\"id\":\"y\",\"choices\":[{\"delta\":{\"content\":\"1\",\"content\":\"2\"},"
                + "\"delta\":{\"content\":\"3\"},\"finish_reason\":null,\"finish_reason\":\"stop\"}]}";

        StreamResult result = collected(events(twice, DONE));

        assertThat(result.text()).isEqualTo("3");
        assertThat(result.responseId()).isEqualTo("y");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void compression_that_was_not_asked_for_is_undone_within_the_limit() throws IOException {
        byte[] good = gzip(sse(text("a"), finish("stop"), DONE));
        byte[] bomb = gzip("data: " + "0".repeat(64 * 1024 * 1024));

        assertThat(collected((request, wire) -> {
                            wire.beginStream("Content-Encoding: gzip");
                            wire.chunk(good);
                            wire.end();
                        })
                        .text())
                .isEqualTo("a");
        assertThat(failed((request, wire) -> {
                    wire.beginStream("Content-Encoding: gzip");
                    wire.chunk(bomb);
                    wire.end();
                }))
                .isInstanceOf(MalformedChunkException.class);
    }
}

package dev.cuecard.faults;

import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cuecard.PromptClient;
import dev.cuecard.TypedPrompt;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.error.ApiException;
import dev.cuecard.kit.Protocol;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.kit.ScriptedServer.Wire;
import dev.cuecard.message.Message;
import dev.cuecard.stream.MalformedChunkException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that offer more than a heap can hold. What they get rid of until they are left is all but nothing. */
@Timeout(120)
class FaultMemoryTest {

    private static final int LIMIT = 64 * 1024;

    /** What sockets and buffers on both sides may hold beyond the limit, compressed or not. */
    private static final long TAKEN_AT_MOST = 32L * 1024 * 1024;

    private static final String FAILED = "HTTP/1.1 500 X\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static final int PIECE = 256 * 1024;

    private final CompletableFuture<Long> taken = new CompletableFuture<>();

    private Throwable thrownBy(Protocol protocol, boolean streamed, Script script) {
        try (ScriptedServer server = ScriptedServer.answering(script)) {
            PromptClient client = protocol.clientOf(server).maxEventBytes(LIMIT).build();
            TypedPrompt<?> prompt = protocol.prompt(
                    client, CallOptions.defaults().retries(Retries.none()), List.of(Message.user("Say hello.")));
            Throwable thrown = catchThrowable(() -> {
                if (streamed) {
                    prompt.stream().collect();
                } else {
                    prompt.call();
                }
            });
            assertThat(taken.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join())
                    .as("bytes that the server got rid of")
                    .isLessThan(TAKEN_AT_MOST);
            return thrown;
        }
    }

    /** Writes the same piece over and over, up to twice the heap, until the client has had enough. */
    private void offer(Wire wire, byte[] begin, byte[] more) throws IOException {
        long sent = 0;
        try {
            wire.chunk(begin);
            while (sent < 2 * Runtime.getRuntime().maxMemory()) {
                wire.chunk(more);
                sent += more.length;
            }
        } finally {
            taken.complete(sent);
        }
    }

    private static byte[] beginning(Protocol protocol, boolean streamed) {
        boolean event = streamed && protocol != Protocol.OLLAMA;
        return (event ? "data: {\"a\":\"" : "{\"a\":\"").getBytes(UTF_8);
    }

    private static byte[] piece() {
        return "y".repeat(PIECE).getBytes(UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void an_event_without_end_is_left_at_the_limit(Protocol protocol) {
        assertThat(thrownBy(protocol, true, (request, wire) -> {
                    wire.beginStreamOf(protocol.streamType());
                    offer(wire, beginning(protocol, true), piece());
                }))
                .isInstanceOf(MalformedChunkException.class);
    }

    @ParameterizedTest
    @EnumSource
    void a_whole_reply_without_end_is_left_at_the_limit(Protocol protocol) {
        assertThat(thrownBy(protocol, false, (request, wire) -> {
                    wire.beginStreamOf("application/json");
                    offer(wire, beginning(protocol, false), piece());
                }))
                .isInstanceOf(MalformedChunkException.class);
    }

    @ParameterizedTest
    @EnumSource
    void an_error_without_end_is_left_when_its_beginning_is_known(Protocol protocol) {
        assertThat(thrownBy(protocol, true, (request, wire) -> {
                    wire.raw(FAILED.getBytes(UTF_8));
                    offer(wire, beginning(protocol, false), piece());
                }))
                .isInstanceOf(ApiException.class);
    }

    @ParameterizedTest
    @EnumSource
    void a_bomb_without_end_is_left_at_the_limit(Protocol protocol) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed, 512, true)) {
            out.write(beginning(protocol, true));
            byte[] zeros = new byte[16 * 1024 * 1024];
            out.write(zeros);
            out.flush();
            int once = compressed.size();
            out.write(zeros);
            out.flush();
            byte[] all = compressed.toByteArray();
            byte[] begin = Arrays.copyOf(all, once);
            // Each repeats what came before, so it may follow itself.
            byte[] again = Arrays.copyOfRange(all, once, all.length);

            assertThat(thrownBy(protocol, true, (request, wire) -> {
                        wire.beginStreamOf(protocol.streamType(), "Content-Encoding: gzip");
                        offer(wire, begin, again);
                    }))
                    .isInstanceOf(MalformedChunkException.class);
        }
    }
}

package dev.cuecard.life;

import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.kit.Sockets;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.Deadline;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.StreamTimeoutException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A listener that the user gave the HTTP client, and that throws where a call is cancelled: the call ends all the same. */
@Timeout(60)
class ThrowingListenerTest {

    private static final Script SILENT_AFTER_ONE = (request, wire) -> {
        wire.beginStream();
        wire.event(text("a"));
        wire.awaitClientGone();
    };

    private final BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
    private Thread.@Nullable UncaughtExceptionHandler before;

    @BeforeEach
    void listen() {
        before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> told.add(e));
    }

    @AfterEach
    void restore() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    private static OkHttpClient.Builder throwing() {
        return new OkHttpClient.Builder().eventListener(new EventListener() {
            @Override
            public void canceled(Call call) {
                throw new IllegalStateException("a listener's");
            }
        });
    }

    private static HandWrittenPrompt prompt(ScriptedServer server, OkHttpClient client, Timeouts timeouts) {
        return HandWrittenPrompt.with(
                HandWrittenPrompt.clientOf(server).httpClient(client).build(),
                CallOptions.defaults().retries(Retries.none()).timeouts(timeouts));
    }

    private void assertTold() throws InterruptedException {
        assertThat(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).hasMessage("a listener's");
    }

    @Test
    void an_aborted_stream_is_aborted() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(SILENT_AFTER_ONE)) {
            ChunkStream<OpenAiChunk> stream = prompt(server, throwing().build(), Timeouts.defaults()).stream();
            CompletableFuture<StreamResult> result = stream.result();
            Iterator<OpenAiChunk> chunks = stream.iterator();
            chunks.next();

            stream.abort();

            assertThat(chunks.hasNext()).isFalse();
            assertThat(result.get(PATIENCE_SECONDS, TimeUnit.SECONDS).ending()).isEqualTo(new Ending.Aborted());
            server.awaitNoConnections();
        }
        assertTold();
    }

    @Test
    void a_stream_that_is_idle_for_too_long_times_out() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(SILENT_AFTER_ONE)) {
            Timeouts timeouts = Timeouts.defaults().idle(Duration.ofMillis(50));
            Throwable thrown = catchThrowable(
                    () -> prompt(server, throwing().build(), timeouts).stream().collect());

            assertThat(thrown).isInstanceOf(StreamTimeoutException.class);
            server.awaitNoConnections();
        }
        assertTold();
    }

    @Test
    void a_connect_that_takes_too_long_times_out() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(SILENT_AFTER_ONE)) {
            OkHttpClient deaf = throwing().socketFactory(Sockets.deaf()).build();
            Timeouts timeouts = Timeouts.defaults().connect(Duration.ofMillis(50));
            StreamTimeoutException thrown = catchThrowableOfType(
                    StreamTimeoutException.class,
                    () -> prompt(server, deaf, timeouts).stream().collect());

            assertThat(thrown.deadline()).isEqualTo(Deadline.CONNECT);
        }
        assertTold();
    }
}

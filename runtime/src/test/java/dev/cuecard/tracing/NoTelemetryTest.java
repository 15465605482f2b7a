package dev.cuecard.tracing;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static dev.cuecard.kit.ScriptedServer.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.PromptClient;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.StreamResult;
import io.opentelemetry.api.OpenTelemetry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Without an SDK, calls have ids that are unique, and no thread works for their traces. */
@Timeout(60)
class NoTelemetryTest {

    private static List<String> telemetryThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("cuecard-span-"))
                .toList();
    }

    private static void awaitThreadsOfOtherTestsGone() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!telemetryThreads().isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("telemetry threads of idle clients do not go: " + telemetryThreads());
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void the_threads_of_clients_that_are_idle_go_and_there_are_none_without_an_sdk() {
        Recorder recorder = new Recorder();
        try (ScriptedServer server = ScriptedServer.answering(events(text("x"), finish("stop"), DONE))) {
            HandWrittenPrompt.with(recorder.clientOf(server).build()).stream().collect();
            assertThat(telemetryThreads()).contains("cuecard-span-starts", "cuecard-span-ends");
            awaitThreadsOfOtherTestsGone();

            for (OpenTelemetry none : List.of(
                    OpenTelemetry.noop(),
                    io.opentelemetry.sdk.OpenTelemetrySdk.builder().build())) {
                PromptClient client =
                        HandWrittenPrompt.clientOf(server).openTelemetry(none).build();
                HandWrittenPrompt.with(client).stream().collect();
                assertThat(telemetryThreads()).isEmpty();
            }
        }
    }

    @Test
    void ids_are_unique_well_formed_and_known_before_the_first_chunk() {
        Set<String> traces = new HashSet<>();
        Set<String> spans = new HashSet<>();
        try (ScriptedServer server = ScriptedServer.answering(events(text("x"), finish("stop"), DONE))) {
            HandWrittenPrompt prompt = HandWrittenPrompt.with(HandWrittenPrompt.clientOf(server)
                    .openTelemetry(OpenTelemetry.noop())
                    .build());
            for (int i = 0; i < 100; i++) {
                ChunkStream<OpenAiChunk> stream = prompt.stream();
                traces.add(stream.traceId());
                spans.add(stream.spanId());
                StreamResult result = stream.collect();
                assertThat(result.traceId()).isEqualTo(stream.traceId());
                assertThat(result.spanId()).isEqualTo(stream.spanId());
            }
        }

        assertThat(traces).hasSize(100).allMatch(id -> id.matches("[0-9a-f]{32}"));
        assertThat(spans).hasSize(100).allMatch(id -> id.matches("[0-9a-f]{16}"));
    }
}

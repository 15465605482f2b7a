package dev.cuecard.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.cuecard.TypedPrompt;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.error.ApiException;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.StreamException;
import dev.cuecard.stream.StreamResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Answers recorded from every provider and from servers that speak their protocols, played over a loopback server in random
 * pieces, and compared with what an independent reader made of them. The folder of recordings is given by the system property
 * {@code cuecard.recordings}; without it these tests are skipped.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedStreamsTest {

    private static final int CUTTINGS = 3;

    private static final String[] GROUPS = {
        "openai",
        "azure-openai",
        "openai-compatible",
        "anthropic",
        "anthropic-compatible",
        "gemini",
        "vertexai",
        "ollama"
    };

    /** What a reading brought: the chunks, and the result or the partial one with what ended it. */
    private record Outcome(List<Chunk> chunks, StreamResult result, Throwable thrown) {}

    /** A way to read a prompt to its end. */
    private interface Reader {
        Outcome read(TypedPrompt<?> prompt) throws Exception;
    }

    @Test
    void recordings_are_given() {
        assumeFalse(
                System.getProperty("cuecard.recordings", "").isBlank(),
                "no recordings: give their folder with -Dcuecard.recordings=…");
        assertThat(Recording.ofGroup("openai")).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> read_by_blocking() {
        return tests(RecordedStreamsTest::readBlocking);
    }

    @TestFactory
    Stream<DynamicTest> read_asynchronously() {
        return tests(RecordedStreamsTest::readAsynchronously);
    }

    private static Stream<DynamicTest> tests(Reader reader) {
        return Recording.ofGroups(GROUPS)
                .filter(recording -> recording.protocol().isPresent())
                .map(recording -> DynamicTest.dynamicTest(recording.name(), () -> {
                    for (int seed = 0; seed < CUTTINGS; seed++) {
                        play(recording, reader, seed);
                    }
                }));
    }

    private static void play(Recording recording, Reader reader, int seed) throws Exception {
        byte[] body = recording.stream();
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
            wire.beginStreamOf(recording.mediaType());
            Random random = new Random(seed * 31L + recording.name().hashCode());
            for (int from = 0; from < body.length; ) {
                // Small pieces for short bodies; long ones would take a packet a byte.
                int to = Math.min(body.length, from + 1 + random.nextInt(Math.max(1, body.length / 40)));
                wire.chunk(Arrays.copyOfRange(body, from, to));
                from = to;
            }
            wire.end();
        })) {
            TypedPrompt<?> prompt = recording
                    .protocol()
                    .orElseThrow()
                    .prompt(server, CallOptions.defaults().retries(Retries.none()));
            Outcome outcome = reader.read(prompt);
            Expectation expectation = new Expectation(recording);
            expectation.compareEnding(outcome.thrown(), outcome.chunks().isEmpty());
            expectation.compareResult(outcome.result());
            expectation.compareChunks(outcome.chunks());
        }
    }

    private static Outcome readBlocking(TypedPrompt<?> prompt) {
        List<Chunk> chunks = new ArrayList<>();
        var stream = prompt.stream();
        Throwable thrown = catchThrowable(() -> stream.forEach(chunks::add));
        return new Outcome(chunks, thrown == null ? stream.result().join() : partialOf(thrown), thrown);
    }

    private static Outcome readAsynchronously(TypedPrompt<?> prompt) throws Exception {
        List<Chunk> chunks = new CopyOnWriteArrayList<>();
        try {
            StreamResult result =
                    prompt.streamAsync().forEach(chunks::add).get(ScriptedServer.PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new Outcome(chunks, result, null);
        } catch (ExecutionException e) {
            return new Outcome(chunks, partialOf(e.getCause()), e.getCause());
        }
    }

    private static StreamResult partialOf(Throwable thrown) {
        return thrown instanceof ApiException api ? api.partial() : ((StreamException) thrown).partial();
    }
}

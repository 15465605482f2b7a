package dev.cuecard.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.error.ApiException;
import dev.cuecard.kit.Protocol;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.stream.RefusalException;
import dev.cuecard.stream.StreamResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Answers that were not streamed, recorded from every provider and played over a loopback server: replies and errors. */
class RecordedAnswersTest {

    /** Headers that say how the body was sent then; the test's server sends it in its own way. */
    private static final Set<String> FRAMING = Set.of(
            "content-type", "content-length", "content-encoding", "transfer-encoding", "connection", "keep-alive");

    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());

    @TestFactory
    Stream<DynamicTest> whole_replies_are_read_by_call() {
        return recordings()
                .filter(recording -> recording.status() == 200)
                .map(recording -> DynamicTest.dynamicTest(recording.name(), () -> {
                    try (ScriptedServer server = playing(recording)) {
                        List<StreamResult> results = new ArrayList<>();
                        Throwable thrown = catchThrowable(() -> results.add(recording
                                .protocol()
                                .orElseThrow()
                                .prompt(server, ONCE)
                                .call()));
                        new Expectation(recording).compareEnding(thrown, true);
                        new Expectation(recording)
                                .compareResult(
                                        thrown instanceof RefusalException refused
                                                ? refused.partial()
                                                : results.get(0));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> error_answers_become_exceptions() {
        return recordings()
                .filter(recording -> recording.status() != 200)
                .map(recording -> DynamicTest.dynamicTest(recording.name(), () -> {
                    try (ScriptedServer server = playing(recording)) {
                        Protocol protocol = recording.protocol().orElseThrow();
                        compareError(
                                recording,
                                catchThrowable(() ->
                                        protocol.prompt(server, ONCE).stream().collect()));
                        compareError(
                                recording,
                                catchThrowable(
                                        () -> protocol.prompt(server, ONCE).call()));
                    }
                }));
    }

    private static void compareError(Recording recording, Throwable thrown) {
        JsonNode expected = recording.expected();
        assertThat(thrown).isInstanceOf(ApiException.class);
        ApiException api = (ApiException) thrown;
        assertThat(api.status()).isEqualTo(recording.status());
        assertThat(api).hasMessageContaining(firstWords(expected.path("message").asString("")));
        if (expected.path("type").isString()) {
            assertThat(api.errorType()).isEqualTo(expected.path("type").asString());
        }
        if (expected.path("request_id").isString()) {
            assertThat(api.requestId()).isEqualTo(expected.path("request_id").asString());
        }
    }

    /** Keys that a provider quotes are masked, so that the words are compared up to the first blank before one. */
    private static String firstWords(String message) {
        String[] words = message.split("\\s+", 4);
        return words.length < 4
                ? words[0]
                : message.substring(0, message.indexOf(words[2])).strip();
    }

    private static Stream<Recording> recordings() {
        return Recording.ofGroups(Recording.groupsIn("errors"))
                .filter(recording -> recording.protocol().isPresent());
    }

    private static ScriptedServer playing(Recording recording) {
        List<String> headers = new ArrayList<>();
        recording.about().path("http").path("response_headers").forEachEntry((name, value) -> {
            if (!FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
                headers.add(name + ": " + value.asString());
            }
        });
        return ScriptedServer.answering(ScriptedServer.body(
                recording.status(),
                recording
                        .about()
                        .path("http")
                        .path("response_headers")
                        .path("content-type")
                        .asString("application/json"),
                new String(recording.body(), StandardCharsets.UTF_8),
                headers.toArray(String[]::new)));
    }
}

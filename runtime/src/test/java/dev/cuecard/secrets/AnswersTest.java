package dev.cuecard.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.PromptClient;
import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.kit.Protocol;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.provider.MockWriter.Reply;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.stream.RefusalException;
import dev.cuecard.stream.StreamTimeoutException;
import dev.cuecard.testing.Tape;
import dev.cuecard.testing.Way;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a server answers, and wherever it gives the key back that it was sent: nobody gets to see the key. */
@Timeout(120)
class AnswersTest {

    private static final List<Way> WAYS = List.of(Way.values());
    private static final List<Protocol> PROTOCOLS = List.of(Protocol.values());
    private static final List<Echo> ECHOES = List.of(Echo.values());

    static Stream<Arguments> every_protocol_and_key() {
        return Stream.of(Protocol.values())
                .flatMap(protocol -> Stream.of(Run.usualKey(protocol), Secret.twisted())
                        .map(secret -> Arguments.of(protocol, secret)));
    }

    @ParameterizedTest
    @MethodSource("every_protocol_and_key")
    void a_good_answer_shows_no_key_and_is_seen_to_be_logged(Protocol protocol, Secret secret) {
        try (Run run = new Run(protocol, secret, client -> client.captureContent(true))) {
            for (Way way : WAYS) {
                Script good = (request, wire) -> {
                    run.witness().seeThreads();
                    protocol.replying(Run.REPLY).answer(request, wire);
                };
                assertThat(run.call(way, run.client(), Retries.none(), good)
                                .result()
                                .text())
                        .isEqualTo("Let me look.");
            }
            assertThat(run.witness().loggers()).isNotEmpty();
            assertThat(run.telemetry().spans()).hasSize(WAYS.size());
            assertThat(run.telemetry().metrics()).isNotEmpty();
            run.assertNoKeyWasSeen();
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_error_status_gives_the_key_away(Protocol protocol) {
        try (Run run = new Run(protocol, Secret.twisted(), client -> client.captureContent(true))) {
            for (int status = 400; status < 530; status++) {
                Echo echo = ECHOES.get(status % ECHOES.size());
                // Each way with each status, by one protocol or another.
                Way way = WAYS.get((status + PROTOCOLS.indexOf(protocol)) % WAYS.size());
                Way.Outcome outcome =
                        run.call(way, run.client(), Retries.none(), run.echoes().status(status, echo));
                assertThat(outcome.thrown()).hasMessageContaining(String.valueOf(status));
            }
            run.assertNoKeyWasSeen();
        }
    }

    @ParameterizedTest
    @MethodSource("every_protocol_and_key")
    void nothing_else_that_a_server_sends_gives_the_key_away(Protocol protocol, Secret secret, @TempDir Path folder)
            throws Exception {
        // The usual keys are found by their beginnings, too, so that the others are the harder ones.
        boolean[] captured = secret.isTwisted() ? new boolean[] {true, false} : new boolean[] {true};
        for (boolean captureContent : captured) {
            try (Run run = new Run(protocol, secret, client -> client.captureContent(captureContent))) {
                PromptClient recording = Tape.record(folder, run.client());
                for (Map.Entry<String, Script> answer : run.echoes().answers().entrySet()) {
                    for (Way way : captureContent
                            ? List.of(Way.STREAM, Way.CALL_ASYNC)
                            : List.of(Way.STREAM_ASYNC, Way.CALL)) {
                        PromptClient client = way == Way.STREAM ? recording : run.client();
                        Way.Outcome outcome = run.call(way, client, Retries.none(), answer.getValue());
                        assertThat(outcome.failure()).as(answer.getKey()).isNotNull();
                    }
                }
                run.witness().see(folder);
                run.assertNoKeyWasSeen();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("every_protocol_and_key")
    void attempts_that_are_repeated_give_no_key_away(Protocol protocol, Secret secret) {
        try (Run run = new Run(protocol, secret, client -> client.captureContent(true))) {
            for (Way way : WAYS) {
                Script busy = (request, wire) -> wire.answer(
                        503, "application/json", run.echoes().error(503, Echo.JSON), "X-Request-Id: " + secret.value());
                assertThat(run.call(way, run.client(), Retries.of(2), busy).thrown())
                        .hasMessageContaining("503");
            }
            assertThat(run.telemetry().spans())
                    .allSatisfy(span -> assertThat(span.getEvents()).hasSizeGreaterThanOrEqualTo(2));
            run.assertNoKeyWasSeen();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_deadline_that_is_missed_gives_no_key_away(Protocol protocol) {
        Duration brief = Duration.ofMillis(100);
        Timeouts timeouts = Timeouts.defaults().firstChunk(brief).idle(brief);
        try (Run run = new Run(protocol, Secret.twisted(), client -> client.timeouts(timeouts))) {
            run.answer((request, wire) -> {
                wire.beginStreamOf(protocol.streamType(), run.echoes().headers());
                wire.awaitClientGone();
            });
            for (Way way : WAYS) {
                // On a busy machine the deadline may be missed before the request is sent.
                Throwable thrown =
                        way.call(run.prompt(run.client(), Retries.none())).thrown();
                assertThat(thrown).isInstanceOf(StreamTimeoutException.class);
                run.witness().see(thrown);
            }
            run.assertNoKeyWasSeen();
        }
    }

    /** Ollama has no word for a refusal. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OLLAMA")
    void a_refusal_gives_no_key_away(Protocol protocol) {
        Reply refusal = new Reply("some-model", List.of(), "I will not.", List.of(), Kind.REFUSAL, Run.REPLY.usage());
        try (Run run = new Run(protocol, Secret.twisted(), client -> client.captureContent(true))) {
            for (Way way : WAYS) {
                assertThat(run.call(way, run.client(), Retries.none(), protocol.replying(refusal))
                                .thrown())
                        .isInstanceOf(RefusalException.class);
            }
            run.assertNoKeyWasSeen();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_server_that_is_not_there_gives_no_key_away(Protocol protocol) {
        try (Run run = new Run(protocol, Secret.twisted(), client -> client.captureContent(true))) {
            run.server().close();
            for (Way way : WAYS) {
                Throwable thrown =
                        way.call(run.prompt(run.client(), Retries.of(1))).thrown();
                assertThat(thrown).hasMessageContaining("could not connect to 127.0.0.1");
                run.witness().see(thrown);
            }
            run.assertNoKeyWasSeen();
        }
    }
}

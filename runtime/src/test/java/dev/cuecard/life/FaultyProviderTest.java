package dev.cuecard.life;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cuecard.PromptClient;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.error.PromptException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.life.FaultyProvider.Place;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a provider's code throws, the call ends, once, and says whose fault it was. */
@Timeout(60)
class FaultyProviderTest {

    /** Errors too: a class that is missing at run time is one. */
    static Stream<Arguments> faults() {
        return Stream.of(Place.values())
                .filter(place -> place != Place.DECODE_WHOLE)
                .flatMap(place -> Stream.of(
                        Arguments.of(place, new IllegalStateException("a bug")),
                        Arguments.of(place, new NoClassDefFoundError("some/Missing"))));
    }

    /** Whether a provider can stream is not asked for a call that is not to stream. */
    static Stream<Arguments> faultsOfCalls() {
        return faults().filter(fault -> fault.get()[0] != Place.CAPABILITIES);
    }

    /** A cut stream asks whether it was finished; an error answer is read by the provider. */
    private static ScriptedServer server(Place place) {
        Script script = switch (place) {
            case READ_ERROR -> ScriptedServer.body(500, "application/json", "{}");
            case FINISHED ->
                (request, wire) -> {
                    wire.beginStream();
                    wire.event(text("a"));
                    wire.cut();
                };
            default -> ScriptedServer.events(text("a"), finish("stop"), DONE);
        };
        return ScriptedServer.answering(script);
    }

    private static HandWrittenPrompt prompt(ScriptedServer server, Place place, Throwable fault) {
        PromptClient client = HandWrittenPrompt.clientOf(server)
                .provider(new FaultyProvider(place, fault))
                .build();
        return HandWrittenPrompt.with(client, CallOptions.defaults().retries(Retries.none()));
    }

    private static Throwable failure(CompletableFuture<StreamResult> result) {
        return catchThrowableOfType(ExecutionException.class, () -> result.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .getCause();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void the_iterator_and_the_result_tell_of_it_as_one_exception(Place place, Throwable fault) {
        try (ScriptedServer server = server(place)) {
            ChunkStream<OpenAiChunk> stream = prompt(server, place, fault).stream();

            Throwable thrown = catchThrowable(() -> stream.iterator().forEachRemaining(chunk -> {}));

            assertThat(thrown).isInstanceOf(StreamInterruptedException.class).hasCause(fault);
            assertThat(thrown).hasMessageContaining("provider's code").hasMessageContaining(fault.getMessage());
            assertThat(failure(stream.result())).isSameAs(thrown);
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whoever_waits_for_the_result_of_an_unread_stream_gets_it(Place place, Throwable fault) {
        try (ScriptedServer server = server(place)) {
            assertThat(failure(prompt(server, place, fault).stream().result())).hasCause(fault);
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void an_asynchronous_stream_settles_with_it(Place place, Throwable fault) {
        try (ScriptedServer server = server(place)) {
            assertThat(failure(prompt(server, place, fault).streamAsync().collect()))
                    .isInstanceOf(PromptException.class)
                    .hasCause(fault);
        }
    }

    @ParameterizedTest
    @MethodSource("faultsOfCalls")
    void an_asynchronous_call_settles_with_it(Place place, Throwable fault) {
        Place whole = place == Place.DECODE ? Place.DECODE_WHOLE : place;
        Script answer = ScriptedServer.body(
                place == Place.READ_ERROR ? 500 : 200, "application/json", place == Place.FINISHED ? "" : text("a"));
        try (ScriptedServer server = ScriptedServer.answering(answer)) {
            assertThat(failure(prompt(server, whole, fault).callAsync()))
                    .isInstanceOf(PromptException.class)
                    .hasCause(fault);
        }
    }
}

package dev.cuecard.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.kit.Protocol;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.message.Message;
import dev.cuecard.message.ToolCall;
import dev.cuecard.provider.MockWriter.Reply;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.Usage;
import dev.cuecard.testing.Tape;
import dev.cuecard.testing.Way;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a provider answered can be recorded and played again, whichever it is. */
@Timeout(60)
class TapesTest {

    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());

    private static final List<Message> HELLO = List.of(Message.user("Hello."));

    private static final Reply REPLY = new Reply(
            "some-model",
            List.of("Let ", "me look 😀."),
            "",
            List.of(new ToolCall(Optional.of("call_1"), "look", "{\"at\":\"tea\"}")),
            Kind.TOOL_CALLS,
            new Usage(
                    OptionalLong.of(1),
                    OptionalLong.of(2),
                    OptionalLong.of(3),
                    OptionalLong.empty(),
                    OptionalLong.empty()),
            List.of("Hm."));

    static Stream<Arguments> every_protocol_and_way() {
        return Stream.of(Protocol.values())
                .flatMap(protocol -> Stream.of(Way.values()).map(way -> Arguments.of(protocol, way)));
    }

    @ParameterizedTest
    @MethodSource("every_protocol_and_way")
    void an_answer_plays_as_it_was_and_holds_no_key(Protocol protocol, Way way, @TempDir Path folder) {
        Way.Outcome recorded;
        try (ScriptedServer server = ScriptedServer.answering(protocol.replying(REPLY))) {
            recorded = way.call(protocol.prompt(
                    Tape.record(folder, protocol.clientOf(server).build()), ONCE, HELLO));
        }

        Way.Outcome played = way.call(protocol.prompt(Tape.replay(folder), ONCE, HELLO));

        StreamResult result = played.result();
        assertThat(played.contents()).isEqualTo(recorded.contents());
        assertThat(result.text()).isEqualTo("Let me look 😀.");
        assertThat(result.reasoning()).isEqualTo("Hm.");
        assertThat(result.toolCalls()).isEqualTo(recorded.result().toolCalls()).hasSize(1);
        assertThat(result.usage()).isEqualTo(recorded.result().usage());
        assertThat(result.message()).isEqualTo(recorded.result().message());
        assertThat(texts(folder)).isNotEmpty().noneMatch(text -> text.contains("sk-test-0123456789"));
    }

    private static List<String> texts(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> {
                        try {
                            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

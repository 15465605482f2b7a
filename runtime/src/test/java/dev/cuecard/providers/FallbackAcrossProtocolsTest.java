package dev.cuecard.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cuecard.PromptClient;
import dev.cuecard.TypedPrompt;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Model;
import dev.cuecard.call.Retries;
import dev.cuecard.error.ServerException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.Protocol;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.message.Message;
import dev.cuecard.provider.MockWriter.Reply;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A model of any provider may answer where OpenAI's fails, as long as nobody holds OpenAI's chunks. */
@Timeout(60)
class FallbackAcrossProtocolsTest {

    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());

    private static final Reply REPLY = new Reply(
            "stand-in",
            List.of("Here ", "I am."),
            "",
            List.of(),
            Kind.STOP,
            new Usage(
                    OptionalLong.of(1),
                    OptionalLong.of(2),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty()));

    /** OpenAI answers 503, and another provider answers well. */
    private static PromptClient client(ScriptedServer failing, Protocol other, ScriptedServer answering) {
        return other.clientOf(answering)
                .baseUrl("openai", failing.url())
                .apiKey("openai", "sk-test-0123456789")
                .fallback(other.model())
                .build();
    }

    private static ScriptedServer failing() {
        return ScriptedServer.answering(
                ScriptedServer.body(503, "application/json", Protocol.OPENAI.error(503, "server_error", "Not now.")));
    }

    @ParameterizedTest
    @EnumSource(names = "OPENAI", mode = EnumSource.Mode.EXCLUDE)
    void a_plain_call_is_answered_by_the_other_provider(Protocol other) {
        try (ScriptedServer failing = failing();
                ScriptedServer answering = ScriptedServer.answering(other.replying(REPLY))) {
            StreamResult result = HandWrittenPrompt.with(client(failing, other, answering), ONCE)
                    .call();

            assertThat(result.text()).isEqualTo("Here I am.");
            assertThat(result.attempts()).isEqualTo(2);
            assertThat(failing.requests()).hasSize(1);
            assertThat(answering.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "OPENAI", mode = EnumSource.Mode.EXCLUDE)
    void who_holds_any_chunk_gets_the_other_provider_s(Protocol other) {
        try (ScriptedServer failing = failing();
                ScriptedServer answering = ScriptedServer.answering(other.replying(REPLY))) {
            TypedPrompt<Chunk> prompt = HandWrittenPrompt.with(
                            client(failing, other, answering), ONCE, List.of(Message.user("Hello.")))
                    .on(Model.of("openai:gpt-4o-mini"));

            List<Chunk> chunks = new ArrayList<>();
            prompt.stream().forEach(chunks::add);

            assertThat(chunks).allMatch(other.model().chunkType()::isInstance);
            assertThat(chunks).extracting(Chunk::content).contains("Here ", "I am.");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "OPENAI", mode = EnumSource.Mode.EXCLUDE)
    void who_holds_openai_s_chunks_gets_openai_s_failure(Protocol other) {
        try (ScriptedServer failing = failing();
                ScriptedServer answering = ScriptedServer.answering(other.replying(REPLY))) {
            Throwable thrown =
                    catchThrowable(() -> HandWrittenPrompt.with(client(failing, other, answering), ONCE).stream()
                            .collect());

            assertThat(thrown).isInstanceOf(ServerException.class).hasMessageContaining("Not now.");
            assertThat(answering.requests()).isEmpty();
        }
    }
}

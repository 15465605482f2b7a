package dev.cuecard.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.BuilderDoor;
import dev.cuecard.PromptClient;
import dev.cuecard.TypedPrompt;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Model;
import dev.cuecard.call.Retries;
import dev.cuecard.kit.Protocol;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.message.Message;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.provider.MockWriter.Reply;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.stream.Usage;
import dev.cuecard.testing.Way;
import dev.cuecard.tracing.Recorder;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A server, a client with a key, and a {@link Witness} who sees all that comes of their calls. */
final class Run implements AutoCloseable {

    static final Reply REPLY = new Reply(
            "some-model",
            List.of("Let ", "me look."),
            "",
            List.of(),
            Kind.STOP,
            new Usage(
                    OptionalLong.of(1),
                    OptionalLong.of(2),
                    OptionalLong.of(3),
                    OptionalLong.empty(),
                    OptionalLong.empty()));

    private final Protocol protocol;
    private final Secret secret;
    private final AtomicReference<Script> script = new AtomicReference<>();
    private final ScriptedServer server =
            ScriptedServer.answering((request, wire) -> script.get().answer(request, wire));
    private final Recorder telemetry = new Recorder();
    private final PromptClient client;
    private final Witness witness;

    Run(Protocol protocol, Secret secret, UnaryOperator<PromptClient.Builder> settings) {
        this.protocol = protocol;
        this.secret = secret;
        this.client = settings.apply(BuilderDoor.open(protocol.clientOf(server), Map.of())
                        .apiKey(protocol.model().provider(), secret.value())
                        .openTelemetry(telemetry.sdk()))
                .build();
        this.witness = new Witness(secret);
    }

    static Secret usualKey(Protocol protocol) {
        return switch (protocol) {
            case OPENAI -> Secret.ofOpenAi();
            case ANTHROPIC -> Secret.ofAnthropic();
            case GOOGLE -> Secret.ofGoogle();
            case OLLAMA -> Secret.plain();
        };
    }

    /** A model of each provider that a client knows by itself. */
    static Stream<Model<?>> modelOfEachProvider() {
        return PromptClient.builder().build().providers().stream()
                .map(provider -> Stream.of(Protocol.values())
                        .<Model<?>>map(Protocol::model)
                        .filter(model -> model.provider().equals(provider.name()))
                        .findFirst()
                        .orElseGet(() -> OpenAi.model(provider.name(), "some-model")));
    }

    EchoingServer echoes() {
        return new EchoingServer(protocol, secret.value(), REPLY);
    }

    PromptClient client() {
        return client;
    }

    Witness witness() {
        return witness;
    }

    Recorder telemetry() {
        return telemetry;
    }

    ScriptedServer server() {
        return server;
    }

    void answer(Script next) {
        script.set(next);
    }

    TypedPrompt<?> prompt(PromptClient through, Retries retries) {
        return protocol.prompt(through, CallOptions.defaults().retries(retries), List.of(Message.user("Say hello.")));
    }

    /** Makes a call that is answered so, has what came of it seen, and makes sure that the key was sent. */
    Way.Outcome call(Way way, PromptClient through, Retries retries, Script answer) {
        answer(answer);
        int before = server.requests().size();
        Way.Outcome outcome = way.call(prompt(through, retries));
        assertThat(server.requests()).hasSize(before + retries.max() + 1);
        assertThat(server.requests().get(before).headers().values())
                .anyMatch(header -> header.endsWith(secret.value()));
        if (outcome.failure() != null) {
            witness.see(outcome.failure());
        } else {
            witness.see(outcome.result());
        }
        return outcome;
    }

    /** Fails where the key was seen anywhere. */
    void assertNoKeyWasSeen() {
        witness.see(telemetry);
        witness.assertNoKeyWasSeen();
    }

    @Override
    public void close() {
        witness.close();
        server.close();
    }
}

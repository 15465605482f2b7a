package dev.cuecard.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.BuilderDoor;
import dev.cuecard.Connection;
import dev.cuecard.PromptClient;
import dev.cuecard.TypedPrompt;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Model;
import dev.cuecard.call.Retries;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.Protocol;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.provider.Provider;
import dev.cuecard.testing.Tape;
import dev.cuecard.testing.Way;
import dev.cuecard.tracing.Recorder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever a key was set, it is sent, and not told when it is refused, or when it was set in a wrong place. */
@Timeout(60)
class SourcesTest {

    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());

    private final Map<String, String> variables = new HashMap<>();
    private final Recorder telemetry = new Recorder();

    static Stream<Model<?>> model_of_each_provider() {
        return Run.modelOfEachProvider();
    }

    private PromptClient.Builder builder() {
        return BuilderDoor.open(PromptClient.builder(), variables)
                .openTelemetry(telemetry.sdk())
                .captureContent(true);
    }

    /** A server that refuses every key, and quotes what it was sent: the whole address and all headers. */
    private static ScriptedServer refusing(String quoted) {
        return ScriptedServer.answering((request, wire) -> wire.answer(
                401,
                "application/json",
                Protocol.OPENAI.error(
                        401,
                        "unauthorized",
                        Echo.JSON.of("Cannot " + request.line() + ", " + request.headers() + ": " + quoted)),
                "X-Request-Id: " + quoted));
    }

    private static TypedPrompt<?> prompt(PromptClient client, Model<?> model) {
        return HandWrittenPrompt.with(client, ONCE).on(model);
    }

    private static Provider<?> providerOf(Model<?> model) {
        return PromptClient.builder().build().providers().stream()
                .filter(provider -> provider.name().equals(model.provider()))
                .findFirst()
                .orElseThrow();
    }

    private void assertRefusedUnseen(ScriptedServer server, Secret secret, TypedPrompt<?>... prompts) {
        try (Witness witness = new Witness(secret)) {
            for (TypedPrompt<?> prompt : prompts) {
                for (Way way : Way.values()) {
                    int before = server.requests().size();
                    Throwable thrown = way.call(prompt).thrown();
                    assertThat(thrown).hasMessageContaining("answered HTTP 401");
                    assertThat(server.requests()).hasSize(before + 1);
                    assertThat(server.requests().get(before).toString()).contains(secret.value());
                    witness.see(thrown);
                    witness.print(prompt);
                }
            }
            witness.see(telemetry);
            witness.assertNoKeyWasSeen();
        }
    }

    @ParameterizedTest
    @MethodSource("model_of_each_provider")
    void a_key_of_the_builder_the_environment_or_a_file_is_sent_and_not_told(Model<?> model) {
        Secret secret = Secret.plain();
        try (ScriptedServer server = refusing(secret.value())) {
            String name = model.provider();
            List<TypedPrompt<?>> prompts = new ArrayList<>();
            prompts.add(prompt(
                    builder()
                            .baseUrl(name, server.url())
                            .apiKey(name, secret.value())
                            .build(),
                    model));
            for (String variable : providerOf(model).settings().keyVariables()) {
                prompts.add(prompt(
                        BuilderDoor.open(PromptClient.builder(), Map.of(variable, secret.value()))
                                .baseUrl(name, server.url())
                                .build(),
                        model));
            }
            variables.put("KEY_OF_FILE", secret.value());
            for (String said : List.of(secret.value(), "${env:KEY_OF_FILE}", "${env:GONE:" + secret.value() + "}")) {
                Connection file = Connection.of("chat.prompty", name, server.url(), said);
                prompts.add(HandWrittenPrompt.connected(builder().build(), ONCE, OpenAi.model("gpt-4o"), file)
                        .on(model));
            }

            assertRefusedUnseen(server, secret, prompts.toArray(TypedPrompt<?>[]::new));
        }
    }

    @Test
    void a_key_of_a_server_of_one_s_own_is_not_told() {
        Secret secret = Secret.twisted();
        variables.put("MY_KEY", secret.value());
        try (ScriptedServer server = refusing("")) {
            PromptClient client =
                    builder().openAiCompatible("mine", server.url(), "MY_KEY").build();

            assertRefusedUnseen(server, secret, prompt(client, OpenAi.model("mine", "tiny")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_key_in_the_query_of_an_address_is_sent_and_not_told(Protocol protocol, @TempDir Path folder)
            throws Exception {
        Secret secret = Secret.plain();
        String name = protocol.model().provider();
        try (ScriptedServer server = refusing("");
                Witness witness = new Witness(secret)) {
            String url = server.url() + "?version=7&api_key=" + secret.value();
            variables.put("URL_OF_FILE", url);
            PromptClient client =
                    builder().baseUrl(name, url).apiKey(name, "another").build();
            PromptClient ofFile = builder().apiKey(name, "another").build();
            Connection file = Connection.of("chat.prompty", name, "${env:URL_OF_FILE}", "");

            assertRefusedUnseen(
                    server,
                    secret,
                    prompt(client, protocol.model()),
                    prompt(Tape.record(folder, client), protocol.model()),
                    HandWrittenPrompt.connected(ofFile, ONCE, OpenAi.model("gpt-4o"), file)
                            .on(protocol.model()));

            assertThat(server.requests().get(0).line()).contains("?version=7&api_key=" + secret.value());
            witness.see(folder);
            witness.print(Connection.of("chat.prompty", name, url, secret.value()));
            witness.assertNoKeyWasSeen();
        }
    }

    /** Two settings changed places, a password was put into an address, a password has the characters of an address. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "KEY",
                "https://ann:KEY@models.example/v1",
                "https://KEY@models.example/v1",
                "http://ann:KEY@localhost/v1",
                "ftp://ann:KEY@models.example",
                "https://ann:a?KEY@models.example/v1",
                "https://ann:KEY?a@models.example/v1",
                "https://ann:KEY#?/@models.example/v1",
                "ann:KEY@models.example",
                "models.example/v1?key=KEY",
                "ftp://models.example/v1?key=a@KEY",
                "https://models.example/v1?key=KEY#top"
            })
    void an_address_that_holds_a_key_and_cannot_be_used_is_not_told(String shape) {
        Secret secret = Secret.shaped("sk-proj-?-?");
        String url = shape.replace("KEY", secret.value());
        variables.put("URL_OF_FILE", url);
        try (Witness witness = new Witness(secret)) {
            for (Protocol protocol : Protocol.values()) {
                if (protocol == Protocol.OLLAMA && shape.equals("KEY")) {
                    // Any word is a host to Ollama's variable, and is told as the one that is not found.
                    continue;
                }
                Model<?> model = protocol.model();
                String name = model.provider();
                List<Function<PromptClient.Builder, TypedPrompt<?>>> settings = List.of(
                        client -> prompt(client.baseUrl(name, url).build(), model),
                        client -> HandWrittenPrompt.connected(
                                        client.build(),
                                        ONCE,
                                        OpenAi.model("gpt-4o"),
                                        Connection.of("chat.prompty", name, url, ""))
                                .on(model),
                        client -> HandWrittenPrompt.connected(
                                        client.build(),
                                        ONCE,
                                        OpenAi.model("gpt-4o"),
                                        Connection.of("chat.prompty", name, "${env:URL_OF_FILE}", ""))
                                .on(model));
                for (Function<PromptClient.Builder, TypedPrompt<?>> setting : settings) {
                    Throwable thrown = Way.STREAM
                            .call(setting.apply(builder().apiKey(name, "another")))
                            .thrown();
                    assertThat(thrown).isInstanceOf(ConfigurationException.class);
                    witness.see(thrown);
                }
                witness.print(Connection.of("chat.prompty", name, url, ""));
            }
            witness.see(telemetry);
            witness.assertNoKeyWasSeen();
        }
    }

    @Test
    void the_keys_of_a_chain_of_models_are_not_told_when_all_refuse_them() {
        Secret first = Secret.ofOpenAi();
        Secret second = Secret.ofAnthropic();
        Secret third = Secret.plain();
        try (ScriptedServer server = refusing("");
                Witness witness = new Witness(first, second, third)) {
            PromptClient client = builder()
                    .baseUrl("openai", server.url())
                    .apiKey("openai", first.value())
                    .baseUrl("anthropic", server.url())
                    .apiKey("anthropic", second.value())
                    .openAiCompatible("mine", server.url() + "?token=" + third.value(), "")
                    .fallback("anthropic:claude-sonnet-4-5", "mine:tiny")
                    .build();

            for (Way way : List.of(Way.CALL, Way.CALL_ASYNC)) {
                Throwable thrown =
                        way.call(prompt(client, OpenAi.model("gpt-4o"))).thrown();
                assertThat(thrown.getSuppressed()).hasSize(2);
                witness.see(thrown);
            }

            assertThat(server.requests()).hasSize(6);
            assertThat(telemetry.spans())
                    .allSatisfy(span -> assertThat(span.getEvents()).isNotEmpty());
            witness.print(client);
            client.providers().forEach(provider -> witness.print(provider.settings()));
            witness.see(telemetry);
            witness.assertNoKeyWasSeen();
        }
    }
}

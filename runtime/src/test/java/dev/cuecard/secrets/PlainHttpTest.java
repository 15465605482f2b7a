package dev.cuecard.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.BuilderDoor;
import dev.cuecard.PromptClient;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Model;
import dev.cuecard.call.Retries;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.testing.Way;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A key leaves this machine over TLS alone, whatever the other machine is called. */
@Timeout(60)
class PlainHttpTest {

    private static final List<String> OTHER_MACHINES = List.of(
            "models.example",
            "127.0.0.1.example.org",
            "localhost.example.org",
            "localhost.",
            "127.0.0.1.",
            "127.1",
            "0177.0.0.1",
            "0x7f000001",
            "2130706433",
            "10.0.0.1",
            "[::2]",
            "[fe80::1]",
            "[2001:db8::1]",
            "[::ffff:10.0.0.1]",
            "[64:ff9b::7f00:1]");

    /** Where a server listens that listens everywhere; Ollama's variable may hold it, and means this machine by it. */
    private static final List<String> EVERYWHERE = List.of("0.0.0.0", "[::]");

    static Stream<Model<?>> model_of_each_provider() {
        return Run.modelOfEachProvider();
    }

    private final List<String> lookedUp = new ArrayList<>();

    private PromptClient.Builder client(Model<?> model, String host, int port, Secret secret) {
        OkHttpClient knowsAllHosts = new OkHttpClient.Builder()
                .dns(name -> {
                    lookedUp.add(name);
                    return List.of(InetAddress.getLoopbackAddress());
                })
                .build();
        return BuilderDoor.open(PromptClient.builder(), Map.of())
                .httpClient(knowsAllHosts)
                .apiKey(model.provider(), secret.value())
                .baseUrl(model.provider(), "http://" + host + ":" + port + "/v1");
    }

    private static Way.Outcome call(PromptClient client, Model<?> model) {
        return Way.STREAM.call(
                HandWrittenPrompt.with(client, CallOptions.defaults().retries(Retries.none()))
                        .on(model));
    }

    @ParameterizedTest
    @MethodSource("model_of_each_provider")
    void a_key_is_not_sent_in_the_clear_and_nothing_else_is(Model<?> model) {
        List<String> hosts = new ArrayList<>(OTHER_MACHINES);
        if (!model.provider().equals("ollama")) {
            hosts.addAll(EVERYWHERE);
        }
        Secret secret = Secret.plain();
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> wire.answer(400, "text/plain", "no"));
                Witness witness = new Witness(secret)) {
            for (String host : hosts) {
                Throwable thrown = call(
                                client(model, host, server.port(), secret).build(), model)
                        .thrown();

                assertThat(thrown)
                        .as(host)
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining("A key is not sent over plain http to ")
                        .hasMessageContaining("allowPlainHttp(true)");
                witness.see(thrown);
            }
            assertThat(lookedUp).isEmpty();
            assertThat(server.connections()).isZero();
            witness.assertNoKeyWasSeen();
        }
    }

    @ParameterizedTest
    @MethodSource("model_of_each_provider")
    void it_is_sent_to_this_machine_and_where_the_user_allows_it(Model<?> model) {
        Secret secret = Secret.plain();
        try (ScriptedServer server =
                ScriptedServer.answering((request, wire) -> wire.answer(400, "text/plain", "no"))) {
            call(
                            client(model, "models.example", server.port(), secret)
                                    .allowPlainHttp(true)
                                    .build(),
                            model)
                    .thrown();
            call(client(model, "localhost", server.port(), secret).build(), model)
                    .thrown();
            call(client(model, "[::ffff:127.0.0.1]", server.port(), secret).build(), model)
                    .thrown();

            assertThat(lookedUp).containsExactly("models.example", "localhost");
            assertThat(server.requests())
                    .hasSize(3)
                    .allSatisfy(request ->
                            assertThat(request.headers().values()).anyMatch(value -> value.endsWith(secret.value())));
        }
    }
}

package dev.cuecard.secrets;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.ScriptedServer.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.BuilderDoor;
import dev.cuecard.PromptClient;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Model;
import dev.cuecard.error.ApiException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.testing.Way;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A key goes where the user sent it and not where a server sends it on to. */
@Timeout(60)
class RedirectsTest {

    private static final int[] REDIRECTS = {300, 301, 302, 303, 307, 308};

    static Stream<Model<?>> model_of_each_provider() {
        return Run.modelOfEachProvider();
    }

    @ParameterizedTest
    @MethodSource("model_of_each_provider")
    void no_redirect_is_followed_to_another_host_or_to_the_same(Model<?> model) {
        Secret secret = Secret.plain();
        for (int status : REDIRECTS) {
            try (ScriptedServer other = ScriptedServer.answering(events(DONE));
                    ScriptedServer server = ScriptedServer.answering(
                            (request, wire) -> wire.answer(
                                    status, "text/html", "", "Location: http://localhost:" + other.port() + "/v1"),
                            (request, wire) -> wire.answer(status, "text/html", "", "Location: /elsewhere"));
                    Witness witness = new Witness(secret)) {
                for (Way way : new Way[] {Way.STREAM, Way.CALL_ASYNC}) {
                    Way.Outcome outcome =
                            way.call(HandWrittenPrompt.with(client(model, server, secret), CallOptions.defaults())
                                    .on(model));

                    assertThat(outcome.thrown())
                            .isInstanceOf(ApiException.class)
                            .hasMessageContaining(model.provider() + " answered HTTP " + status)
                            .hasMessageContaining("Redirects are not followed")
                            .hasMessageContaining("set the base URL");
                    witness.see(outcome.thrown());
                }
                assertThat(server.requests())
                        .hasSize(2)
                        .allSatisfy(request -> assertThat(request.headers().values())
                                .anyMatch(value -> value.endsWith(secret.value())));
                assertThat(other.connections()).isZero();
                witness.assertNoKeyWasSeen();
            }
        }
    }

    /** A client that follows redirects when nobody tells it otherwise, as OkHttp's do. */
    private static PromptClient client(Model<?> model, ScriptedServer server, Secret secret) {
        OkHttpClient following = new OkHttpClient.Builder()
                .followRedirects(true)
                .followSslRedirects(true)
                .build();
        return BuilderDoor.open(PromptClient.builder(), Map.of())
                .httpClient(following)
                .apiKey(model.provider(), secret.value())
                .baseUrl(model.provider(), server.url())
                .build();
    }
}

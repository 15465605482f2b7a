package dev.cuecard.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.BuilderDoor;
import dev.cuecard.PromptClient;
import dev.cuecard.TypedPrompt;
import dev.cuecard.call.CallOptions;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.Protocol;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.provider.ApiKey;
import dev.cuecard.provider.Provider;
import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.testing.MockModel;
import dev.cuecard.testing.Tape;
import dev.cuecard.testing.Way;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user holds may be printed, in a debugger or by a log statement: no key comes with it. */
@Timeout(60)
class HeldTest {

    private final Secret secret = Secret.plain();

    private PromptClient.Builder builder(Protocol protocol, ScriptedServer server) {
        String provider = protocol.model().provider();
        return BuilderDoor.open(PromptClient.builder(), Map.of())
                .baseUrl(provider, "http://127.0.0.1:" + server.port() + "?key=" + secret.value())
                .apiKey(provider, secret.value());
    }

    /** A key that stands in the options is part of the prompt, and yet nothing that the options tell of themselves. */
    private TypedPrompt<?> prompt(Protocol protocol, PromptClient client) {
        CallOptions options = CallOptions.defaults().extra("user_key", "\"" + secret.value() + "\"");
        return HandWrittenPrompt.with(client, options).on(protocol.model());
    }

    @ParameterizedTest
    @EnumSource
    void nothing_that_is_printed_on_the_way_to_a_reply_shows_a_key(Protocol protocol, @TempDir Path folder) {
        try (ScriptedServer server = ScriptedServer.answering(protocol.replying(Run.REPLY));
                Witness witness = new Witness(secret)) {
            PromptClient.Builder builder = builder(protocol, server);
            PromptClient client = builder.build();
            TypedPrompt<?> prompt = prompt(protocol, client);
            witness.print(builder, client, prompt, prompt.info(), protocol.model(), prompt.render());
            witness.print(CallOptions.defaults().extra("user_key", "\"" + secret.value() + "\""));
            for (Provider<?> provider : client.providers()) {
                witness.print(provider, provider.settings(), provider.decoder(), client.capabilities(protocol.model()));
            }

            ChunkStream<?> stream = prompt.stream();
            witness.print(stream, stream.result(), stream.text(), stream.traceId());
            Iterator<?> chunks = stream.iterator();
            while (chunks.hasNext()) {
                Chunk chunk = (Chunk) chunks.next();
                witness.print(stream, chunks, chunk, chunk.chunk(), chunk.json(), chunk.choice(), chunk.delta());
            }
            witness.see(stream.result().join());
            witness.print(stream, stream.result(), stream.result().join().message());

            AsyncChunkStream<?> async = prompt.streamAsync();
            witness.print(async);
            CompletableFuture<StreamResult> collected = async.collect();
            witness.see(collected.join());
            CompletableFuture<StreamResult> called = prompt.callAsync();
            witness.see(called.join());
            witness.print(async, collected, called, prompt.call());

            PromptClient recording = Tape.record(folder, client);
            assertThat(Way.STREAM
                            .call(HandWrittenPrompt.with(recording).on(protocol.model()))
                            .result()
                            .text())
                    .isEqualTo("Let me look.");
            witness.print(recording, Tape.replay(folder));

            assertThat(server.requests())
                    .hasSize(5)
                    .allSatisfy(request ->
                            assertThat(request.line() + request.headers()).contains("key=" + secret.value()));
            witness.assertNoKeyWasSeen();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_stream_that_is_aborted_in_the_middle_shows_no_key(Protocol protocol) {
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
                    wire.beginStreamOf(protocol.streamType());
                    wire.chunk(
                            protocol.provider().mockWriter().stream(Run.REPLY).get(0));
                    wire.awaitClientGone();
                });
                Witness witness = new Witness(secret)) {
            ChunkStream<?> stream = prompt(protocol, builder(protocol, server).build()).stream();
            assertThat(stream.iterator().hasNext()).isTrue();
            witness.seeThreads();
            stream.abort();

            StreamResult result = stream.result().join();
            assertThat(result.ending()).isInstanceOf(Ending.Aborted.class);
            witness.see(result);
            witness.print(stream, result);
            witness.assertNoKeyWasSeen();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_mock_shows_no_key_of_the_client_that_it_stands_in_for(Protocol protocol) {
        MockModel mock = MockModel.streaming("Hello.");
        try (Witness witness = new Witness(secret)) {
            TypedPrompt<?> prompt = HandWrittenPrompt.with(mock.client()).on(protocol.model());
            witness.see(prompt.call());
            witness.print(mock, mock.client(), mock.requests(), prompt);
            witness.print(new ApiKey(secret.value(), "the test"));
            witness.assertNoKeyWasSeen();
        }
        assertThat(mock.requests()).hasSize(1);
    }

    /** OkHttp hides the header of these two. Those of the others are for whoever logs requests to hide. */
    @ParameterizedTest
    @EnumSource(names = {"OPENAI", "OLLAMA"})
    void a_request_that_a_user_s_interceptor_prints_shows_no_key(Protocol protocol, @TempDir Path folder) {
        List<String> printed = new CopyOnWriteArrayList<>();
        try (ScriptedServer server =
                        ScriptedServer.answering(protocol.replying(Run.REPLY), protocol.replying(Run.REPLY));
                Witness witness = new Witness(secret)) {
            PromptClient client = builder(protocol, server)
                    .baseUrl(protocol.model().provider(), "http://127.0.0.1:" + server.port())
                    .httpClient(new OkHttpClient.Builder()
                            .addInterceptor(chain -> {
                                printed.add(chain.request() + " " + chain.call());
                                return chain.proceed(chain.request());
                            })
                            .build())
                    .build();

            HandWrittenPrompt.with(client).on(protocol.model()).call();
            HandWrittenPrompt.with(Tape.record(folder, client))
                    .on(protocol.model())
                    .call();

            assertThat(printed).hasSize(2).allMatch(each -> each.contains("Authorization"));
            // What a recording knows of the call goes with the request.
            assertThat(printed.get(1)).contains(protocol.model().name());
            printed.forEach(each -> witness.see("a request", each));
            witness.assertNoKeyWasSeen();
        }
    }
}

package dev.cuecard;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.error;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.LineProvider.END;
import static dev.cuecard.kit.LineProvider.OPEN;
import static dev.cuecard.kit.LineProvider.fail;
import static dev.cuecard.kit.LineProvider.say;
import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static dev.cuecard.kit.ScriptedServer.body;
import static dev.cuecard.kit.ScriptedServer.events;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Model;
import dev.cuecard.call.Retries;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.error.ServerException;
import dev.cuecard.kit.LineProvider;
import dev.cuecard.kit.LineProvider.LineChunk;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.kit.TwoServers;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.StreamResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A caller gets the chunks that it holds the type of: a chain of two protocols, {@code lines} before {@code second}. */
@Timeout(60)
class FallbackChunkTypesTest {

    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());
    private static final Script BUSY = body(503, "application/json", error("server_error", "busy"));

    private final ScriptedServer lines = ScriptedServer.answering(events(OPEN, say("by lines"), END));
    private final TwoServers servers = TwoServers.answering(BUSY, events(text("by second"), finish("stop"), DONE));

    @AfterEach
    void close() {
        lines.close();
        servers.close();
    }

    private PromptClient client() {
        LineProvider provider = new LineProvider(lines);
        return servers.client()
                .provider(provider)
                .fallback(provider.model("l"), "second:b")
                .build();
    }

    @Test
    void a_typed_stream_goes_on_to_models_of_its_chunk_alone() throws Exception {
        TypedPrompt<OpenAiChunk> prompt = TwoServers.prompt(client(), ONCE);

        List<OpenAiChunk> seen = new ArrayList<>();
        try (ChunkStream<OpenAiChunk> stream = prompt.stream()) {
            for (OpenAiChunk chunk : stream) {
                seen.add(chunk);
            }
        }
        StreamResult pushed = prompt.streamAsync().forEach(seen::add).get(PATIENCE_SECONDS, SECONDS);

        assertThat(seen).isNotEmpty().allMatch(OpenAiChunk.class::isInstance);
        assertThat(pushed.text()).isEqualTo("by second");
        assertThat(lines.requests()).isEmpty();
    }

    @Test
    void a_typed_stream_fails_as_it_would_without_a_chain_where_no_model_has_its_chunk() {
        LineProvider provider = new LineProvider(lines);
        PromptClient client =
                servers.client().provider(provider).fallback("lines:l").build();

        Throwable thrown = catchThrowable(TwoServers.prompt(client, ONCE).stream()::collect);

        assertThat(thrown).isInstanceOf(ServerException.class).hasMessageNotContaining("lines");
        assertThat(lines.requests()).isEmpty();
    }

    @Test
    void who_holds_chunk_is_served_by_any_model() throws Exception {
        TypedPrompt<Chunk> prompt = TwoServers.prompt(client(), ONCE).on(Model.of("first:a"));

        List<Chunk> seen = new ArrayList<>();
        try (ChunkStream<Chunk> stream = prompt.stream()) {
            stream.forEach(seen::add);
        }
        StreamResult pushed = prompt.streamAsync().collect().get(PATIENCE_SECONDS, SECONDS);

        assertThat(seen).hasSize(2).allMatch(LineChunk.class::isInstance);
        assertThat(pushed.text()).isEqualTo("by lines");
        assertThat(pushed.model()).isEqualTo("line-model");
        assertThat(pushed.attempts()).isEqualTo(2);
    }

    @Test
    void who_holds_chunk_may_ask_any_model_without_a_chain() {
        TypedPrompt<Chunk> prompt =
                TwoServers.prompt(servers.client().build(), ONCE).on(Model.of("second:b"));

        assertThat(prompt.stream().collect().text()).isEqualTo("by second");
        assertThat(prompt).hasToString(prompt.toString()).asString().endsWith(" on second:b");
    }

    @Test
    void a_call_has_no_chunk_and_is_served_by_any_model() throws Exception {
        TypedPrompt<OpenAiChunk> prompt = TwoServers.prompt(client(), ONCE);

        assertThat(prompt.call().text()).isEqualTo("by lines");
        assertThat(prompt.callAsync().get(PATIENCE_SECONDS, SECONDS).text()).isEqualTo("by lines");
        assertThat(servers.second().requests()).isEmpty();
    }

    @Test
    void a_model_without_an_option_of_the_call_is_passed_over_and_the_next_one_gets_it() {
        StreamResult result = TwoServers.prompt(client(), ONCE.seed(7)).call();

        assertThat(result.text()).isEqualTo("by second");
        assertThat(result.attempts()).isEqualTo(2);
        assertThat(lines.requests()).isEmpty();
        assertThat(servers.second().requests().get(0).body()).contains("\"seed\":7");
    }

    @Test
    void why_a_model_was_passed_over_is_told_when_no_model_answers() {
        LineProvider provider = new LineProvider(lines);
        PromptClient client =
                servers.client().provider(provider).fallback("lines:l").build();

        Throwable thrown = catchThrowable(TwoServers.prompt(client, ONCE.seed(7))::call);

        assertThat(thrown)
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("Its fallback lines:l failed: lines has no seed.");
        assertThat(thrown.getSuppressed()).hasExactlyElementsOfTypes(ConfigurationException.class);
    }

    @Test
    void a_stream_that_opens_and_fails_goes_on_where_nobody_has_seen_the_opening() {
        try (ScriptedServer opens = ScriptedServer.answering(events(OPEN, fail(529)))) {
            LineProvider provider = new LineProvider(opens);
            PromptClient client =
                    servers.client().provider(provider).fallback("second:b").build();

            StreamResult result = TwoServers.prompt(client, ONCE.stream(true))
                    .on(Model.of("lines:l"))
                    .call();

            assertThat(result.text()).isEqualTo("by second");
            assertThat(result.responseId()).isEqualTo("c1");
            assertThat(result.chunkCount()).isEqualTo(2);
        }
    }
}

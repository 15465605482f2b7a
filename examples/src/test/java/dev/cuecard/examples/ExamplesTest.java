package dev.cuecard.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.cuecard.PromptClient;
import dev.cuecard.message.Message;
import dev.cuecard.testing.MockModel;
import dev.cuecard.testing.MockRequest;
import dev.cuecard.testing.ScriptedReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the examples print when the model answers from a script. */
@Timeout(60)
class ExamplesTest {

    private static final ScriptedReply PIE =
            MockModel.chunks("Bake", " a", " pie").usage(9, 3);

    /** Answers from a script, or from the keys in an environment; no Ollama of this machine's is looked for. */
    private static Answers answers(ScriptedReply mock, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.putIfAbsent("OLLAMA_HOST", "127.0.0.1:1");
        return new Answers(variables, PromptClient::shared, mock, line -> {});
    }

    private static List<String> lines(Example example, ScriptedReply mock) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        example.run(answers(mock, Map.of()), "apples", new PrintStream(printed, true, StandardCharsets.UTF_8));
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void streaming_prints_the_reply() {
        assertThat(lines(StreamRecipes::run, PIE)).containsExactly("Bake a pie");
    }

    @Test
    void streaming_asynchronously_prints_the_reply() {
        assertThat(lines(StreamRecipesAsync::run, PIE)).containsExactly("Bake a pie");
    }

    @Test
    void parallel_streams_print_each_chunk_behind_the_label_of_its_prompt() {
        ScriptedReply mock = MockModel.chunks("Bake", " a", " pie");

        List<String> lines = lines(ParallelRecipes::run, mock);

        for (String label : List.of("apples", "carrots", "walnuts")) {
            assertThat(lines.stream().filter(line -> line.startsWith("[" + label + "] ")))
                    .containsExactly(
                            "[" + label + "] Bake",
                            "[" + label + "] a",
                            "[" + label + "] pie",
                            "[" + label + "] -- done, 10 characters");
        }
        assertThat(mock.requests())
                .extracting(MockRequest::messages)
                .containsExactlyInAnyOrder(prompt("apples"), prompt("carrots"), prompt("walnuts"));
    }

    private static List<Message> prompt(String ingredient) {
        return List.of(Message.user("Recommend recipes that use " + ingredient + " as an ingredient"));
    }

    @Test
    void a_prompty_file_is_rendered_with_its_defaults_and_streams() {
        assertThat(lines(PromptyRecipes::run, PIE))
                .containsExactly(
                        "[SYSTEM] You are a chef who cooks for 4 guests.",
                        "[USER] What can I make of apples? I also have:",
                        "",
                        "- flour",
                        "- butter",
                        "- sugar",
                        "[reply]",
                        "Bake a pie");
    }

    @Test
    void collecting_prints_text_time_tokens_and_the_finish_reason() {
        assertThat(lines(CollectRecipes::run, PIE))
                .contains("Bake a pie", "finish reason: STOP", "input tokens:  9", "output tokens: 3")
                .anyMatch(line -> line.matches("duration: +\\d+ ms"))
                .anyMatch(line -> line.matches("first chunk: +\\d+ ms"))
                .anyMatch(line -> line.matches("trace: +[0-9a-f]{32}"));
    }

    @Test
    void collecting_says_so_where_no_tokens_were_counted() {
        assertThat(lines(CollectRecipes::run, MockModel.streaming("Bake a pie").withoutUsage()))
                .contains("usage:         not told");
    }

    @Test
    void progress_counts_chunks_and_characters_while_they_come() {
        assertThat(lines(WatchProgress::run, PIE))
                .containsSubsequence("1 chunks, 4 characters", "2 chunks, 6 characters", "3 chunks, 10 characters")
                .endsWith("Bake a pie");
    }

    @Test
    void words_are_counted_across_chunks_and_nothing_is_kept() {
        assertThat(lines(CountWords::run, MockModel.chunks("\nBa", "ke a", " ", "pi", "e.")))
                .containsExactly("3 words, of which 0 characters were kept");
    }

    @Test
    void an_interrupted_stream_prints_what_had_come_and_what_broke() {
        assertThat(lines(InterruptedRecipes::run, MockModel.streaming("0 1 2 3 4 5 6 7 8 9 10 11 12 13 14")))
                .startsWith("0 1 2 3 4 5 6 7 8 9 10 11 ...", "-- broke off, kept 25 characters in 12 chunks")
                .anyMatch(line -> line.contains("Connection reset"));
    }

    @Test
    void a_missed_deadline_is_named_and_what_came_in_time_is_printed() {
        assertThat(lines(
                        MissDeadline::run,
                        MockModel.chunks("Bake", " a", " pie").stallingAfter(2)))
                .startsWith("Bake a ...", "-- missed the deadline TOTAL, kept 6 characters in 2 chunks")
                .hasSizeGreaterThan(2);
    }

    @Test
    void a_reply_within_its_deadline_is_printed_whole() {
        assertThat(lines(MissDeadline::run, PIE)).containsExactly("Bake a pie", "-- came in time");
    }

    @Test
    void tracing_prints_the_ids_first_and_the_span_when_it_has_ended() {
        List<String> lines = lines(TraceRecipes::run, PIE);

        assertThat(lines.get(0)).matches("trace [0-9a-f]{32}, span [0-9a-f]{16}");
        assertThat(lines.get(1)).isEqualTo("Bake a pie");
        assertThat(lines.get(2))
                .startsWith("span  chat gpt-4o-mini of " + lines.get(0).substring(0, 38));
        assertThat(lines)
                .contains(
                        "      cuecard.stream.ending = Completed",
                        "      gen_ai.usage.input_tokens = 9",
                        "      gen_ai.usage.output_tokens = 3");
    }

    @Test
    void cancelling_prints_the_beginning_and_what_was_kept() {
        // Falls silent behind what is read: whoever reads on hangs.
        ScriptedReply mock =
                MockModel.streaming("0123456789".repeat(10)).chunkSize(30).stallingAfter(2);

        assertThat(lines(CancelRecipes::run, mock))
                .containsExactly("0123456789".repeat(6) + " ...", "aborted: true, kept 60 characters in 2 chunks");
    }

    @Test
    void inspecting_openai_prints_every_part_of_every_chunk_and_the_usage() {
        assertThat(lines(InspectOpenAi::run, MockModel.streaming("Bake").usage(9, 1)))
                .contains(
                        "chunk 1",
                        "  content: \"Bake\"",
                        "  role:    ASSISTANT",
                        "  choice 0: goes on",
                        "  choice 0: finished, STOP (\"stop\")",
                        "  input:   9 tokens",
                        "  output:  1 tokens",
                        "  usage:   10 tokens in total")
                .anyMatch(line -> line.startsWith("  json:    {") && line.contains("\"content\":\"Bake\""))
                .anyMatch(line -> line.startsWith("  raw:     id chatcmpl-mock"));
    }

    @Test
    void inspecting_anthropic_prints_the_thinking_the_answer_and_the_types_of_events() {
        assertThat(lines(
                        InspectAnthropic::run, MockModel.streaming("Bake a pie").thinking("Apples are in season.")))
                .containsSubsequence("[thinking]", "Apples are in season.", "[answer]", "Bake a pie")
                .contains("message_start: 1", "content_block_start: 2", "content_block_stop: 2", "message_stop: 1");
    }

    @Test
    void inspecting_ollama_prints_what_it_measured() {
        assertThat(lines(InspectOllama::run, PIE))
                .contains("Bake a pie", "tokens: 3")
                .anyMatch(line -> line.matches("total: +\\d+ ms"));
    }

    @Test
    void the_same_prompt_is_asked_of_four_providers() {
        assertThat(lines(FourProviders::run, PIE))
                .containsExactly(
                        "[openai:gpt-4o-mini]",
                        "Bake a pie",
                        "[anthropic:claude-sonnet-4-5]",
                        "Bake a pie",
                        "[google:gemini-2.5-flash]",
                        "Bake a pie",
                        "[ollama:llama3.2]",
                        "Bake a pie");
    }

    @Test
    void the_first_argument_names_the_example_and_the_rest_is_the_ingredient() {
        assertThat(Examples.choose("inspect", "brown", "butter").ingredient()).isEqualTo("brown butter");
        assertThat(Examples.choose("inspect").ingredient()).isEqualTo("apples");
        assertThat(Examples.choose("inspect").example())
                .isSameAs(Examples.choose("inspect", "leeks").example());
    }

    @ParameterizedTest
    @ValueSource(strings = {"progress", "words", "interrupted", "timeout", "trace", "serve"})
    void an_example_is_known_by_its_name(String name) {
        Examples.Choice choice = Examples.choose(name, "leeks");

        assertThat(choice.ingredient()).isEqualTo("leeks");
        assertThat(choice.example()).isNotSameAs(Examples.choose("stream").example());
    }

    @Test
    void without_a_name_the_reply_is_streamed() {
        assertThat(Examples.choose("brown", "butter").ingredient()).isEqualTo("brown butter");
        assertThat(Examples.choose("brown", "butter").example())
                .isSameAs(Examples.choose().example())
                .isSameAs(Examples.choose("stream").example());
        assertThat(Examples.choose().ingredient()).isEqualTo("apples");
    }

    @Test
    void without_a_key_or_ollama_a_script_answers() {
        Answer<?> who = answers(PIE, Map.of()).any();

        assertThat(who.description())
                .startsWith("A scripted reply")
                .contains("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GEMINI_API_KEY", "Ollama");
        assertThat(RecipeRecommenderPrompt.of("apples")
                        .with(who.client())
                        .on(who.model())
                        .call()
                        .text())
                .isEqualTo("Bake a pie");
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI_API_KEY,    openai",
        "ANTHROPIC_API_KEY, anthropic",
        "GEMINI_API_KEY,    google",
        "GOOGLE_API_KEY,    google"
    })
    void with_a_key_its_provider_answers(String variable, String provider) {
        Answer<?> who = answers(PIE, Map.of(variable, "sk-some-key")).any();

        assertThat(who.description())
                .startsWith(provider)
                .contains("answers, with your " + variable)
                .doesNotContain("sk-some-key");
        assertThat(who.model().provider()).isEqualTo(provider);
        assertThat(who.client()).isSameAs(PromptClient.shared());
    }

    @Test
    void an_ollama_on_this_machine_answers_where_no_key_is_set() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/tags", exchange -> {
            byte[] body = "{\"models\": [{\"name\": \"qwen3:4b\"}]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String host = "127.0.0.1:" + server.getAddress().getPort();

            Answer<?> who = answers(PIE, Map.of("OLLAMA_HOST", host)).any();

            assertThat(who.model()).hasToString("ollama:qwen3:4b");
            assertThat(who.description()).contains("answers, on this machine");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void an_empty_key_is_no_key() {
        assertThat(answers(PIE, Map.of("OPENAI_API_KEY", "")).any().description())
                .startsWith("A scripted reply");
    }
}

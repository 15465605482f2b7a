package dev.cuecard.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.PromptClient;
import dev.cuecard.message.Message;
import dev.cuecard.testing.MockModel;
import dev.cuecard.testing.MockRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the examples print when the model answers from a script. */
@Timeout(60)
class ExamplesTest {

    private static final MockModel PIE = MockModel.chunks("Bake", " a", " pie").usage(9, 3);

    private static List<String> lines(Example example, MockModel mock) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        example.run(mock.client(), "apples", new PrintStream(printed, true, StandardCharsets.UTF_8));
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
        MockModel mock = MockModel.chunks("Bake", " a", " pie");

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
    void cancelling_prints_the_beginning_and_what_was_kept() {
        // Falls silent behind what is read: whoever reads on hangs.
        MockModel mock =
                MockModel.streaming("0123456789".repeat(10)).chunkSize(30).stallingAfter(2);

        assertThat(lines(CancelRecipes::run, mock))
                .containsExactly("0123456789".repeat(6) + " ...", "aborted: true, kept 60 characters in 2 chunks");
    }

    @Test
    void inspecting_prints_every_part_of_every_chunk() {
        assertThat(lines(InspectChunks::run, MockModel.streaming("Bake").usage(9, 1)))
                .contains(
                        "chunk 1",
                        "  content: \"Bake\"",
                        "  role:    ASSISTANT",
                        "  choice 0: goes on",
                        "  choice 0: finished, STOP (\"stop\")",
                        "  usage:   10 tokens in total")
                .anyMatch(line -> line.startsWith("  json:    {") && line.contains("\"content\":\"Bake\""))
                .anyMatch(line -> line.startsWith("  raw:     id chatcmpl-mock"));
    }

    @Test
    void the_first_argument_names_the_example_and_the_rest_is_the_ingredient() {
        assertThat(Examples.choose("inspect", "brown", "butter").ingredient()).isEqualTo("brown butter");
        assertThat(Examples.choose("inspect").ingredient()).isEqualTo("apples");
        assertThat(Examples.choose("inspect").example())
                .isSameAs(Examples.choose("inspect", "leeks").example());
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
    void without_a_key_a_script_answers() {
        ModelSource source = ModelSource.of(Map.of());

        assertThat(source.description()).startsWith("A scripted reply").contains("OPENAI_API_KEY");
        assertThat(RecipeRecommenderPrompt.of("apples")
                        .with(source.client())
                        .call()
                        .text())
                .startsWith("Three ideas:");
    }

    @Test
    void with_a_key_openai_answers() {
        ModelSource source = ModelSource.of(Map.of("OPENAI_API_KEY", "sk-some-key"));

        assertThat(source.description()).startsWith("OpenAI answers").doesNotContain("sk-some-key");
        assertThat(source.client()).isSameAs(PromptClient.shared());
    }

    @Test
    void an_empty_key_is_no_key() {
        assertThat(ModelSource.of(Map.of("OPENAI_API_KEY", "")).description()).startsWith("A scripted reply");
    }
}

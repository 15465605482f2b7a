package dev.cuecard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.Connection;
import dev.cuecard.PromptClient;
import dev.cuecard.call.CallOptions;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.message.Message;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.testing.Way.Outcome;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which recorded answer a request gets, and what is said where there is none. */
@Timeout(60)
class TapeMatchingTest {

    private static final CallOptions WARM = CallOptions.defaults().temperature(0.5);

    @TempDir
    Path folder;

    private static HandWrittenPrompt asking(PromptClient client, CallOptions options, String... words) {
        return HandWrittenPrompt.with(
                client, options, List.of(words).stream().map(Message::user).toList());
    }

    /** Records an answer to each question. */
    private void record(CallOptions options, String... questions) {
        for (String question : questions) {
            PromptClient client =
                    Tape.record(folder, MockModel.chunks("About " + question).client());
            assertThat(asking(client, options, question).stream().collect().text())
                    .isEqualTo("About " + question);
        }
    }

    private String answer(PromptClient client, String question) {
        return asking(client, WARM, question).stream().collect().text();
    }

    @Test
    void each_request_gets_its_own_answer_in_whatever_order_they_come() {
        record(WARM, "apples", "pears", "plums");

        PromptClient replay = Tape.replay(folder);

        assertThat(answer(replay, "plums")).isEqualTo("About plums");
        assertThat(answer(replay, "apples")).isEqualTo("About apples");
        assertThat(answer(replay, "pears")).isEqualTo("About pears");
    }

    @Test
    void a_request_that_was_recorded_often_is_answered_in_order_and_the_last_answer_stays() {
        for (String text : List.of("one", "two", "three")) {
            asking(Tape.record(folder, MockModel.chunks(text).client()), WARM, "Which?").stream()
                    .collect();
        }

        PromptClient replay = Tape.replay(folder);

        assertThat(List.of(
                        answer(replay, "Which?"),
                        answer(replay, "Which?"),
                        answer(replay, "Which?"),
                        answer(replay, "Which?")))
                .containsExactly("one", "two", "three", "three");
        assertThat(answer(Tape.replay(folder), "Which?")).as("anew").isEqualTo("one");
    }

    @Test
    void bodies_are_compared_as_json() throws Exception {
        record(WARM, "apples");
        Path request = folder.resolve("0001-openai/request.json");
        String json = Files.readString(request);
        int body = json.indexOf("\"body\":");
        assertThat(json.substring(body)).contains("\"temperature\": 0.5", "\"include_usage\": true");
        Files.writeString(
                request,
                json.substring(0, body)
                        + "\"body\":{\"temperature\":5.0e-1,\"stream_options\":{\"include_usage\":true},\"stream\":true,"
                        + "\"messages\":[{\"content\":\"apples\",\"role\":\"user\"}],\"model\":\"gpt-4o-mini\"}}");

        assertThat(answer(Tape.replay(folder), "apples")).isEqualTo("About apples");
    }

    @ParameterizedTest
    @EnumSource
    void a_request_that_was_not_recorded_is_an_error_of_the_call(Way way) {
        record(WARM, "apples");

        Outcome outcome = way.call(asking(Tape.replay(folder), WARM, "cherries"));

        assertThat(outcome.thrown())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("No recording in " + folder)
                .hasMessageContaining("messages[0].content: recorded \"apples\", asked for \"cherries\"");
    }

    @Test
    void the_error_shows_the_nearest_recording_and_each_difference() {
        record(
                WARM,
                "Recommend recipes that use apples as an ingredient",
                "Recommend recipes that use pears as an ingredient",
                "Write a poem");

        Outcome outcome = Way.STREAM.call(asking(
                Tape.replay(folder),
                CallOptions.defaults().maxTokens(50),
                "Recommend recipes that use pear as an ingredient",
                "Shortly!"));

        assertThat(outcome.thrown()).hasMessage("""
                No recording in %s answers this request to openai, /chat/completions.
                The nearest one is 0002-openai:
                  messages[0].content: recorded "Recommend recipes that use pears as an ingredient", asked for \
                "Recommend recipes that use pear as an ingredient"
                  messages[1]: not recorded, asked for {"role":"user","content":"Shortly!"}
                  temperature: recorded 0.5, not asked for
                  max_completion_tokens: not recorded, asked for 50
                Ask as it was recorded, or record the request with Tape.record(folder, client).""".formatted(folder));
    }

    @Test
    void a_long_text_is_shown_where_it_differs() {
        record(WARM, "x".repeat(500) + "apples" + "y".repeat(500));

        Outcome outcome =
                Way.STREAM.call(asking(Tape.replay(folder), WARM, "x".repeat(500) + "pears" + "y".repeat(500)));

        assertThat(outcome.thrown())
                .hasMessageContaining("recorded \"…xxxxxxxxxxxxxxxxxxxxapplesyyyy")
                .hasMessageContaining("asked for \"…xxxxxxxxxxxxxxxxxxxxpearsyyyy");
        assertThat(outcome.thrown().getMessage()).hasSizeLessThan(900);
    }

    @Test
    void another_provider_is_a_difference() {
        record(WARM, "apples");

        Outcome outcome =
                Way.STREAM.call(asking(Tape.replay(folder), WARM, "apples").on(OpenAi.model("groq", "gpt-4o-mini")));

        assertThat(outcome.thrown())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("provider: recorded openai, asked for groq");
    }

    @Test
    void a_request_that_was_not_recorded_is_not_tried_again() {
        record(WARM, "apples");
        InMemorySpanExporter spans = InMemorySpanExporter.create();
        OpenTelemetry telemetry = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .build();
        PromptClient client = PromptClient.builder().openTelemetry(telemetry).build();

        Outcome outcome = Way.STREAM.call(asking(Tape.replay(folder, Tape.Speed.AT_ONCE, client), WARM, "cherries"));

        assertThat(outcome.thrown()).isInstanceOf(ConfigurationException.class);
        assertThat(spans.getFinishedSpanItems()).hasSize(1);
        assertThat(spans.getFinishedSpanItems().get(0).getEvents())
                .noneMatch(event -> event.getName().contains("retry"));
    }

    @Test
    void what_a_prompt_s_file_takes_from_variables_is_not_needed() {
        record(WARM, "Say hello.");
        Connection connection = Connection.of(
                "chat.prompty", "openai", "${env:CUECARD_NO_SUCH_ENDPOINT}", "${env:CUECARD_NO_SUCH_KEY}");

        StreamResult result =
                HandWrittenPrompt.connected(
                                Tape.replay(folder), WARM, OpenAi.model("${env:CUECARD_NO_SUCH_MODEL}"), connection)
                        .stream()
                        .collect();

        assertThat(result.text()).isEqualTo("About Say hello.");
    }

    @Test
    void a_key_in_the_client_that_is_handed_in_is_not_looked_at() {
        record(WARM, "apples");
        PromptClient client = PromptClient.builder()
                .apiKey("openai", "a key that no header can carry\n")
                .baseUrl("openai", "no address")
                .build();

        assertThat(answer(Tape.replay(folder, Tape.Speed.AT_ONCE, client), "apples"))
                .isEqualTo("About apples");
    }
}

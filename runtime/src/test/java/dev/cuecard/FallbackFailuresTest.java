package dev.cuecard;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.error;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.ScriptedServer.body;
import static dev.cuecard.kit.ScriptedServer.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Model;
import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.error.ApiException;
import dev.cuecard.error.BadRequestException;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.error.RateLimitException;
import dev.cuecard.error.ServerException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.kit.TwoServers;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.StreamTimeoutException;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told of the models that failed. */
@Timeout(60)
class FallbackFailuresTest {

    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());
    private static final Script GOOD = events(text("good"), finish("stop"), DONE);

    private static Script failing(int status, String message) {
        return body(status, "application/json", error("some_error", message));
    }

    private static Throwable failureOf(TwoServers servers, CallOptions options) {
        PromptClient client = servers.client().fallback("second:b").build();
        return catchThrowable(TwoServers.prompt(client, options).stream()::collect);
    }

    @Test
    void when_no_model_answers_the_call_ends_with_the_failure_of_its_own_and_tells_of_all() {
        try (TwoServers servers =
                TwoServers.answering(failing(429, "slow down"), failing(400, "what is this?\\nA line more"))) {
            Throwable thrown = failureOf(servers, ONCE);

            assertThat(thrown)
                    .isInstanceOf(RateLimitException.class)
                    .hasMessageContaining("first answered HTTP 429 (some_error): slow down")
                    .hasMessageEndingWith(
                            "\nIts fallback second:b failed: second answered HTTP 400 (some_error): what is this?");
            StreamResult partial = ((ApiException) thrown).partial();
            assertThat(partial.attempts()).isEqualTo(2);
            assertThat(((Ending.Failed) partial.ending()).cause()).isSameAs(thrown);
            assertThat(thrown.getSuppressed()).hasExactlyElementsOfTypes(BadRequestException.class);
            BadRequestException other = (BadRequestException) thrown.getSuppressed()[0];
            assertThat(other.provider()).isEqualTo("second");
            assertThat(other.partial().attempts()).isEqualTo(2);
            assertThat(other.partial().text()).isEmpty();
            assertThat(other.partial().traceId()).isEqualTo(partial.traceId());
        }
    }

    @Test
    void what_a_stand_in_finds_wrong_does_not_keep_the_call_from_the_next() {
        try (TwoServers servers = TwoServers.answering(failing(500, "a"), failing(422, "b"));
                ScriptedServer third = ScriptedServer.answering(GOOD)) {
            PromptClient client = servers.client()
                    .openAiCompatible("third", third.url(), "")
                    .fallback("second:b", "third:c")
                    .build();

            StreamResult result = TwoServers.prompt(client, ONCE).stream().collect();

            assertThat(result.text()).isEqualTo("good");
            assertThat(result.attempts()).isEqualTo(3);
        }
    }

    @Test
    void a_stand_in_that_breaks_off_ends_the_call_with_its_text_and_tells_what_was_before() {
        Script half = (request, wire) -> {
            wire.beginStream();
            wire.event(text("half"));
            wire.event(error("server_error", "gone"));
            wire.end();
        };
        try (TwoServers servers = TwoServers.answering(failing(500, "first is ill"), half)) {
            Throwable thrown = failureOf(servers, ONCE);

            assertThat(thrown)
                    .isInstanceOf(StreamInterruptedException.class)
                    .hasMessageContaining("gone")
                    .hasMessageContaining("Before, first:a failed: first answered HTTP 500 (some_error): first is ill");
            assertThat(((StreamInterruptedException) thrown).partial().text()).isEqualTo("half");
            assertThat(thrown.getSuppressed()).hasExactlyElementsOfTypes(ServerException.class);
        }
    }

    @Test
    void a_first_chunk_that_no_model_sends_in_time_is_told_of_each() {
        Script stalls = (request, wire) -> wire.awaitClientGone();
        try (TwoServers servers = TwoServers.answering(stalls, stalls)) {
            Throwable thrown =
                    failureOf(servers, ONCE.timeouts(Timeouts.defaults().firstChunk(Duration.ofSeconds(1))));

            assertThat(thrown)
                    .isInstanceOf(StreamTimeoutException.class)
                    .hasMessageContaining("No chunk came from first:a within 1 s")
                    .hasMessageContaining("Its fallback second:b failed: No chunk came from second:b within 1 s");
            assertThat(thrown.getSuppressed()).hasExactlyElementsOfTypes(StreamTimeoutException.class);
        }
    }

    @Test
    void a_model_without_a_key_is_passed_over_and_where_none_has_one_every_setting_is_told() {
        try (ScriptedServer server = ScriptedServer.answering(GOOD)) {
            PromptClient.Builder builder =
                    PromptClient.builder().environment(name -> null).openAiCompatible("keyless", server.url(), "");

            assertThat(HandWrittenPrompt.with(
                                    builder.fallback("groq:g", "keyless:k").build())
                            .call()
                            .text())
                    .isEqualTo("good");
        }
        PromptClient lost = PromptClient.builder()
                .environment(name -> null)
                .fallback("groq:g")
                .build();
        Throwable thrown = catchThrowable(HandWrittenPrompt.with(lost).stream()::collect);

        assertThat(thrown)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("OPENAI_API_KEY")
                .hasMessageContaining("Its fallback groq:g failed: No key for 'groq'. Set")
                .hasMessageContaining("GROQ_API_KEY");
    }

    @Test
    void each_move_and_each_retry_is_an_event_of_the_one_span() {
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        OpenTelemetry telemetry = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build())
                .build();
        Script slow = body(503, "application/json", "{}", "Retry-After: 0");
        try (TwoServers servers = TwoServers.answering(slow, GOOD)) {
            PromptClient client = servers.client()
                    .openTelemetry(telemetry)
                    .fallback("groq:g", "second:b")
                    .environment(name -> null)
                    .build();
            TwoServers.prompt(client, CallOptions.defaults().retries(Retries.of(1))).stream()
                    .collect();
        }

        assertThat(exporter.getFinishedSpanItems()).hasSize(1);
        assertThat(exporter.getFinishedSpanItems().get(0).getEvents().stream()
                        .filter(event -> !event.getName().equals("cuecard.first_chunk"))
                        .map(FallbackFailuresTest::told))
                .containsExactly(
                        "cuecard.retry 503",
                        "cuecard.fallback first:a groq:g 503",
                        "cuecard.fallback groq:g second:b configuration");
    }

    private static String told(EventData event) {
        StringBuilder text = new StringBuilder(event.getName());
        for (String key : new String[] {
            "cuecard.retry.reason", "cuecard.fallback.from", "cuecard.fallback.to", "cuecard.fallback.reason"
        }) {
            String value = event.getAttributes().get(AttributeKey.stringKey(key));
            text.append(value == null ? "" : " " + value);
        }
        return text.toString();
    }

    @Test
    void a_stand_in_gets_neither_the_key_nor_the_address_that_the_prompt_s_file_says() {
        try (TwoServers servers = TwoServers.answering(failing(500, "a"), GOOD)) {
            PromptClient client = servers.client()
                    .environment(Map.of("KEY_OF_SECOND", "sk-of-second")::get)
                    .openAiCompatible("second", servers.second().url(), "KEY_OF_SECOND")
                    .fallback("second:b")
                    .build();
            Connection file =
                    Connection.of("chat.prompty", "first", servers.first().url(), "sk-of-the-file");

            HandWrittenPrompt.connected(client, ONCE, OpenAi.model("first", "a"), file)
                    .call();

            assertThat(servers.first().requests().get(0).header("Authorization"))
                    .isEqualTo("Bearer sk-of-the-file");
            assertThat(servers.second().requests().get(0).header("Authorization"))
                    .isEqualTo("Bearer sk-of-second");
        }
    }

    @Test
    void a_model_is_asked_once_though_it_stands_in_for_itself() {
        try (TwoServers servers = TwoServers.answering(failing(500, "a"), failing(503, "b"))) {
            PromptClient client = servers.client()
                    .fallback("first:a", "second:b", "second:b")
                    .fallback(OpenAi.model("first", "a"), OpenAi.model("second", "b"))
                    .build();

            for (TypedPrompt<?> prompt : new TypedPrompt<?>[] {
                TwoServers.prompt(client, ONCE), TwoServers.prompt(client, ONCE).on(Model.of("first:a"))
            }) {
                Throwable thrown = catchThrowable(prompt.stream()::collect);
                assertThat(((ApiException) thrown).partial().attempts()).isEqualTo(2);
            }
        }
    }
}

package dev.cuecard.outside;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.cuecard.PromptClient;
import dev.cuecard.TypedPrompt;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.error.ApiException;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.error.RateLimitException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Received;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.stream.MalformedChunkException;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.testing.MockModel;
import dev.cuecard.testing.Way;
import dev.cuecard.testing.Way.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What somebody else's provider gets for implementing the SPI, and that the exported packages are enough for it. */
@Timeout(60)
class OutsideProviderTest {

    private static final String REPLY = "say Beep%2C\nping\nsay +beep%21\nbye done 3 2\n";

    private static ScriptedServer server(int status, String body) {
        return ScriptedServer.answering(ScriptedServer.body(status, "text/plain", body));
    }

    private static PromptClient client(ScriptedServer server, boolean streaming) {
        return PromptClient.builder()
                .provider(new AcmeProvider(streaming))
                .baseUrl("acme", "http://127.0.0.1:" + server.port() + "/v7?beep")
                .apiKey("acme", "acme-secret")
                .retries(Retries.none())
                .build();
    }

    private static TypedPrompt<AcmeChunk> prompt(PromptClient client, CallOptions options) {
        return HandWrittenPrompt.with(client, options).on(new AcmeProvider(true).model("roadrunner"));
    }

    private static TypedPrompt<AcmeChunk> prompt(PromptClient client) {
        return prompt(client, CallOptions.defaults());
    }

    @ParameterizedTest
    @EnumSource
    void its_replies_come_out_like_any_other(Way way) throws Exception {
        // A whole answer has no place for a ping.
        try (ScriptedServer server = server(200, way.streams() ? REPLY : REPLY.replace("ping\n", ""))) {
            Outcome outcome = way.call(prompt(client(server, true)));

            if (way.streams()) {
                assertThat(outcome.contents()).containsExactly("Beep,", " beep!");
            }
            StreamResult result = outcome.result();
            assertThat(result.text()).isEqualTo("Beep, beep!");
            assertThat(result.finishReason()).contains(new FinishReason(Kind.STOP, "done"));
            assertThat(result.usage().orElseThrow().outputTokens()).hasValue(2);
            assertThat(result.model()).isEqualTo("roadrunner");
            assertThat(result.responseId()).isEqualTo("acme-1");
            assertThat(result.ending()).isEqualTo(new Ending.Completed());
            Received request = server.awaitRequest();
            assertThat(request.line()).isEqualTo("POST /v7/ask?beep&model=roadrunner HTTP/1.1");
            assertThat(request.header("Acme-Key")).isEqualTo("acme-secret");
            assertThat(request.header("Acme-Version")).isEqualTo("7");
            assertThat(request.body()).isEqualTo("[\"Say hello.\"]");
        }
    }

    @Test
    void its_own_chunk_reaches_the_caller() {
        try (ScriptedServer server = server(200, REPLY)) {
            List<AcmeChunk> chunks = new ArrayList<>();
            for (AcmeChunk chunk : prompt(client(server, true)).stream()) {
                chunks.add(chunk);
            }

            assertThat(chunks)
                    .extracting(AcmeChunk::json)
                    .containsExactly("say Beep%2C", "say +beep%21", "bye done 3 2");
            assertThat(chunks.get(2).chunk()).containsExactly("bye", "done", "3", "2");
        }
    }

    @Test
    void where_it_cannot_stream_one_plain_call_is_handed_over_as_one_chunk() {
        try (ScriptedServer server = server(200, REPLY.replace("ping\n", ""))) {
            PromptClient client = client(server, false);
            Outcome outcome = Way.STREAM.call(prompt(client));

            assertThat(client.capabilities(new AcmeProvider(false).model("x")).streaming())
                    .isFalse();
            assertThat(outcome.contents()).containsExactly("Beep, beep!");
            assertThat(outcome.result().chunkCount()).isEqualTo(1);
            assertThat(outcome.result().ending()).isEqualTo(new Ending.Completed());
        }
    }

    @ParameterizedTest
    @EnumSource
    void its_error_answers_become_the_exceptions_of_their_status_with_its_own_advice(Way way) {
        try (ScriptedServer server = server(429, "oops 429 Too+fast\n")) {
            assertThat(way.call(prompt(client(server, true))).thrown())
                    .isInstanceOf(RateLimitException.class)
                    .hasMessage("acme answered HTTP 429: Too fast");
        }
        try (ScriptedServer server = server(418, "oops 418 Short+and+stout")) {
            assertThat(way.call(prompt(client(server, true))).thrown())
                    .isInstanceOf(ApiException.class)
                    .hasMessage("acme answered HTTP 418: Short and stout\nOrder a kettle for roadrunner.");
        }
    }

    @Test
    void its_advice_stands_behind_what_holds_for_every_provider() {
        try (ScriptedServer server = server(401, "no words")) {
            assertThat(Way.STREAM.call(prompt(client(server, true))).thrown())
                    .hasMessage("acme answered HTTP 401: ?\nThe key it refused is the one from"
                            + " PromptClient.builder().apiKey(\"acme\", …).");
        }
    }

    @Test
    void its_error_in_mid_stream_interrupts_and_keeps_what_came_before() {
        try (ScriptedServer server = server(200, "say Beep\noops 500 Fell+off+the+cliff\nsay never\n")) {
            Outcome outcome = Way.STREAM.call(prompt(client(server, true)));

            assertThat(outcome.contents()).containsExactly("Beep");
            assertThat(outcome.thrown())
                    .isInstanceOfSatisfying(
                            StreamInterruptedException.class,
                            interrupted ->
                                    assertThat(interrupted.partial().text()).isEqualTo("Beep"))
                    .hasMessageContaining("Fell off the cliff")
                    .hasCauseInstanceOf(ApiException.class);
        }
    }

    @Test
    void what_it_cannot_read_and_what_is_cut_is_told() {
        try (ScriptedServer server = server(200, "say Beep\nmeep\n")) {
            assertThat(Way.STREAM.call(prompt(client(server, true))).thrown())
                    .isInstanceOf(MalformedChunkException.class)
                    .hasMessageContaining("acme sent what it never sends: meep");
        }
        try (ScriptedServer server = server(200, "say Beep\n")) {
            assertThat(Way.STREAM.call(prompt(client(server, true))).thrown())
                    .isInstanceOf(StreamInterruptedException.class)
                    .hasMessageStartingWith("The stream of acme was cut before its end");
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_option_that_it_refuses_is_refused_before_anything_is_sent(Way way) {
        try (ScriptedServer server = server(200, REPLY)) {
            CallOptions seeded = CallOptions.defaults().seed(1);

            assertThat(way.call(prompt(client(server, true), seeded)).thrown())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("acme takes no seed. Leave CallOptions.seed out.");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void its_key_is_asked_for_where_its_settings_say_so() {
        PromptClient keyless =
                PromptClient.builder().provider(new AcmeProvider(true)).build();

        assertThat(Way.STREAM.call(prompt(keyless)).thrown())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("CUECARD_TEST_ACME_KEY");
    }

    @ParameterizedTest
    @EnumSource
    void a_mock_writes_its_protocol_and_reads_it_back(Way way) {
        for (boolean streaming : new boolean[] {true, false}) {
            MockModel mock =
                    MockModel.streaming("Test response text").chunkSize(5).finishing(Kind.LENGTH);
            Outcome outcome = way.call(prompt(mock.client(new AcmeProvider(streaming))));

            if (way.streams() && streaming) {
                assertThat(outcome.contents()).containsExactly("Test ", "respo", "nse t", "ext");
            }
            assertThat(outcome.result().text()).isEqualTo("Test response text");
            assertThat(outcome.result().finishReason()).contains(new FinishReason(Kind.LENGTH, "cut"));
            assertThat(mock.requests().get(0).provider()).isEqualTo("acme");
            assertThat(mock.requests().get(0).body()).isEqualTo("[\"Say hello.\"]");
        }
    }

    @Test
    void a_mock_finds_its_chunks_behind_a_line_that_comes_first() {
        MockModel mock = MockModel.chunks("a", "b", "c").failingAfter(2);

        Outcome outcome = Way.STREAM.call(prompt(mock.client(new AcmeProvider(true))));

        assertThat(outcome.contents()).containsExactly("a", "b");
        assertThat(outcome.thrown()).isInstanceOf(StreamInterruptedException.class);
    }

    @ParameterizedTest
    @EnumSource
    void a_mock_s_error_answer_has_its_advice(Way way) {
        MockModel mock = MockModel.answering(418, "Short and stout");

        assertThat(way.call(prompt(mock.client(new AcmeProvider(true)))).thrown())
                .hasMessage("acme answered HTTP 418: Short and stout\nOrder a kettle for roadrunner.");
    }

    @Test
    void the_exported_packages_are_enough() {
        String[] exported = {
            "java..",
            "org.jspecify.annotations",
            "dev.cuecard",
            "dev.cuecard.provider",
            "dev.cuecard.call",
            "dev.cuecard.stream",
            "dev.cuecard.message",
            "dev.cuecard.error",
            "dev.cuecard.outside"
        };

        noClasses()
                .that(resideInAPackage("dev.cuecard.outside"))
                .and()
                .haveSimpleNameStartingWith("Acme")
                .should()
                .dependOnClassesThat(DescribedPredicate.not(resideInAnyPackage(exported)))
                .check(new ClassFileImporter().importPackages("dev.cuecard.outside"));
    }
}

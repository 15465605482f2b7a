package dev.cuecard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Model;
import dev.cuecard.exchange.CallPlan;
import dev.cuecard.message.Message;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.openai.OpenAiChunk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A connection as a value. */
class ConnectionTest {

    private static Connection of(String baseUrl, String apiKey) {
        return Connection.of("chat.prompty", "openai", baseUrl, apiKey);
    }

    private static final Model<OpenAiChunk> MODEL = OpenAi.model("gpt-4o");

    @Test
    void connections_are_equal_if_the_file_says_the_same() {
        Connection one = of("https://a.example", "${env:KEY}");

        assertThat(one)
                .isEqualTo(of("https://a.example", "${env:KEY}"))
                .hasSameHashCodeAs(of("https://a.example", "${env:KEY}"));
        assertThat(one)
                .isNotEqualTo(of("https://b.example", "${env:KEY}"))
                .isNotEqualTo(of("https://a.example", "${env:OTHER}"))
                .isNotEqualTo(Connection.of("other.prompty", "openai", "https://a.example", "${env:KEY}"))
                .isNotEqualTo(Connection.of("chat.prompty", "azure", "https://a.example", "${env:KEY}"));
    }

    @Test
    void it_shows_references_and_no_key() {
        assertThat(of("${env:ENDPOINT:https://a.example:1/v1}", "${env:KEY}"))
                .hasToString("Connection[file=chat.prompty, provider=openai,"
                        + " baseUrl=${env:ENDPOINT:https://a.example:1/v1}, apiKey=${env:KEY}]");
        assertThat(of("https://a.example", "sk-secret").toString()).contains("apiKey=***]");
        assertThat(of("", "").toString()).contains("baseUrl=, apiKey=]");
        assertThat(of("https://ann:secret@a.example/v1?key=secret", "${env:KEY:sk-secret}")
                        .toString())
                .contains("a.example/v1")
                .contains("${env:KEY:***}")
                .doesNotContain("secret");
        assertThat(of("https://ann:a?secret@a.example", "").toString()).contains("baseUrl=…,");
    }

    @Test
    void what_a_client_resolves_shows_neither_keys_nor_addresses() {
        Connections connections = new Connections(
                new Environment(name -> null),
                Map.of("openai", "sk-secret"),
                Map.of("openai", "https://a.example?key=secret"),
                false,
                1);

        assertThat(connections.toString()).contains("openai").doesNotContain("secret");
        CallPlan<?> plan = connections.plan(
                new Catalogue(Catalogue.builtIn()).provider(MODEL),
                MODEL,
                of("", ""),
                List.of(Message.user("Hello.")),
                CallOptions.defaults(),
                true);
        assertThat(plan).hasToString("openai:gpt-4o");
        assertThat(plan.authorization().toString()).contains("sk-secret");
    }
}

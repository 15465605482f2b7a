package dev.cuecard.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.PromptClient;
import dev.cuecard.call.Model;
import dev.cuecard.provider.ApiKey;
import dev.cuecard.provider.Capabilities;
import dev.cuecard.provider.Provider;
import dev.cuecard.provider.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OllamaTest {

    private final Provider<OllamaChunk> provider = Ollama.provider();

    @Test
    void every_client_knows_it() {
        assertThat(PromptClient.builder().build().providers()).contains(provider);
        assertThat(provider.name()).isEqualTo("ollama");
        assertThat(provider.chunkType()).isEqualTo(OllamaChunk.class);
        assertThat(provider).hasToString("OllamaProvider[ollama]");
    }

    @Test
    void a_model_is_named_with_its_tag() {
        assertThat(Ollama.model("qwen3:4b"))
                .isEqualTo(new Model<>("ollama", "qwen3:4b", OllamaChunk.class))
                .hasToString("ollama:qwen3:4b");
    }

    @Test
    void it_needs_no_key_and_is_found_on_this_machine() {
        assertThat(provider.settings())
                .isEqualTo(new Settings(List.of(), false, "OLLAMA_HOST", "http://localhost:11434"));
    }

    @Test
    void a_key_is_a_bearer_token() {
        assertThat(provider.authorization(new ApiKey("secret", "test")))
                .isEqualTo(Map.of("Authorization", "Bearer secret"));
    }

    @Test
    void what_a_model_can_do_is_what_the_server_can() {
        assertThat(provider.capabilities("llama3.2")).isEqualTo(new Capabilities(true, true, true, true, true));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:11434, http://localhost:11434",
        "127.0.0.1:11434, http://127.0.0.1:11434",
        "127.0.0.1, http://127.0.0.1:11434",
        "myhost, http://myhost:11434",
        "myhost:, http://myhost:11434",
        "myhost:8080, http://myhost:8080",
        "myhost/, http://myhost:11434",
        "myhost/ollama/, http://myhost:11434/ollama",
        ":8080, http://localhost:8080",
        "0.0.0.0, http://localhost:11434",
        "0.0.0.0:8080, http://localhost:8080",
        "http://0.0.0.0:8080, http://localhost:8080",
        "http://:8080, http://localhost:8080",
        "::, http://localhost:11434",
        "[::], http://localhost:11434",
        "[::]:8080, http://localhost:8080",
        "[0:0:0:0:0:0:0:0]:1, http://localhost:1",
        "::1, http://[::1]:11434",
        "[::1], http://[::1]:11434",
        "[::1]:8080, http://[::1]:8080",
        "http://[::1]:8080/, http://[::1]:8080",
        "fe80::1:2, http://[fe80::1:2]:11434"
    })
    void what_ollama_s_own_variable_may_hold_becomes_a_url(String given, String url) {
        assertThat(provider.baseUrlOf(given, "m")).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "http://myhost, http://myhost",
        "https://myhost, https://myhost",
        "HTTPS://myhost/, https://myhost",
        "https://myhost:8443, https://myhost:8443",
        "ollama.com, https://ollama.com",
        "ollama.com/api, https://ollama.com",
        "ollama.com:8080, http://ollama.com:8080",
        "https://ollama.com/api, https://ollama.com"
    })
    void a_url_keeps_the_port_of_its_scheme_and_ollama_s_own_servers_are_asked_over_https(String given, String url) {
        assertThat(provider.baseUrlOf(given, "m")).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h:1/api, http://h:1",
        "http://h:1/api/, http://h:1",
        "http://h:1///, http://h:1",
        "http://h:1/ollama/api, http://h:1/ollama",
        "http://h:1/api/chat, http://h:1",
        "http://h:1/v1, http://h:1",
        "http://h:1/ollama/v1/, http://h:1/ollama",
        "http://h:1/chat, http://h:1/chat",
        "http://h:1/myapi, http://h:1/myapi",
        "http://h:1/api/v2, http://h:1/api/v2",
        "http://h:1/api?a=/b/, http://h:1?a=/b/"
    })
    void the_path_of_the_api_is_taken_off(String given, String url) {
        assertThat(provider.baseUrlOf(given, "m")).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"\"myhost:1\", http://myhost:1", "'0.0.0.0', http://localhost:11434"})
    void quotes_that_were_left_behind_are_taken_off(String given, String url) {
        assertThat(provider.baseUrlOf(given, "m")).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://myhost", "/", "???", "/api", "\"", "://", "http://", "http:///x", "#x"})
    void what_names_no_host_stays_as_it_is(String given) {
        assertThat(provider.baseUrlOf(given, "m")).isEqualTo(given);
    }

    @ParameterizedTest
    @CsvSource({
        "my host, http://my host:11434",
        "[::1, http://[::1",
        "[, http://[:11434",
        "a:b:c, http://[a:b:c]:11434",
        "host:port, http://host:port",
        "u:p@host:1, http://u:p@host:1"
    })
    void what_makes_no_sense_is_left_for_the_parser_to_complain_of(String given, String url) {
        assertThat(provider.baseUrlOf(given, "m")).isEqualTo(url);
    }
}

package dev.cuecard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.error.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com, /chat, https://api.example.com/chat",
        "https://api.example.com/, /chat, https://api.example.com/chat",
        "https://api.example.com/v1, /chat/completions, https://api.example.com/v1/chat/completions",
        "http://localhost:11434/a/b/, /api/chat, http://localhost:11434/a/b/api/chat",
        "https://x.com/v1beta, /models/m:streamGenerateContent?alt=sse,"
                + " https://x.com/v1beta/models/m:streamGenerateContent?alt=sse",
        "https://x.com/openai?api-version=7, /chat, https://x.com/openai/chat?api-version=7",
        "https://x.com/openai?api-version=7, /chat?a=b, https://x.com/openai/chat?api-version=7&a=b",
    })
    void a_path_is_put_behind_the_base_url(String base, String path, String expected) {
        assertThat(BaseUrl.parse(base).resolve(path)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost:11434", "api.example.com/v1", "/v1", "ftp://example.com", "http://", "http://a b/"
            })
    void what_is_no_absolute_http_url_is_refused(String text) {
        assertThatThrownBy(() -> BaseUrl.parse(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("\"" + text + "\"")
                .hasMessageContaining("not an absolute http or https URL")
                .hasMessageContaining("baseUrl(provider, url)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ann:secret@example.com/v1",
                "https://secret@example.com/v1",
                "ftp://ann:secret@example.com/v1",
                "nothing://example.com/v1?key=secret"
            })
    void secrets_in_a_url_are_refused_and_not_shown(String text) {
        assertThatThrownBy(() -> BaseUrl.parse(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("example.com")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "https://ann:a?secret@example.com/v1, …",
        "ftp://example.com/v1?mail=a@secret, …",
        "ftp://ann:secret@example.com/v1?key=secret, …@example.com/v1?…",
        "sk-a-secret-of-mine, sk-…",
        "my-server, my-server"
    })
    void of_what_may_be_a_secret_no_more_is_shown_than_is_sure_to_be_none(String text, String shown) {
        assertThatThrownBy(() -> BaseUrl.parse(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("\"" + shown + "\"")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_fragment_is_refused() {
        assertThatThrownBy(() -> BaseUrl.parse("https://example.com/v1#top"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("#");
    }
}

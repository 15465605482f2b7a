package dev.cuecard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.error.ConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainHttpTest {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "api.localhost", "127.0.0.1", "127.255.0.254", "::1"})
    void this_machine_is_told_by_name(String host) {
        assertThat(PlainHttp.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "localhost.example.com",
                "notlocalhost",
                "127.0.0.1.example.com",
                "127.0.0",
                "127.0.0.256",
                "0.0.0.0",
                "10.0.0.1",
                "::2",
                "1127.0.0.1"
            })
    void any_other_machine_is_not_this_one(String host) {
        assertThat(PlainHttp.isLoopback(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com", "http://localhost:8080/v1", "http://[::1]:8080", "http://127.0.0.1"})
    void a_key_goes_over_https_and_to_this_machine(String baseUrl) {
        assertThatCode(() -> PlainHttp.requireSafeForKey(baseUrl, false)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com/v1", "HTTP://example.com", "http://example.com:443"})
    void a_key_does_not_go_over_plain_http_unless_allowed(String baseUrl) {
        assertThatThrownBy(() -> PlainHttp.requireSafeForKey(baseUrl, false))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("example.com")
                .hasMessageContaining("https")
                .hasMessageContaining("allowPlainHttp(true)");
        assertThatCode(() -> PlainHttp.requireSafeForKey(baseUrl, true)).doesNotThrowAnyException();
    }
}

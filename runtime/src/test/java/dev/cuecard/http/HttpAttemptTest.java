package dev.cuecard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.error.ConfigurationException;
import dev.cuecard.provider.WireRequest;
import dev.cuecard.provider.WireRequest.Framing;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpAttemptTest {

    private final MockWebServer server = new MockWebServer();
    private final HttpTransport transport = HttpTransport.create();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String url() {
        return server.url("/").toString();
    }

    private static MockResponse answer(int code, String body) {
        return new MockResponse.Builder().code(code).body(body).build();
    }

    @Test
    void a_request_is_sent_as_the_provider_wrote_it() throws Exception {
        server.enqueue(answer(200, ""));
        WireRequest request =
                new WireRequest("/chat?stream=yes", Map.of("X-Version", "7"), "{\"text\":\"\u00e4\"}", Framing.SSE);

        try (HttpAttempt attempt = transport.open(
                server.url("/v1/").toString(),
                Attempts.asked(request, Map.of("X-Key", "secret")),
                Duration.ofSeconds(5))) {
            attempt.send();
        }

        RecordedRequest received = server.takeRequest();
        assertThat(received.getMethod()).isEqualTo("POST");
        assertThat(received.getTarget()).isEqualTo("/v1/chat?stream=yes");
        assertThat(received.getBody()).hasToString("[text={\"text\":\"\u00e4\"}]");
        assertThat(received.getHeaders().get("X-Version")).isEqualTo("7");
        assertThat(received.getHeaders().get("X-Key")).isEqualTo("secret");
        assertThat(received.getHeaders().get("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(received.getHeaders().get("Accept-Encoding")).isEqualTo("identity");
        assertThat(received.getHeaders().get("User-Agent"))
                .isEqualTo("cuecard/" + System.getProperty("cuecard.version"));
    }

    @ParameterizedTest
    @CsvSource({"SSE, text/event-stream", "NDJSON, application/x-ndjson", "JSON, application/json"})
    void the_accepted_type_follows_the_framing(Framing framing, String type) throws Exception {
        server.enqueue(answer(200, ""));

        Attempts.send(transport, url(), framing).close();

        assertThat(server.takeRequest().getHeaders().get("Accept")).isEqualTo(type);
    }

    @Test
    void events_are_cut_as_the_framing_says() throws IOException {
        String body = "data: 1\n\ndata: 2\n\n";
        Map<Framing, List<String>> expected = Map.of(
                Framing.SSE, List.of(":1", ":2"),
                Framing.NDJSON, List.of(":data: 1", ":data: 2"),
                Framing.JSON, List.of(":" + body));

        for (Framing framing : Framing.values()) {
            server.enqueue(answer(200, body));
            try (HttpAttempt attempt = Attempts.send(transport, url(), framing)) {
                assertThat(Events.all(attempt.events(Attempts.LIMIT))).isEqualTo(expected.get(framing));
            }
        }
    }

    @Test
    void status_and_headers_are_told() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .addHeader("Retry-After", "3")
                .body("slow down")
                .build());

        try (HttpAttempt attempt = Attempts.send(transport, url())) {
            assertThat(attempt.address()).isEqualTo(server.getHostName() + ":" + server.getPort());
            assertThat(attempt.status()).isEqualTo(429);
            assertThat(attempt.header("retry-after")).isEqualTo("3");
            assertThat(attempt.header("X-Request-Id")).isEmpty();
            assertThat(attempt.readBody(4)).asString().isEqualTo("slow");
        }
    }

    @Test
    void an_error_body_is_read_to_its_end_within_the_limit() throws IOException {
        server.enqueue(answer(500, "x".repeat(20_000)));

        try (HttpAttempt attempt = Attempts.send(transport, url())) {
            assertThat(attempt.readBody(1 << 16)).hasSize(20_000);
        }
    }

    @Test
    void an_attempt_that_was_not_sent_has_no_answer() {
        try (HttpAttempt attempt = Attempts.open(transport, url(), Framing.SSE)) {
            assertThatThrownBy(attempt::status)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("send()");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_not_followed(int code) throws IOException {
        server.enqueue(new MockResponse.Builder()
                .code(code)
                .addHeader("Location", server.url("/elsewhere"))
                .build());

        try (HttpAttempt attempt = Attempts.send(HttpTransport.over(new OkHttpClient()), url())) {
            assertThat(attempt.status()).isEqualTo(code);
        }
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"408, 0", "408,", "503, 0", "421,", "401,"})
    void an_attempt_is_one_request_on_the_wire(int code, String retryAfter) throws IOException {
        MockResponse.Builder first = new MockResponse.Builder().code(code);
        if (retryAfter != null) {
            first.addHeader("Retry-After", retryAfter);
        }
        server.enqueue(first.build());
        server.enqueue(answer(200, "data: 1\n\n"));
        OkHttpClient eager = new OkHttpClient.Builder()
                .retryOnConnectionFailure(true)
                .authenticator((route, response) -> response.request())
                .build();

        try (HttpAttempt attempt = Attempts.send(HttpTransport.over(eager), url())) {
            assertThat(attempt.status()).isEqualTo(code);
        }
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void a_retry_after_that_is_no_int_does_not_cost_the_answer() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .addHeader("Retry-After", "1700000000000")
                .build());

        try (HttpAttempt attempt = Attempts.send(transport, url())) {
            assertThat(attempt.status()).isEqualTo(503);
            assertThat(attempt.header("Retry-After")).isEqualTo("2147483647");
        }
    }

    @Test
    void a_callers_client_keeps_its_interceptors_and_leaves_deadlines_to_the_call() throws IOException {
        List<Integer> timeouts = new CopyOnWriteArrayList<>();
        OkHttpClient given = new OkHttpClient.Builder()
                .addNetworkInterceptor(chain -> {
                    timeouts.addAll(List.of(
                            chain.connectTimeoutMillis(), chain.readTimeoutMillis(), chain.writeTimeoutMillis()));
                    return chain.proceed(chain.request());
                })
                .build();
        server.enqueue(answer(200, ""));

        Attempts.send(HttpTransport.over(given), url()).close();

        assertThat(timeouts).containsExactly(20_000, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sk-secret\n", "sk-secret\r\nX: y", "sk-secret\u0000", "sk-secret\u00e9", "sk-secret\u007f"})
    void a_header_value_with_a_stray_character_is_refused_and_not_shown(String value) {
        WireRequest request = Attempts.request(Framing.SSE);

        assertThatThrownBy(() ->
                        transport.open(url(), Attempts.asked(request, Map.of("X-Key", value)), Duration.ofSeconds(1)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("X-Key")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\nb", "a:b", "\u00e4"})
    void a_header_needs_a_name_that_can_be_sent(String name) {
        WireRequest request = new WireRequest("/chat", Map.of(name, "x"), "{}", Framing.SSE);

        assertThatThrownBy(() -> transport.open(url(), Attempts.asked(request, Map.of()), Duration.ofSeconds(1)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot be the name of a header");
    }

    @Test
    void no_thread_is_left_that_would_keep_the_program_running() throws IOException {
        server.enqueue(answer(200, "data: 1\n\n"));

        try (HttpAttempt attempt = Attempts.send(transport, server.url("/").toString())) {
            assertThat(Events.all(attempt.events(Attempts.LIMIT))).containsExactly(":1");
        }

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("OkHttp")
                        || thread.getName().startsWith("Okio"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }
}

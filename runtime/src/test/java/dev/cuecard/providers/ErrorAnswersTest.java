package dev.cuecard.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.error.ApiException;
import dev.cuecard.error.AuthenticationException;
import dev.cuecard.error.BadRequestException;
import dev.cuecard.error.RateLimitException;
import dev.cuecard.error.ServerException;
import dev.cuecard.kit.Protocol;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.testing.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an error answer of each provider becomes, however the prompt is called. */
@Timeout(60)
class ErrorAnswersTest {

    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());

    private static final Map<Integer, Class<? extends ApiException>> KINDS = Map.of(
            400, BadRequestException.class,
            401, AuthenticationException.class,
            403, AuthenticationException.class,
            404, BadRequestException.class,
            413, BadRequestException.class,
            422, BadRequestException.class,
            429, RateLimitException.class,
            500, ServerException.class,
            503, ServerException.class,
            529, ServerException.class);

    static Stream<Arguments> every_protocol_and_way() {
        return Stream.of(Protocol.values())
                .flatMap(protocol -> Stream.of(Way.values()).map(way -> Arguments.of(protocol, way)));
    }

    private static ApiException thrown(Protocol protocol, Way way, Script script) {
        try (ScriptedServer server = ScriptedServer.answering(script)) {
            Throwable thrown = way.call(protocol.prompt(server, ONCE)).thrown();
            assertThat(thrown).isInstanceOf(ApiException.class);
            assertThat(server.requests()).hasSize(1);
            ApiException api = (ApiException) thrown;
            assertThat(api.partial().chunkCount()).isZero();
            assertThat(api.provider()).isEqualTo(protocol.model().provider());
            return api;
        }
    }

    @ParameterizedTest
    @MethodSource("every_protocol_and_way")
    void each_status_has_its_exception_with_what_the_provider_said(Protocol protocol, Way way) {
        List<String> wrong = new ArrayList<>();
        KINDS.forEach((status, kind) -> {
            ApiException thrown = thrown(
                    protocol,
                    way,
                    ScriptedServer.body(
                            status,
                            "application/json",
                            protocol.error(status, "some_error", "Something is wrong."),
                            "x-request-id: req_1"));
            if (!kind.equals(thrown.getClass())) {
                wrong.add(status + " became " + thrown.getClass().getSimpleName());
            }
            assertThat(thrown.status()).isEqualTo(status);
            assertThat(thrown.requestId()).isEqualTo("req_1");
            assertThat(thrown.errorType()).isEqualTo(protocol == Protocol.OLLAMA ? "" : "some_error");
            assertThat(thrown).hasMessageContaining("Something is wrong.").hasMessageContaining("HTTP " + status);
        });
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("every_protocol_and_way")
    void a_rate_limit_says_how_long_to_wait(Protocol protocol, Way way) {
        ApiException thrown = thrown(
                protocol,
                way,
                ScriptedServer.body(
                        429, "application/json", protocol.error(429, "some_error", "Slow down."), "Retry-After: 7"));

        assertThat(thrown).isInstanceOf(RateLimitException.class);
        assertThat(((RateLimitException) thrown).retryAfter()).contains(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @MethodSource("every_protocol_and_way")
    void a_proxy_s_page_is_told_by_its_title(Protocol protocol, Way way) {
        String page = "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";

        ApiException refused = thrown(protocol, way, ScriptedServer.body(502, "text/html", page));
        assertThat(refused).isInstanceOf(ServerException.class).hasMessageContaining("502 Bad Gateway");

        ApiException welcomed = thrown(protocol, way, ScriptedServer.body(200, "text/html", page));
        assertThat(welcomed).hasMessageContaining("502 Bad Gateway");
        assertThat(welcomed.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("every_protocol_and_way")
    void an_error_without_a_body_is_still_one(Protocol protocol, Way way) {
        ApiException thrown = thrown(protocol, way, ScriptedServer.body(503, "application/json", ""));

        assertThat(thrown).isInstanceOf(ServerException.class).hasMessageContaining("HTTP 503");
    }

    @ParameterizedTest
    @MethodSource("every_protocol_and_way")
    void an_error_in_the_body_of_a_200_is_one_too(Protocol protocol, Way way) {
        ApiException thrown = thrown(
                protocol,
                way,
                ScriptedServer.body(
                        200,
                        "application/json",
                        protocol.error(500, "some_error", "Something is wrong."),
                        "x-request-id: req_2"));

        assertThat(thrown).hasMessageContaining("Something is wrong.");
        assertThat(thrown.requestId()).isEqualTo("req_2");
    }
}

package dev.cuecard.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.BuilderDoor;
import dev.cuecard.PromptClient;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.Protocol;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.testing.Way;
import java.io.IOException;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A key is given to no server that cannot show who it is. */
@Timeout(60)
class TlsTest {

    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    private static final HandshakeCertificates TRUSTING = new HandshakeCertificates.Builder()
            .addTrustedCertificate(AUTHORITY.certificate())
            .build();

    private final Secret secret = Secret.twisted();

    private static HeldCertificate.Builder signed(String host) {
        return new HeldCertificate.Builder().signedBy(AUTHORITY).addSubjectAlternativeName(host);
    }

    private static MockWebServer server(HeldCertificate certificate) throws IOException {
        MockWebServer server = new MockWebServer();
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        server.start();
        return server;
    }

    private static OkHttpClient trusting() {
        return new OkHttpClient.Builder()
                .sslSocketFactory(TRUSTING.sslSocketFactory(), TRUSTING.trustManager())
                .build();
    }

    private Way.Outcome call(Protocol protocol, MockWebServer server, @Nullable OkHttpClient http) {
        String provider = protocol.model().provider();
        PromptClient.Builder client = BuilderDoor.open(PromptClient.builder(), Map.of())
                .apiKey(provider, secret.value())
                .baseUrl(provider, "https://localhost:" + server.getPort());
        if (http != null) {
            client.httpClient(http);
        }
        return Way.STREAM.call(
                HandWrittenPrompt.with(client.build(), CallOptions.defaults().retries(Retries.none()))
                        .on(protocol.model()));
    }

    private void assertRefused(
            Protocol protocol, HeldCertificate certificate, @Nullable OkHttpClient http, String... words)
            throws IOException {
        try (MockWebServer server = server(certificate);
                Witness witness = new Witness(secret)) {
            Throwable thrown = call(protocol, server, http).thrown();

            assertThat(thrown)
                    .isInstanceOf(StreamInterruptedException.class)
                    .hasMessageContaining("No connection to " + protocol.model().provider() + ": could not connect to"
                            + " localhost:" + server.getPort() + ": TLS failed: ")
                    .hasMessageContainingAll(words);
            assertThat(server.getRequestCount()).isZero();
            witness.see(thrown);
            witness.assertNoKeyWasSeen();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_certificate_that_signs_itself_is_refused(Protocol protocol) throws IOException {
        HeldCertificate own = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        assertRefused(
                protocol, own, null, "signed by nobody whom this JVM trusts", "PromptClient.builder().httpClient(…)");
        assertRefused(protocol, own, trusting(), "signed by nobody whom this JVM trusts");
    }

    @ParameterizedTest
    @EnumSource
    void a_certificate_of_another_host_is_refused(Protocol protocol) throws IOException {
        assertRefused(
                protocol,
                signed("api.openai.com").build(),
                trusting(),
                "certificate is not one for localhost (Hostname localhost not verified)");
    }

    @ParameterizedTest
    @EnumSource
    void a_certificate_out_of_its_time_is_refused(Protocol protocol) throws IOException {
        long now = System.currentTimeMillis();
        long day = 24L * 60 * 60 * 1_000;
        assertRefused(
                protocol,
                signed("localhost").validityInterval(now - 2 * day, now - day).build(),
                trusting(),
                "certificate has expired");
        assertRefused(
                protocol,
                signed("localhost").validityInterval(now + day, now + 2 * day).build(),
                trusting(),
                "certificate is not valid yet");
    }

    /** Over HTTP/2, of which OkHttp logs every frame. */
    @ParameterizedTest
    @EnumSource
    void a_certificate_that_the_user_s_own_client_trusts_is_taken(Protocol protocol) throws Exception {
        try (MockWebServer server = server(signed("localhost").build());
                Witness witness = new Witness(secret)) {
            Buffer body = new Buffer();
            protocol.provider().mockWriter().stream(Run.REPLY).forEach(body::write);
            server.enqueue(new MockResponse.Builder()
                    .addHeader("Content-Type", protocol.streamType())
                    .body(body)
                    .build());

            Way.Outcome outcome = call(protocol, server, trusting());

            assertThat(outcome.result().text()).isEqualTo("Let me look.");
            assertThat(server.takeRequest().getHeaders().toMultimap().values())
                    .anyMatch(values -> values.get(0).endsWith(secret.value()));
            witness.see(outcome.result());
            assertThat(witness.loggers()).contains("okhttp3.internal.http2.Http2");
            witness.assertNoKeyWasSeen();
        }
    }
}

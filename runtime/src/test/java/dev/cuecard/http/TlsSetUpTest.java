package dev.cuecard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.error.ConfigurationException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS is set up with the first https address, from what the system trusts. */
@Timeout(60)
class TlsSetUpTest {

    private static final String STORE = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final String TYPE = "javax.net.ssl.trustStoreType";

    private final Map<String, @Nullable String> before = new HashMap<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void remember() {
        for (String property : new String[] {STORE, PASSWORD, TYPE}) {
            before.put(property, System.getProperty(property));
        }
    }

    @AfterEach
    void restore() {
        before.forEach((property, value) -> {
            if (value == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, value);
            }
        });
    }

    private static MockResponse event() {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "text/event-stream")
                .body("data: 1\n\n")
                .build();
    }

    private void trust(HeldCertificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("server", certificate.certificate());
        Path file = folder.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "open".toCharArray());
        }
        System.setProperty(STORE, file.toString());
        System.setProperty(PASSWORD, "open");
        System.setProperty(TYPE, "PKCS12");
    }

    @Test
    void who_the_system_trusts_is_spoken_to_over_http_2_and_one_connection() throws Exception {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        trust(certificate);
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(new HandshakeCertificates.Builder()
                    .heldCertificate(certificate)
                    .build()
                    .sslSocketFactory());
            server.enqueue(event());
            server.enqueue(event());
            server.start();
            HttpTransport transport = HttpTransport.create();

            for (int i = 0; i < 2; i++) {
                try (HttpAttempt attempt = Attempts.send(transport, "https://localhost:" + server.getPort())) {
                    assertThat(Events.all(attempt.events(Attempts.LIMIT))).containsExactly(":1");
                }
                assertThat(server.takeRequest().getConnectionIndex()).isZero();
            }
            assertThat(server.getRequestCount()).isEqualTo(2);
        }
    }

    @Test
    void a_trust_store_that_cannot_be_read_matters_to_https_alone_and_is_named() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.p12"), "no certificates");
        System.setProperty(STORE, broken.toString());
        HttpTransport transport = HttpTransport.create();
        try (MockWebServer server = new MockWebServer()) {
            server.enqueue(event());
            server.start();
            try (HttpAttempt attempt = Attempts.send(transport, "http://localhost:" + server.getPort())) {
                assertThat(Events.all(attempt.events(Attempts.LIMIT))).containsExactly(":1");
            }

            assertThatThrownBy(() -> Attempts.send(transport, "https://localhost:" + server.getPort()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("TLS cannot be set up")
                    .hasMessageContaining("javax.net.ssl.trustStore");
            assertThat(server.getRequestCount()).isEqualTo(1);
        }
    }
}

package dev.cuecard.http;

import dev.cuecard.provider.WireRequest;
import dev.cuecard.provider.WireRequest.Framing;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Makes attempts as a call would. */
final class Attempts {

    static final int LIMIT = 1 << 20;

    private Attempts() {}

    static WireRequest request(Framing framing) {
        return new WireRequest("/chat", Map.of(), "{}", framing);
    }

    static Asked asked(WireRequest request, Map<String, String> authorization) {
        return new Asked("test", "m", request, authorization, Optional.empty());
    }

    static HttpAttempt open(HttpTransport transport, String baseUrl, Framing framing) {
        return transport.open(baseUrl, asked(request(framing), Map.of()), Duration.ofSeconds(20));
    }

    /** Opens and sends an attempt that wants a stream. */
    static HttpAttempt send(HttpTransport transport, String baseUrl) throws IOException {
        return send(transport, baseUrl, Framing.SSE);
    }

    static HttpAttempt send(HttpTransport transport, String baseUrl, Framing framing) throws IOException {
        HttpAttempt attempt = open(transport, baseUrl, framing);
        attempt.send();
        return attempt;
    }
}

package dev.cuecard.provider;

import java.util.Map;
import java.util.Objects;

/**
 * A request as it goes over the wire: a POST with a JSON body.
 *
 * @param path what is put behind the base URL, beginning with a slash; may have a query
 * @param headers header values by name, without the key and without the content type
 * @param body the JSON text
 * @param framing how the answer is cut into events
 */
public record WireRequest(String path, Map<String, String> headers, String body, Framing framing) {

    /** How an answer is cut into events. */
    public enum Framing {
        /** Server-sent events. */
        SSE,
        /** A JSON value a line. */
        NDJSON,
        /** One JSON value: an answer that is not streamed. */
        JSON
    }

    /** Makes a request; the headers are copied. */
    public WireRequest {
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(framing, "framing");
    }
}

package dev.cuecard.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import okio.ByteString;

/**
 * A scripted answer, told apart from how it is sent.
 *
 * @param status the HTTP status
 * @param headers header values by name, without the content type
 * @param body what happens while the body is read, in order
 */
record Answer(int status, Map<String, String> headers, List<Answer.Step> body) {

    /** Makes an answer; map and list are copied. */
    Answer {
        headers = Map.copyOf(headers);
        body = List.copyOf(body);
    }

    static Answer ok(List<Step> body) {
        return new Answer(200, Map.of(), body);
    }

    static Step bytes(byte[] bytes) {
        return new Bytes(ByteString.of(bytes));
    }

    /** A step of a body. */
    sealed interface Step {}

    /** Bytes arrive, all at once. */
    record Bytes(ByteString bytes) implements Step {}

    /** Nothing comes for a while. */
    record Pause(Duration duration) implements Step {}

    /** The connection is lost. */
    record Lost() implements Step {}

    /** Nothing comes any more. */
    record Silence() implements Step {}
}

package dev.cuecard.testing;

import java.nio.file.Path;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A recorded exchange.
 *
 * @param name the name of its folder, as messages show it
 * @param request what was asked
 * @param answer the head of the answer and where its body is; null where none came
 * @param timing the file that tells what came when
 * @param headMicros when the head came, 0 where none did
 * @param ending how it ended, null where the recording was broken off before
 */
record TapedExchange(
        String name,
        TapedRequest request,
        @Nullable TapedAnswer answer,
        Path timing,
        long headMicros,
        @Nullable TapeMoment ending) {

    /**
     * The head of an answer.
     *
     * @param status the HTTP status
     * @param headers the headers, without those that are secret
     * @param body the file of the body
     */
    record TapedAnswer(int status, Headers headers, Path body) {}

    /** Whether it was recorded to an ending, whatever that was. */
    boolean isWhole() {
        return ending != null;
    }
}

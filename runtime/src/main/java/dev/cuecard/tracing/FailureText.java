package dev.cuecard.tracing;

import dev.cuecard.error.ApiException;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.stream.MalformedChunkException;
import dev.cuecard.stream.RefusalException;
import dev.cuecard.stream.StreamTimeoutException;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a span's status says of a failure. An exception's own message may quote the reply, as a refusal's does, or the
 * prompt, as a provider's error may: it is used where content may be shown, and elsewhere what is sure to hold none.
 */
final class FailureText {

    private FailureText() {}

    static String of(Throwable failure, boolean captureContent) {
        return captureContent || isOwnWords(failure) ? firstLine(failure) : withoutContent(failure);
    }

    private static boolean isOwnWords(Throwable failure) {
        return failure instanceof StreamTimeoutException || failure instanceof ConfigurationException;
    }

    private static String withoutContent(Throwable failure) {
        if (failure instanceof ApiException answered) {
            return describe(answered);
        }
        if (failure instanceof RefusalException) {
            return "The model declined to answer";
        }
        if (failure instanceof MalformedChunkException) {
            return "A chunk could not be read";
        }
        return "The stream broke off" + because(failure.getCause());
    }

    private static String because(@Nullable Throwable cause) {
        if (cause == null) {
            return "";
        }
        if (cause instanceof ApiException answered) {
            return ": " + describe(answered);
        }
        String words = cause instanceof IOException ? firstLine(cause) : "";
        return ": " + cause.getClass().getName() + (words.isEmpty() ? "" : ": " + words);
    }

    private static String describe(ApiException answered) {
        String said = Stream.of(answered.errorType(), answered.error().code(), answered.requestId())
                .filter(word -> !word.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        return answered.provider() + " answered " + answered.status() + (said.isEmpty() ? "" : " (" + said + ")");
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}

package dev.cuecard.exchange;

import dev.cuecard.http.ConnectionWords;
import dev.cuecard.http.UrlSecrets;
import dev.cuecard.provider.ApiKey;
import dev.cuecard.provider.ChunkDecoder.MalformedEventException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a call's key out of what is told of the call. A server may give the key back in any place, and parsers, HTTP's among
 * them, quote what they cannot read.
 *
 * @param keys the key, where one is sent, and what is secret in the address
 */
record Redaction(List<ApiKey> keys) {

    static Redaction of(CallPlan<?> plan) {
        List<ApiKey> keys = new ArrayList<>();
        plan.key().ifPresent(keys::add);
        UrlSecrets.of(plan.baseUrl()).forEach(secret -> keys.add(new ApiKey(secret, "the base URL")));
        return new Redaction(keys);
    }

    String text(String text) {
        String clean = text;
        for (ApiKey key : keys) {
            clean = key.redact(clean);
        }
        return clean;
    }

    /** The exception itself, or one without what is beneath where the key stands in any of their messages. */
    Throwable cause(MalformedEventException cause) {
        return quotesKey(cause) ? placed(cause, new MalformedEventException(message(cause), null)) : cause;
    }

    /** The same for a connection's. */
    IOException cause(IOException cause) {
        return quotesKey(cause)
                ? placed(cause, new IOException(cause.getClass().getName() + ": " + message(cause)))
                : cause;
    }

    /** What a connection's exception says, without the key; the name of its kind where it says nothing. */
    String words(IOException cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : message(cause);
    }

    private String message(Throwable cause) {
        return text(String.valueOf(ConnectionWords.of(cause)));
    }

    private static <T extends Throwable> T placed(Throwable original, T told) {
        told.setStackTrace(original.getStackTrace());
        return told;
    }

    private boolean quotesKey(Throwable cause) {
        return quotesKey(cause, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private boolean quotesKey(@Nullable Throwable cause, Set<Throwable> seen) {
        if (cause == null || !seen.add(cause)) {
            return false;
        }
        if (!message(cause).equals(String.valueOf(cause.getMessage())) || quotesKey(cause.getCause(), seen)) {
            return true;
        }
        for (Throwable suppressed : cause.getSuppressed()) {
            if (quotesKey(suppressed, seen)) {
                return true;
            }
        }
        return false;
    }
}

package dev.cuecard.wire;

import dev.cuecard.error.ApiError;
import dev.cuecard.provider.ErrorResponse;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** Reads what went wrong, out of an answer that is an error or out of an event of a stream. Never fails. */
public final class ErrorReader {

    private static final int OK = 200;

    /** Of a page's or a plain text's words no more goes into a message. */
    private static final int LONGEST_WORDS = 500;

    private static final String[] REQUEST_ID_HEADERS = {
        "x-request-id", "request-id", "mistral-correlation-id", "apim-request-id", "cf-ray"
    };

    private final String provider;
    private final InstantSource clock;

    /**
     * Makes a reader.
     *
     * @param provider the name of the server
     * @param clock tells how far off a date in a header is
     */
    public ErrorReader(String provider, InstantSource clock) {
        this.provider = provider;
        this.clock = clock;
    }

    /** Reads an answer. */
    public ApiError readAnswer(ErrorResponse response) {
        ErrorBody body = ErrorBody.read(response.body());
        RetryHeaders retry = RetryHeaders.read(response.headers(), clock);
        int status =
                response.status() >= 400 ? response.status() : body.status().orElse(response.status());
        return new ApiError(
                provider,
                status,
                KeyMask.mask(body.type()),
                KeyMask.mask(body.code()),
                KeyMask.mask(body.message().isEmpty() ? plainWords(response.body()) : body.message()),
                KeyMask.mask(requestId(response, body)),
                KeyMask.mask(response.body()),
                retry.after().isPresent() ? retry.after() : body.retryDelay(),
                retry.should());
    }

    /** Reads an event inside an answer that began well. */
    public ApiError readEvent(String data) {
        ErrorBody body = ErrorBody.read(data);
        return new ApiError(
                provider,
                body.status().orElse(OK),
                KeyMask.mask(body.type()),
                KeyMask.mask(body.code()),
                KeyMask.mask(body.message().isEmpty() ? plainWords(data) : body.message()),
                KeyMask.mask(body.requestId()),
                KeyMask.mask(data),
                body.retryDelay(),
                Optional.empty());
    }

    private static String requestId(ErrorResponse response, ErrorBody body) {
        for (String header : REQUEST_ID_HEADERS) {
            // The edge's own id is the last resort: the server's support cannot look it up.
            if (header.equals("cf-ray") && !body.requestId().isEmpty()) {
                return body.requestId();
            }
            String id = response.headers().apply(header);
            if (!id.isBlank()) {
                return id.strip();
            }
        }
        return "";
    }

    /** Gives the title of an HTML page, as gateways send, or the text itself where it is neither HTML nor JSON. */
    private static String plainWords(String body) {
        String text = body.strip();
        if (text.startsWith("{") || text.startsWith("[")) {
            return "";
        }
        if (text.startsWith("<")) {
            String lower = text.toLowerCase(Locale.ROOT);
            int title = lower.indexOf("<title>");
            int end = lower.indexOf("</title>", title + 1);
            text = title < 0 || end < 0
                    ? ""
                    : text.substring(title + "<title>".length(), end).strip();
        }
        return text.length() > LONGEST_WORDS ? text.substring(0, LONGEST_WORDS) + "…" : text;
    }
}

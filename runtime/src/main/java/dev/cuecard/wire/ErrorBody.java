package dev.cuecard.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What an error's JSON says, whichever of its many forms it has: an error object, an error text, a list of errors, Google's
 * {@code details}, FastAPI's {@code detail}, a sentence at the top level. Used by {@link ErrorReader}.
 *
 * @see <a href="https://docs.claude.com/en/api/errors">Anthropic, Errors</a>
 * @see <a href="https://cloud.google.com/apis/design/errors">Google Cloud API Design Guide, Errors</a>
 */
final class ErrorBody {

    private String message = "";
    private String type = "";
    private String code = "";
    private String requestId = "";
    private String reason = "";
    private Optional<Duration> retryDelay = Optional.empty();
    private OptionalInt status = OptionalInt.empty();

    private ErrorBody() {}

    /** Reads a body; one that is not JSON says nothing. */
    static ErrorBody read(String text) {
        byte[] source = text.getBytes(StandardCharsets.UTF_8);
        ErrorBody body = new ErrorBody();
        try (JsonParser parser = WireJson.parser(source)) {
            JsonToken token = parser.nextToken();
            // Google's servers put the error into an array of one.
            while (token == JsonToken.START_ARRAY) {
                token = parser.nextToken();
            }
            if (token == JsonToken.START_OBJECT) {
                body.members(parser, source);
            }
        } catch (JacksonException e) {
            // Not JSON, or only the beginning of it. What was read before still counts, and the reader of the error
            // sees the body itself.
            return body;
        }
        return body;
    }

    private void members(JsonParser parser, byte[] source) {
        ErrorBody inner = new ErrorBody();
        String detail = "";
        try {
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken token = parser.nextToken();
                switch (name) {
                    // Groq puts an error of the middle of a stream into a field of its own.
                    case "error", "x_groq" -> inner.error(parser, source);
                    case "choices" -> inner.errorOfChoice(parser, source);
                    case "message", "msg" -> message = WireJson.textOrJson(parser, source);
                    case "detail" -> detail = WireJson.textOrJson(parser, source);
                    case "type", "error_type" -> type = or(WireJson.text(parser), type);
                    case "code" -> code = token.isScalarValue() ? WireJson.textOrJson(parser, source) : skip(parser);
                    case "status" -> status(parser);
                    case "status_code", "raw_status_code" -> status = WireJson.smallNumber(parser);
                    case "details" -> details(parser);
                    case "request_id" -> requestId = WireJson.text(parser);
                    default -> parser.skipChildren();
                }
            }
        } finally {
            // Also where the body is cut short and the parser gives up.
            over(inner, detail);
        }
    }

    /**
     * Reads Google's list of what else there is to know: {@code ErrorInfo} names the reason in a word, {@code RetryInfo} says
     * how long to wait.
     */
    private void details(JsonParser parser) {
        if (!WireJson.isArray(parser)) {
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!WireJson.isObject(parser)) {
                continue;
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                switch (name) {
                    case "reason" -> reason = or(reason, WireJson.text(parser));
                    case "retryDelay" -> {
                        Optional<Duration> told = RetryHeaders.duration(WireJson.text(parser));
                        retryDelay = told.isPresent() ? told : retryDelay;
                    }
                    default -> parser.skipChildren();
                }
            }
        }
    }

    /** Lays an inner error over what the top level says. */
    private void over(ErrorBody inner, String detail) {
        message = or(inner.message, or(detail, message));
        type = or(inner.type, type);
        code = or(inner.code, code);
        requestId = or(requestId, inner.requestId);
        reason = or(inner.reason, reason);
        retryDelay = inner.retryDelay.isPresent() ? inner.retryDelay : retryDelay;
        status = inner.status.isPresent() ? inner.status : status;
    }

    private void error(JsonParser parser, byte[] source) {
        switch (parser.currentToken()) {
            case START_OBJECT -> members(parser, source);
            case START_ARRAY -> {
                StringBuilder all = new StringBuilder();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    String each = WireJson.textOrJson(parser, source);
                    all.append(all.isEmpty() || each.isEmpty() ? "" : "; ").append(each);
                }
                message = or(all.toString(), message);
            }
            default -> message = or(WireJson.text(parser), message);
        }
    }

    /** OpenRouter tells inside a choice what went wrong with the model behind it; what stands at the top level says more. */
    private void errorOfChoice(JsonParser parser, byte[] source) {
        if (!WireJson.isArray(parser)) {
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!WireJson.isObject(parser)) {
                continue;
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                if (name.equals("error") && message.isEmpty()) {
                    error(parser, source);
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    /** Google's {@code status} is a word for the kind of error, others' is the HTTP status. */
    private void status(JsonParser parser) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            type = or(type, parser.getString());
        } else {
            status = WireJson.smallNumber(parser);
        }
    }

    private static String skip(JsonParser parser) {
        parser.skipChildren();
        return "";
    }

    private static String or(String first, String second) {
        return first.isEmpty() ? second : first;
    }

    String message() {
        return message;
    }

    String type() {
        return type;
    }

    /** Gives the code that tells most: a number that only repeats the status gives way to a reason in a word. */
    String code() {
        return reason.isEmpty() || (!code.isEmpty() && httpStatus(code).isEmpty()) ? code : reason;
    }

    Optional<Duration> retryDelay() {
        return retryDelay;
    }

    String requestId() {
        return requestId;
    }

    /** Gives the HTTP status that the error stands for: its code's or its own number, else the one its words mean. */
    OptionalInt status() {
        OptionalInt byCode = httpStatus(code);
        if (byCode.isPresent()) {
            return byCode;
        }
        if (status.isPresent() && isHttpError(status.getAsInt())) {
            return status;
        }
        OptionalInt byWord = statusOf(code);
        return byWord.isPresent() ? byWord : statusOf(type);
    }

    private static OptionalInt httpStatus(String digits) {
        if (digits.length() != 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(digits);
        return isHttpError(number) ? OptionalInt.of(number) : OptionalInt.empty();
    }

    private static boolean isHttpError(int number) {
        return number >= 400 && number <= 599;
    }

    /** The words of OpenAI, Anthropic and Google and, in other spellings, of the servers that follow them. */
    private static OptionalInt statusOf(String word) {
        return switch (word) {
            case "invalid_request_error",
                    "BadRequestError",
                    "context_length_exceeded",
                    "INVALID_ARGUMENT",
                    "FAILED_PRECONDITION" -> OptionalInt.of(400);
            case "authentication_error", "AuthenticationError", "invalid_api_key", "UNAUTHENTICATED" ->
                OptionalInt.of(401);
            case "billing_error" -> OptionalInt.of(402);
            case "permission_error", "permission_denied", "PermissionDeniedError", "PERMISSION_DENIED" ->
                OptionalInt.of(403);
            case "not_found_error", "NotFoundError", "model_not_found", "NOT_FOUND" -> OptionalInt.of(404);
            case "request_too_large" -> OptionalInt.of(413);
            case "rate_limit_error",
                    "RateLimitError",
                    "rate_limit_exceeded",
                    "insufficient_quota",
                    "RESOURCE_EXHAUSTED" -> OptionalInt.of(429);
            case "server_error",
                    "internal_error",
                    "internal_server_error",
                    "InternalServerError",
                    "api_error",
                    "INTERNAL" -> OptionalInt.of(500);
            case "service_unavailable", "ServiceUnavailableError", "UNAVAILABLE" -> OptionalInt.of(503);
            case "timeout_error", "DEADLINE_EXCEEDED" -> OptionalInt.of(504);
            case "overloaded_error" -> OptionalInt.of(529);
            default -> OptionalInt.empty();
        };
    }
}

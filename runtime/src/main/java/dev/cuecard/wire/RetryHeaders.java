package dev.cuecard.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an answer's headers say about trying again: {@code retry-after-ms}, {@code Retry-After} and
 * {@code x-should-retry}. A value that makes no sense counts as left out.
 *
 * @param after how long to wait, if told
 * @param should whether to try again, if told
 */
record RetryHeaders(Optional<Duration> after, Optional<Boolean> should) {

    /** A wait beyond a year is nonsense, and its digits might not fit into a duration. */
    private static final double LONGEST_SECONDS = Duration.ofDays(366).toSeconds();

    static RetryHeaders read(Function<String, String> headers, InstantSource clock) {
        Optional<Duration> after = seconds(headers.apply("retry-after-ms"), 1e-3);
        String retryAfter = headers.apply("retry-after");
        if (after.isEmpty()) {
            after = seconds(retryAfter, 1);
        }
        if (after.isEmpty()) {
            after = until(retryAfter, clock.instant());
        }
        return new RetryHeaders(after, truth(headers.apply("x-should-retry")));
    }

    /** Reads Google's form of a duration, seconds with a fraction and an s: {@code 34.07s}. */
    static Optional<Duration> duration(String value) {
        return value.endsWith("s") ? seconds(value.substring(0, value.length() - 1), 1) : Optional.empty();
    }

    private static Optional<Duration> seconds(String value, double unit) {
        String number = value.strip();
        // Double.parseDouble takes more than a header may hold: signs, exponents, NaN, a trailing d.
        if (number.isEmpty() || !number.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.')) {
            return Optional.empty();
        }
        try {
            double seconds = Double.parseDouble(number) * unit;
            return seconds <= LONGEST_SECONDS
                    ? Optional.of(Duration.ofNanos(Math.round(seconds * 1e9)))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> until(String value, Instant now) {
        try {
            Instant then = ZonedDateTime.parse(
                            value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.US))
                    .toInstant();
            Duration wait = Duration.between(now, then);
            return wait.isNegative()
                    ? Optional.of(Duration.ZERO)
                    : Optional.of(wait).filter(d -> d.toSeconds() <= LONGEST_SECONDS);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> truth(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}

package dev.cuecard.testing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of body that are told by the ending of a file's name. */
enum BodyType {
    SSE("text/event-stream"),
    NDJSON("application/x-ndjson"),
    JSON("application/json");

    private final String contentType;

    BodyType(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** The ending, without its dot. */
    String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<BodyType> of(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> lower.endsWith("." + type.ending()))
                .findFirst();
    }

    /** All endings, as a sentence names them. */
    static String endings() {
        return Arrays.stream(values()).map(type -> "." + type.ending()).collect(Collectors.joining(", "));
    }
}

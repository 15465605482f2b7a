package dev.cuecard.testing;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a recording's {@code timing.tsv}: what came, and when. The last line tells how the answer ended; a recording
 * without it was broken off itself.
 *
 * @param micros microseconds since the request was sent
 * @param kind what came
 * @param bytes how many bytes of the body, 0 where it were none
 * @param words what the system said, empty where it said nothing
 */
record TapeMoment(long micros, Kind kind, long bytes, String words) {

    /** The first line of the file, for people. */
    static final String TITLE =
            "# microseconds since the request was sent, and what came: bytes of the body, or an event";

    private static final int LONGEST_WORDS = 500;
    private static final Pattern LINE =
            Pattern.compile("(\\d{1,15})\t(?:(\\d{1,15})|([a-z-]+)(?:\t(.*))?)", Pattern.DOTALL);

    /** What came. */
    enum Kind {
        /** The head of the answer. */
        HEAD("head"),
        /** Bytes of the body. */
        BYTES(""),
        /** The end of the body. */
        END("end"),
        /** The loss of the connection; without a head before it, there may have been no connection. */
        CUT("cut"),
        /** No connection in the time that was allowed for it. */
        CONNECT_TIMEOUT("connect-timeout"),
        /** Nothing more: whoever read the answer aborted it, missed a deadline or had read enough. */
        LEFT("left");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        boolean isEnding() {
            return this != HEAD && this != BYTES;
        }
    }

    static TapeMoment bytes(long micros, long bytes) {
        return new TapeMoment(micros, Kind.BYTES, bytes, "");
    }

    static TapeMoment event(long micros, Kind kind) {
        return event(micros, kind, "");
    }

    static TapeMoment event(long micros, Kind kind, String words) {
        String line = words.replaceAll("\\p{Cntrl}+", " ").strip();
        return new TapeMoment(
                micros, kind, 0, line.length() > LONGEST_WORDS ? line.substring(0, LONGEST_WORDS) + "…" : line);
    }

    /** Reads a line; empty where it is none. */
    static Optional<TapeMoment> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long micros = Long.parseLong(matcher.group(1));
        if (matcher.group(2) != null) {
            return Optional.of(bytes(micros, Long.parseLong(matcher.group(2))));
        }
        String words = matcher.group(4) == null ? "" : matcher.group(4);
        for (Kind kind : Kind.values()) {
            if (kind.word.equals(matcher.group(3))) {
                return Optional.of(event(micros, kind, words));
            }
        }
        return Optional.empty();
    }

    /** The line, without its end. */
    String line() {
        String what = kind == Kind.BYTES ? String.valueOf(bytes) : kind.word;
        return micros + "\t" + what + (words.isEmpty() ? "" : "\t" + words);
    }
}

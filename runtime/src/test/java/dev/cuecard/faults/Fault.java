package dev.cuecard.faults;

import static dev.cuecard.faults.Transport.CHUNKED;
import static dev.cuecard.faults.Transport.GZIP;
import static dev.cuecard.faults.Transport.LENGTH;
import static dev.cuecard.faults.Transport.UNTIL_CLOSE;

import java.util.EnumSet;
import java.util.Set;

/** What a server does wrong, at some place of its answer. */
enum Fault {
    NONE(EnumSet.allOf(Transport.class)),
    /** Closes the connection. */
    CUT(EnumSet.allOf(Transport.class)),
    /** Closes the connection in such a way that what is under way may be lost. */
    RESET(EnumSet.allOf(Transport.class)),
    /** Falls silent. */
    STALL(EnumSet.allOf(Transport.class)),
    /** Ends the body well in mid-reply. */
    SHORT_BODY(EnumSet.of(CHUNKED, LENGTH, GZIP)),
    /** Says that the body is shorter than it is. */
    SHORT_LENGTH(EnumSet.of(LENGTH)),
    /** Ends the answer well and the compressed data not. */
    CUT_GZIP(EnumSet.of(GZIP)),
    /** Ends the compressed data with a checksum that is wrong. */
    BAD_CHECKSUM(EnumSet.of(GZIP)),
    /** Writes what is no size where the size of a chunk should stand. */
    BROKEN_CHUNK(EnumSet.of(CHUNKED, GZIP)),
    /** Begins another answer in the middle of this one. */
    SECOND_ANSWER(EnumSet.of(CHUNKED, GZIP)),
    /** Sends an event that is no JSON. */
    GARBAGE_EVENT(EnumSet.allOf(Transport.class)),
    /** Sends an event some of whose bytes are others than they should be. */
    GARBAGE_INSIDE(EnumSet.allOf(Transport.class)),
    /** Sends a line that does not end. */
    ENDLESS_LINE(EnumSet.allOf(Transport.class)),
    /** The same, of a few bytes that grow to millions. */
    BOMB(EnumSet.of(GZIP)),
    /** Sends a hundred thousand events without data, comments or blank lines. */
    NOISE(EnumSet.allOf(Transport.class)),
    /** Sends a text that is no UTF-8. */
    BAD_UTF8(EnumSet.allOf(Transport.class)),
    /** Sends JSON nested thousands of levels deep. */
    DEEP_JSON(EnumSet.allOf(Transport.class)),
    /** Tells of an error in mid-stream. */
    ERROR_EVENT(EnumSet.allOf(Transport.class)),
    /** Answers with the status of an error, and a body that breaks off, does not end, or is garbage. */
    ERROR_STATUS(EnumSet.allOf(Transport.class)),
    /** Sends something else where the head of an answer should stand. */
    BROKEN_HEAD(EnumSet.of(UNTIL_CLOSE)),
    /** Goes on behind the end of the reply. */
    TRAILING(EnumSet.allOf(Transport.class));

    @SuppressWarnings("ImmutableEnumChecker") // changed by nobody
    private final Set<Transport> transports;

    Fault(Set<Transport> transports) {
        this.transports = transports;
    }

    boolean isPossibleWith(Transport transport) {
        return transports.contains(transport);
    }
}

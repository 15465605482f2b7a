package dev.cuecard.faults;

import okio.ByteString;

/**
 * What the server of a case answers, and what a caller who reads it to its end must come to.
 *
 * @param status the HTTP status
 * @param body the bytes that are sent of it
 * @param declared how long the answer says that its body is, where it says so
 * @param close what follows the body
 * @param told what all the events amount to that can be read
 * @param precision how well that is known
 * @param end how the reply ends
 */
record Answer(int status, ByteString body, int declared, Close close, Told told, Precision precision, End end) {

    /** What follows the bytes of a body. */
    enum Close {
        WELL,
        CUT,
        RESET,
        STALL,
        CUT_GZIP,
        BAD_CHECKSUM,
        BROKEN_CHUNK,
        SECOND_ANSWER,
        BROKEN_HEAD
    }

    /** What is known of what can be read. */
    enum Precision {
        EXACT,
        /** It is the beginning of what was read. */
        AT_LEAST,
        /** What was read is the beginning of it. */
        AT_MOST
    }

    /** How a reply ends for whoever reads on. */
    enum End {
        COMPLETED,
        INTERRUPTED,
        MALFORMED,
        TOO_LONG,
        /** With what the server says is wrong. */
        ERROR,
        TIMED_OUT,
        /** In any way but a fault of our own. */
        SOMEHOW
    }

    /** The limit of an event, for cases that exceed it at little cost. */
    static final int MAX_EVENT_BYTES = 64 * 1024;

    static Answer of(FaultCase each) {
        return new AnswerWriter(each).answer();
    }
}

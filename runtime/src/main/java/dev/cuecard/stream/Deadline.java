package dev.cuecard.stream;

/** The deadlines that a call can miss. */
public enum Deadline {
    /** A connection was not made in time. */
    CONNECT,
    /** The first chunk was not there in time. */
    FIRST_CHUNK,
    /** Nothing came for too long between two chunks. */
    IDLE,
    /** The call as a whole, with all its attempts, took too long. */
    TOTAL
}

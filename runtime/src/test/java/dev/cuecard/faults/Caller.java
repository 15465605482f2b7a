package dev.cuecard.faults;

/** Who meets the server, and what becomes of his interest. */
enum Caller {
    ITERATES,
    ITERATES_AND_BREAKS_OUT,
    ITERATES_AND_IS_ABORTED,
    COLLECTS,
    SUBSCRIBES,
    SUBSCRIBES_AND_ABORTS,
    SUBSCRIBES_AND_IS_ABORTED,
    /** Does not have the reply streamed. */
    CALLS;

    /** Ends the stream at a chunk that he is handed. */
    boolean leaves() {
        return this == ITERATES_AND_BREAKS_OUT || this == SUBSCRIBES_AND_ABORTS;
    }

    /** Another thread ends the stream. */
    boolean isAborted() {
        return this == ITERATES_AND_IS_ABORTED || this == SUBSCRIBES_AND_IS_ABORTED;
    }

    boolean isHandedAllChunks() {
        return this == ITERATES || this == SUBSCRIBES;
    }
}

package dev.cuecard.life;

import static dev.cuecard.life.Course.ABORTED;
import static dev.cuecard.life.Course.COMPLETED;
import static dev.cuecard.life.Course.FAILED;
import static dev.cuecard.life.Course.FIRST_CHUNK_MISSED;
import static dev.cuecard.life.Course.IDLE_MISSED;
import static dev.cuecard.life.Course.TOTAL_MISSED;

import dev.cuecard.kit.Protocol;

/** What a consumer comes to in the end, as far as the ending of its stream depends on it. */
enum Manner {
    /** Sees every chunk that there is. */
    READS_ALL,
    /** Has everything read and sees no chunks, or not all. */
    HAS_ALL_READ,
    /** Ends the stream at the first chunk with text. */
    LEAVES_AT_TEXT,
    /** Another thread ends the stream once nothing more comes. */
    IS_CUT_SHORT,
    /** Ends the stream before anything was sent. */
    CLOSES,
    /** Has nothing sent, and ends nothing. */
    NEVER_READS,
    /** Has the request sent, and reads nothing of the answer. */
    OPENS;

    /** How a stream ends whose server takes this course. */
    Course ending(Course course, Protocol protocol) {
        return switch (this) {
            case READS_ALL, HAS_ALL_READ -> course;
            case LEAVES_AT_TEXT -> course.hasText(protocol) ? ABORTED : course;
            case IS_CUT_SHORT -> course.stalls() ? ABORTED : course;
            case CLOSES -> ABORTED;
            // What the server does is never seen; the caller's own deadlines and abort are.
            case NEVER_READS -> course == ABORTED || course == TOTAL_MISSED ? course : FIRST_CHUNK_MISSED;
            // The head of the answer is seen, too.
            case OPENS -> course == ABORTED || course == TOTAL_MISSED || course == FAILED ? course : FIRST_CHUNK_MISSED;
        };
    }

    /**
     * Whether the pair is a case of its own. A server that falls silent in mid-stream is the same whichever deadline it is
     * that is not waited for, and one that is never asked is the same in all courses.
     */
    boolean differsIn(Course course) {
        return switch (this) {
            case READS_ALL, HAS_ALL_READ -> true;
            case LEAVES_AT_TEXT, IS_CUT_SHORT -> course != IDLE_MISSED && course != TOTAL_MISSED;
            case CLOSES -> course == COMPLETED;
            case NEVER_READS -> course == COMPLETED || course == ABORTED || course == TOTAL_MISSED;
            case OPENS -> course != IDLE_MISSED;
        };
    }

    boolean sendsTheRequest() {
        return this != CLOSES && this != NEVER_READS;
    }

    /** Whether another thread has to abort for the stream to end. */
    boolean needsAnAborter(Course course) {
        return switch (this) {
            case LEAVES_AT_TEXT, CLOSES -> false;
            case IS_CUT_SHORT -> course.stalls();
            default -> course == ABORTED;
        };
    }
}

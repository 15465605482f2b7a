package dev.cuecard.life;

import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.error.ApiException;
import dev.cuecard.kit.Protocol;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.ScriptedServer.Wire;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.StreamException;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.StreamTimeoutException;
import dev.cuecard.stream.Usage;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One cell of the table: a consumer meets a server, and both find what they ought to. */
final class TableCase {

    private final Protocol protocol;
    private final Course course;
    private final Manner manner;
    private final Course expected;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch sent = new CountDownLatch(1);
    private final CountDownLatch served = new CountDownLatch(1);
    private final CountDownLatch partTaken;

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private boolean counted;
    private volatile boolean left;

    TableCase(Protocol protocol, Course course, Manner manner) {
        this.protocol = protocol;
        this.course = course;
        this.manner = manner;
        this.expected = manner.ending(course, protocol);
        this.partTaken = new CountDownLatch(course.chunksOfPart(protocol));
    }

    CallOptions options() {
        return CallOptions.defaults().retries(Retries.none()).timeouts(expected.timeouts());
    }

    boolean needsAnAborter() {
        return manner.needsAnAborter(course);
    }

    /** Whether somebody may abort when all is over, which then must change nothing. */
    boolean isAbortedTooLate() {
        return manner == Manner.IS_CUT_SHORT && !needsAnAborter();
    }

    /** Whether the call takes its connection with it: its answer is not read to the end, or has none. */
    boolean endsItsConnection() {
        return manner.sendsTheRequest() && (expected.stalls() || expected == Course.INTERRUPTED);
    }

    boolean keepsItsConnection() {
        return manner.sendsTheRequest() && !endsItsConnection();
    }

    /** The server's side. Where the stream ends before its time, it is over when the client has closed the connection. */
    void serve(Wire wire) throws IOException {
        asked.countDown();
        try {
            course.send(protocol, wire);
            sent.countDown();
            if (expected.stalls() && course != Course.INTERRUPTED) {
                wire.awaitClientGone();
            }
        } finally {
            sent.countDown();
            served.countDown();
        }
    }

    /** The consumer was handed a chunk. Tells whether it is one with text, which some take as their cue to leave. */
    boolean took(Chunk chunk) {
        text.append(chunk.content());
        reasoning.append(chunk.delta().reasoning());
        counted |= chunk.usage().isPresent();
        partTaken.countDown();
        return !chunk.content().isEmpty();
    }

    /** The consumer will not come back for the ending. */
    void leaves() {
        left = true;
    }

    /** Waits until nothing is left to do for a reader but to wait, here for its socket where it is a thread of ours. */
    void awaitTimeToAbort(Thread reader) {
        if (!manner.sendsTheRequest()) {
            return;
        }
        await("the server's part", sent);
        if (manner == Manner.READS_ALL || manner == Manner.IS_CUT_SHORT) {
            await("the chunks", partTaken);
            if (reader != null) {
                ScriptedServer.await("a reader in its socket", () -> isInSocket(reader));
            }
        }
    }

    private static boolean isInSocket(Thread reader) {
        for (StackTraceElement frame : reader.getStackTrace()) {
            if (frame.getClassName().startsWith("sun.nio.ch.")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Checks what came of it.
     *
     * @param settled what the result settled with: a result or an exception
     * @param thrown what the consumer was thrown, or null
     */
    void check(Object settled, Throwable thrown) {
        checkAgreement(settled, thrown);
        StreamResult result = received(settled);
        checkEnding(result.ending());
        checkContent(result);
        assertThat(result.aborted()).isEqualTo(expected == Course.ABORTED);
        assertThat(result.attempts()).isEqualTo(manner.sendsTheRequest() ? 1 : 0);
        if (manner.sendsTheRequest()) {
            ScriptedServer.await(
                    "the connection closed, or free for the next call",
                    () -> served.getCount() == 0 || mayBeMissedUnsent());
        } else {
            checkNothingWasSent();
        }
    }

    /** On a busy machine a deadline may be missed before there was time to send anything. */
    private boolean mayBeMissedUnsent() {
        return expected.deadline().isPresent() && asked.getCount() > 0;
    }

    void checkNothingWasSent() {
        assertThat(asked.getCount()).as("requests not sent").isOne();
    }

    private void checkAgreement(Object settled, Throwable thrown) {
        if (expected.thrown() == null) {
            assertThat(settled).isInstanceOf(StreamResult.class);
        } else {
            assertThat(settled).isInstanceOf(expected.thrown());
        }
        if (thrown instanceof Enough) {
            assertThat(expected).isEqualTo(Course.ABORTED);
        } else if (!left) {
            assertThat((Object) thrown).isSameAs(expected.thrown() == null ? null : settled);
        } else {
            assertThat(thrown).isNull();
        }
    }

    private void checkEnding(Ending ending) {
        assertThat(ending).isInstanceOf(expected.ending());
        expected.deadline().ifPresent(deadline -> assertThat(ending).isEqualTo(new Ending.TimedOut(deadline)));
    }

    private static StreamResult received(Object settled) {
        if (settled instanceof StreamTimeoutException timeout) {
            assertThat(timeout.partial().ending()).isEqualTo(new Ending.TimedOut(timeout.deadline()));
        }
        if (settled instanceof StreamException broken) {
            return broken.partial();
        }
        return settled instanceof ApiException failed ? failed.partial() : (StreamResult) settled;
    }

    private void checkContent(StreamResult result) {
        if (manner != Manner.HAS_ALL_READ) {
            assertThat(result.text()).as("text kept").isEqualTo(text.toString());
            assertThat(result.reasoning()).as("thinking kept").isEqualTo(reasoning.toString());
            assertThat(result.usage().isPresent()).as("usage kept").isEqualTo(counted);
        }
        if (manner == Manner.CLOSES || manner == Manner.NEVER_READS || manner == Manner.OPENS) {
            checkContent(result, "", "", 0);
            assertThat(result.chunkCount()).isZero();
        } else if (expected == Course.ABORTED && manner == Manner.LEAVES_AT_TEXT) {
            checkContent(result, Course.FIRST_TEXT, Course.REASONING, 0);
        } else if (isEndedMeanwhile()) {
            assertThat(course.text(protocol)).startsWith(result.text());
            assertThat(course.reasoning(protocol)).startsWith(result.reasoning());
        } else {
            checkContent(result, course.text(protocol), course.reasoning(protocol), course.calls(protocol));
        }
        if (expected == Course.REFUSED) {
            assertThat(result.ending()).isEqualTo(new Ending.Refused(course.refusal(protocol)));
        }
        if (expected == Course.COMPLETED) {
            assertThat(result.finishReason().map(FinishReason::raw)).isPresent();
            assertThat(result.usage().map(Usage::inputTokens)).contains(OptionalLong.of(7));
            assertThat(result.usage().map(Usage::outputTokens)).contains(OptionalLong.of(5));
        }
    }

    /** Whether whoever ends the stream does not know how far its reader has come. */
    private boolean isEndedMeanwhile() {
        boolean unseen = manner == Manner.HAS_ALL_READ;
        return expected == Course.TOTAL_MISSED || (expected == Course.ABORTED && unseen);
    }

    private static void checkContent(StreamResult result, String text, String reasoning, int calls) {
        assertThat(result.text()).isEqualTo(text);
        assertThat(result.reasoning()).isEqualTo(reasoning);
        assertThat(result.toolCalls()).hasSize(calls).allSatisfy(call -> {
            assertThat(call.name()).isEqualTo(Course.CALL.name());
            assertThat(call.arguments()).isEqualTo(Course.CALL.arguments());
        });
    }

    /** The name that the span says the ending by. */
    String endingName() {
        return expected.ending().getSimpleName();
    }

    private static void await(String what, CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(what).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted in waiting for " + what, e);
        }
    }
}

package dev.cuecard.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.error.ApiException;
import dev.cuecard.error.PromptException;
import dev.cuecard.faults.Answer.End;
import dev.cuecard.faults.Answer.Precision;
import dev.cuecard.faults.Told.Call;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.MalformedChunkException;
import dev.cuecard.stream.StreamException;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.StreamTimeoutException;
import java.io.IOException;
import java.util.List;
import tools.jackson.core.JacksonException;

/** What a caller was handed and told, held against what he must have been. */
final class Verdict {

    private final FaultCase each;
    private final Answer answer;

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private int chunks;

    Verdict(FaultCase each, Answer answer) {
        this.each = each;
        this.answer = answer;
    }

    /** Notes a chunk that the caller was handed; gives how many there were. */
    int take(Chunk chunk) {
        text.append(chunk.content());
        reasoning.append(chunk.delta().reasoning());
        assertThat(chunk.json()).isNotEmpty();
        return ++chunks;
    }

    /**
     * Checks what came of it.
     *
     * @param settled what the result settled with
     * @param thrown what the caller was thrown, or null
     */
    void check(Object settled, Throwable thrown) {
        assertThat(settled).isInstanceOfAny(StreamResult.class, PromptException.class);
        assertThat((Object) thrown).as("thrown").isSameAs(settled instanceof Throwable ? settled : null);
        if (settled instanceof PromptException failure) {
            checkCauses(failure);
        }
        StreamResult result = received(settled);
        checkHanded(result);
        if (result.aborted()) {
            checkAborted(result);
        } else if (answer.end() == End.TIMED_OUT && !each.caller().isAborted()) {
            // A busy machine may be late for a deadline that is so short.
            assertThat(settled).isInstanceOf(StreamTimeoutException.class);
            checkBeginning(result);
        } else {
            checkEnd(settled, result);
            checkContent(result);
        }
    }

    private static StreamResult received(Object settled) {
        if (settled instanceof StreamException broken) {
            return broken.partial();
        }
        return settled instanceof ApiException failed ? failed.partial() : (StreamResult) settled;
    }

    /** Ours, down to what the socket or the parser said. */
    private static void checkCauses(PromptException failure) {
        assertThat(failure.getMessage()).isNotBlank();
        Throwable cause = failure;
        while (cause != null && !(cause instanceof IOException) && !(cause instanceof JacksonException)) {
            assertThat(cause.getClass().getPackageName())
                    .as("package of %s", cause)
                    .startsWith("dev.cuecard");
            cause = cause.getCause();
        }
    }

    /** What the caller has seen is in the result, and where he has seen all, nothing else is. */
    private void checkHanded(StreamResult result) {
        assertThat(result.text()).as("text").startsWith(text);
        assertThat(result.reasoning()).as("thinking").startsWith(reasoning);
        if (each.caller().isHandedAllChunks() || each.caller().leaves()) {
            assertThat(result.text()).as("text that was handed over").hasSameSizeAs(text);
            assertThat(result.reasoning()).as("thinking that was handed over").hasSameSizeAs(reasoning);
            assertThat(result.chunkCount()).as("chunks").isEqualTo(chunks);
        }
    }

    private void checkAborted(StreamResult result) {
        assertThat(each.caller().leaves() || each.caller().isAborted())
                .as("aborted by the caller")
                .isTrue();
        assertThat(result.ending()).isEqualTo(new Ending.Aborted());
        if (each.caller().leaves()) {
            assertThat(chunks).isEqualTo(each.patience());
        }
        checkBeginning(result);
    }

    private void checkBeginning(StreamResult result) {
        if (answer.precision() != Precision.AT_LEAST) {
            assertThat(answer.told().text()).as("all the text there was").startsWith(result.text());
            assertThat(answer.told().reasoning())
                    .as("all the thinking there was")
                    .startsWith(result.reasoning());
            assertThat(result.chunkCount()).isLessThanOrEqualTo(answer.told().chunks());
        }
    }

    private void checkEnd(Object settled, StreamResult result) {
        switch (answer.end()) {
            case COMPLETED -> {
                if (answer.precision() == Precision.EXACT || isExactAfterAll()) {
                    assertThat(result.ending()).isEqualTo(new Ending.Completed());
                }
            }
            case INTERRUPTED -> {
                checkInterruption(settled, IOException.class);
                assertThat(result.ending()).isInstanceOf(Ending.Interrupted.class);
            }
            case MALFORMED -> assertThat(settled).isInstanceOf(MalformedChunkException.class);
            case TOO_LONG ->
                assertThat(settled)
                        .isInstanceOfSatisfying(
                                MalformedChunkException.class,
                                tooLong -> assertThat(tooLong).hasMessageContaining("maxEventBytes"));
            case ERROR -> {
                if (answer.told().chunks() == 0) {
                    assertThat(settled).isInstanceOf(ApiException.class);
                } else {
                    checkInterruption(settled, ApiException.class);
                }
            }
            case TIMED_OUT -> assertThat(settled).as("not aborted").isNull();
            case SOMEHOW ->
                assertThat(settled).isInstanceOfAny(StreamResult.class, StreamException.class, ApiException.class);
        }
    }

    private static void checkInterruption(Object settled, Class<? extends Throwable> cause) {
        assertThat(settled)
                .isInstanceOfSatisfying(
                        StreamInterruptedException.class,
                        interrupted -> assertThat(interrupted).hasCauseInstanceOf(cause));
    }

    /** Of a reset that waits until the caller has been handed all, all is known. */
    private boolean isExactAfterAll() {
        return each.caller().isHandedAllChunks();
    }

    private void checkContent(StreamResult result) {
        Told told = answer.told();
        if (answer.precision() == Precision.AT_LEAST) {
            assertThat(result.text()).startsWith(told.text());
            assertThat(result.reasoning()).startsWith(told.reasoning());
            return;
        }
        if (answer.precision() == Precision.AT_MOST && !isExactAfterAll()) {
            checkBeginning(result);
            return;
        }
        assertThat(result.text()).as("text kept").isEqualTo(told.text());
        assertThat(result.reasoning()).as("thinking kept").isEqualTo(told.reasoning());
        assertThat(calls(result)).as("calls kept").isEqualTo(told.calls());
        assertThat(result.usage().isPresent()).as("usage kept").isEqualTo(told.counted());
        result.usage().ifPresent(usage -> assertThat(usage.outputTokens()).isEqualTo(told.outputTokens()));
        if (each.caller() != Caller.CALLS) {
            assertThat(result.chunkCount()).as("chunks").isEqualTo(told.chunks());
        }
    }

    private static List<Call> calls(StreamResult result) {
        return result.toolCalls().stream()
                .map(call -> new Call(call.name(), Told.object(call.arguments())))
                .toList();
    }
}

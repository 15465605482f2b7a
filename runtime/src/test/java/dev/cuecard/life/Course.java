package dev.cuecard.life;

import dev.cuecard.call.Timeouts;
import dev.cuecard.error.RateLimitException;
import dev.cuecard.kit.Protocol;
import dev.cuecard.kit.ScriptedServer.Wire;
import dev.cuecard.message.ToolCall;
import dev.cuecard.provider.MockWriter.Reply;
import dev.cuecard.stream.Deadline;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.stream.RefusalException;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamTimeoutException;
import dev.cuecard.stream.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The ways to end, each with what a server does that brings it about for whoever reads on. */
enum Course {
    COMPLETED(Ending.Completed.class, null),
    /** The server falls silent in mid-stream, and another thread aborts while the reader waits for more. */
    ABORTED(Ending.Aborted.class, null),
    FIRST_CHUNK_MISSED(Ending.TimedOut.class, StreamTimeoutException.class),
    IDLE_MISSED(Ending.TimedOut.class, StreamTimeoutException.class),
    TOTAL_MISSED(Ending.TimedOut.class, StreamTimeoutException.class),
    REFUSED(Ending.Refused.class, RefusalException.class),
    INTERRUPTED(Ending.Interrupted.class, StreamInterruptedException.class),
    FAILED(Ending.Failed.class, RateLimitException.class);

    static final String REASONING = "Let me.";
    static final String FIRST_TEXT = "It ";
    static final String TEXT = "It is so.";
    private static final String REFUSAL = "I will not.";
    static final ToolCall CALL = new ToolCall(Optional.of("call_1"), "look", "{\"at\":[1,2]}");

    /** Long enough for the part of the reply that is sent at once to be read on a busy machine. */
    private static final Duration SHORT = Duration.ofMillis(250);

    private static final Duration VERY_SHORT = Duration.ofMillis(80);

    private final Class<? extends Ending> ending;
    private final Class<? extends Throwable> thrown;

    Course(Class<? extends Ending> ending, Class<? extends Throwable> thrown) {
        this.ending = ending;
        this.thrown = thrown;
    }

    Class<? extends Ending> ending() {
        return ending;
    }

    /** What comes out of the iterator, or null where the iteration ends quietly. */
    Class<? extends Throwable> thrown() {
        return thrown;
    }

    Optional<Deadline> deadline() {
        return switch (this) {
            case FIRST_CHUNK_MISSED -> Optional.of(Deadline.FIRST_CHUNK);
            case IDLE_MISSED -> Optional.of(Deadline.IDLE);
            case TOTAL_MISSED -> Optional.of(Deadline.TOTAL);
            default -> Optional.empty();
        };
    }

    /** Deadlines under which a stream ends like this; all but the one in question are far off. */
    Timeouts timeouts() {
        return switch (this) {
            case FIRST_CHUNK_MISSED -> Timeouts.defaults().firstChunk(VERY_SHORT);
            case IDLE_MISSED -> Timeouts.defaults().idle(SHORT);
            case TOTAL_MISSED -> Timeouts.defaults().total(SHORT);
            default -> Timeouts.defaults();
        };
    }

    /** Whether the server leaves its answer open and waits. */
    boolean stalls() {
        return this == ABORTED || deadline().isPresent();
    }

    /** Whether a reader gets to see any text. Google tells of a refusal before there is any. */
    boolean hasText(Protocol protocol) {
        return switch (this) {
            case FIRST_CHUNK_MISSED, FAILED -> false;
            case REFUSED -> protocol != Protocol.GOOGLE;
            default -> true;
        };
    }

    /** All the text of a stream that is read as far as it goes. Anthropic refuses in words like any other. */
    String text(Protocol protocol) {
        if (this != REFUSED) {
            return hasText(protocol) ? TEXT : "";
        }
        return switch (protocol) {
            case ANTHROPIC -> refusal(protocol);
            case GOOGLE -> "";
            default -> FIRST_TEXT;
        };
    }

    String reasoning(Protocol protocol) {
        return hasText(protocol) ? REASONING : "";
    }

    /** The words of the refusal: on Anthropic's wire nothing sets them apart from what was said before. */
    String refusal(Protocol protocol) {
        return protocol == Protocol.ANTHROPIC ? FIRST_TEXT + REFUSAL : REFUSAL;
    }

    int calls(Protocol protocol) {
        return this != REFUSED && hasText(protocol) ? 1 : 0;
    }

    /** Ollama's protocol has no refusal. */
    boolean isKnownTo(Protocol protocol) {
        return this != REFUSED || protocol != Protocol.OLLAMA;
    }

    /** How many chunks come before the server falls silent or cuts the connection. */
    int chunksOfPart(Protocol protocol) {
        return this == FIRST_CHUNK_MISSED ? 0 : part(protocol).size();
    }

    /** Sends all of the answer that there will be. The connection is left in the state that follows, open or cut. */
    void send(Protocol protocol, Wire wire) throws IOException {
        switch (this) {
            case FAILED ->
                wire.answer(
                        429,
                        "application/json",
                        new String(
                                protocol.provider().mockWriter().error(429, "Too many requests."),
                                StandardCharsets.UTF_8));
            case FIRST_CHUNK_MISSED -> wire.beginStreamOf(protocol.streamType());
            case COMPLETED, REFUSED -> {
                wire.beginStreamOf(protocol.streamType());
                for (byte[] event : all(protocol)) {
                    wire.chunk(event);
                }
                wire.end();
            }
            case ABORTED, IDLE_MISSED, TOTAL_MISSED, INTERRUPTED -> {
                wire.beginStreamOf(protocol.streamType());
                for (byte[] event : part(protocol)) {
                    wire.chunk(event);
                }
                if (this == INTERRUPTED) {
                    wire.cut();
                }
            }
        }
    }

    private Reply reply() {
        Usage usage = new Usage(
                OptionalLong.of(7),
                OptionalLong.of(5),
                OptionalLong.of(12),
                OptionalLong.empty(),
                OptionalLong.empty());
        List<String> reasoning = List.of("Let ", "me.");
        return this == REFUSED
                ? new Reply("some-model", List.of(FIRST_TEXT), REFUSAL, List.of(), Kind.REFUSAL, usage, reasoning)
                : new Reply(
                        "some-model",
                        List.of(FIRST_TEXT, "is ", "so."),
                        "",
                        List.of(CALL),
                        Kind.TOOL_CALLS,
                        usage,
                        reasoning);
    }

    /** The events of the whole reply. */
    List<byte[]> all(Protocol protocol) {
        return protocol.provider().mockWriter().stream(reply());
    }

    /** All that comes before the model says that it has finished: its thinking, its text, and a whole call. */
    List<byte[]> part(Protocol protocol) {
        String mark = switch (protocol) {
            case OPENAI -> "\"finish_reason\":\"";
            case ANTHROPIC -> "message_delta";
            case GOOGLE -> "\"finishReason\":\"";
            case OLLAMA -> "\"done\":true";
        };
        return all(protocol).stream()
                .takeWhile(event -> !new String(event, StandardCharsets.UTF_8).contains(mark))
                .toList();
    }
}

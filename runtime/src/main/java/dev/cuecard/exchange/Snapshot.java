package dev.cuecard.exchange;

import dev.cuecard.message.Message;
import dev.cuecard.message.Part;
import dev.cuecard.message.Role;
import dev.cuecard.message.Text;
import dev.cuecard.message.ToolCall;
import dev.cuecard.provider.ChunkDecoder.TurnCompletion;
import dev.cuecard.stream.ChoiceResult;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of a stream that has ended.
 *
 * <p>A bad ending holds the exception, the exception holds this as its partial result, and this holds the ending: so the
 * ending is set after construction, as are the remark of its exception and what completes the turn: once, before anybody
 * else sees the object.
 */
final class Snapshot implements StreamResult {

    private final List<ChoiceResult> choices;
    private final Optional<ChoiceResult> main;
    private final Optional<Usage> usage;
    private final String model;
    private final String responseId;
    private final long chunkCount;
    private final int attempts;
    private final Duration duration;
    private final Optional<Duration> timeToFirstChunk;
    private final String traceId;
    private final String spanId;
    private String remark = "";
    private Ending ending = new Ending.Aborted();
    private TurnCompletion turn = (message, reasoning) -> message;

    Snapshot(
            Accumulator accumulated,
            boolean whole,
            int attempts,
            Duration duration,
            @Nullable Duration timeToFirstChunk,
            String traceId,
            String spanId) {
        this.choices = accumulated.results(whole);
        this.main = choices.stream().filter(choice -> choice.index() == 0).findFirst();
        this.usage = accumulated.usage();
        this.model = accumulated.model();
        this.responseId = accumulated.responseId();
        this.chunkCount = accumulated.chunkCount();
        this.attempts = attempts;
        this.duration = duration;
        this.timeToFirstChunk = Optional.ofNullable(timeToFirstChunk);
        this.traceId = traceId;
        this.spanId = spanId;
    }

    /** What a model had brought that was given up: nothing. */
    Snapshot beforeAnything(int made, Duration elapsed) {
        return new Snapshot(new Accumulator(false), false, made, elapsed, null, traceId, spanId);
    }

    /** Adds lines to the message of whatever exception carries this. */
    void remark(String lines) {
        this.remark = lines;
    }

    /** The message of an exception that carries this. */
    String remarked(String message) {
        return message + remark;
    }

    void completeTurn(TurnCompletion how) {
        this.turn = how;
    }

    void end(Ending how) {
        this.ending = how;
    }

    @Override
    public String text() {
        return main.map(ChoiceResult::text).orElse("");
    }

    @Override
    public String reasoning() {
        return main.map(ChoiceResult::reasoning).orElse("");
    }

    @Override
    public Optional<String> refusal() {
        return main.flatMap(ChoiceResult::refusal);
    }

    @Override
    public List<ToolCall> toolCalls() {
        return main.map(ChoiceResult::toolCalls).orElse(List.of());
    }

    @Override
    public Optional<FinishReason> finishReason() {
        return main.flatMap(ChoiceResult::finishReason);
    }

    @Override
    public Optional<Usage> usage() {
        return usage;
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public String responseId() {
        return responseId;
    }

    @Override
    public Message message() {
        List<Part> parts = new ArrayList<>();
        if (!text().isEmpty() || toolCalls().isEmpty()) {
            parts.add(new Text(text()));
        }
        parts.addAll(toolCalls());
        return turn.complete(new Message(Role.ASSISTANT, parts), reasoning());
    }

    @Override
    public List<ChoiceResult> choices() {
        return choices;
    }

    @Override
    public long chunkCount() {
        return chunkCount;
    }

    @Override
    public int attempts() {
        return attempts;
    }

    @Override
    public Duration duration() {
        return duration;
    }

    @Override
    public Optional<Duration> timeToFirstChunk() {
        return timeToFirstChunk;
    }

    @Override
    public boolean aborted() {
        return ending instanceof Ending.Aborted;
    }

    @Override
    public Ending ending() {
        return ending;
    }

    @Override
    public String traceId() {
        return traceId;
    }

    @Override
    public String spanId() {
        return spanId;
    }

    /** Names the ending's kind alone: its cause may hold this very object. */
    @Override
    public String toString() {
        return "StreamResult[" + ending.getClass().getSimpleName() + ", chunks=" + chunkCount + ", attempts=" + attempts
                + ", text=" + text() + "]";
    }
}

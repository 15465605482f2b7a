package dev.cuecard.testing;

import dev.cuecard.message.ToolCall;
import dev.cuecard.provider.MockWriter;
import dev.cuecard.provider.MockWriter.Reply;
import dev.cuecard.provider.WireRequest.Framing;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A mock that replies. Every method returns a changed mock and leaves this one as it is.
 *
 * <p>Unless told otherwise the tokens are counted as one a word, of the prompt and of the reply.
 */
public final class ScriptedReply extends MockModel {

    private static final Usage UNCOUNTED = new Usage(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    private final Content content;
    private final Duration delay;
    private final @Nullable Usage usage;
    private final @Nullable Fault fault;

    /** What the model says. */
    private record Content(
            List<String> reasoning,
            List<String> pieces,
            String refusal,
            List<ToolCall> toolCalls,
            FinishReason.Kind finish) {}

    /** What happens in place of the rest of the reply, once so many chunks of text have come. */
    private record Fault(Answer.Step step, int after) {}

    private ScriptedReply(Content content, Duration delay, @Nullable Usage usage, @Nullable Fault fault) {
        this.content = content;
        this.delay = delay;
        this.usage = usage;
        this.fault = fault;
    }

    static ScriptedReply of(List<String> pieces) {
        return saying(new Content(List.of(), pieces, "", List.of(), FinishReason.Kind.STOP));
    }

    static ScriptedReply declining(String words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("MockModel.refusing(\"\"): a refusal needs words");
        }
        return saying(new Content(List.of(), List.of(), Pieces.checked(words), List.of(), FinishReason.Kind.REFUSAL));
    }

    private static ScriptedReply saying(Content content) {
        return new ScriptedReply(content, Duration.ZERO, null, null);
    }

    private ScriptedReply with(Content changed) {
        return new ScriptedReply(changed, delay, usage, fault);
    }

    /**
     * Cuts the text into chunks of one length.
     *
     * @param chars how many UTF-16 units of the text a chunk has, 1 or more; the last may have fewer, and one that would
     *     end inside a surrogate pair has one more
     * @return the changed mock
     */
    public ScriptedReply chunkSize(int chars) {
        List<String> cut = Pieces.ofLength(chars, String.join("", content.pieces()));
        return with(new Content(content.reasoning(), cut, content.refusal(), content.toolCalls(), content.finish()));
    }

    /**
     * Changes how long to wait between one chunk of text and the next; not at all unless told. The first comes at once,
     * the end right behind the last. A call that is not streamed does not wait.
     *
     * @param pause 0 or more
     * @return the changed mock
     */
    public ScriptedReply delay(Duration pause) {
        return new ScriptedReply(content, notNegative("The delay between chunks", pause), usage, fault);
    }

    /**
     * Lets the model think aloud before it says or does anything. The thinking comes in pieces of a word each, and is not
     * among the chunks that {@link #failingAfter} and {@link #stallingAfter} count.
     *
     * @param thoughts what it thinks
     * @return the changed mock
     */
    public ScriptedReply thinking(String thoughts) {
        Objects.requireNonNull(thoughts, "thoughts");
        return with(new Content(
                Pieces.words(thoughts), content.pieces(), content.refusal(), content.toolCalls(), content.finish()));
    }

    /**
     * Lets the model call a tool, after the text and the calls scripted before. Their ids are {@code call_1},
     * {@code call_2} and so on.
     *
     * @param name the tool's name
     * @param argumentsJson the arguments as JSON text; sent as it is, so that broken text can be tried too
     * @return the changed mock
     */
    public ScriptedReply andCallingTool(String name, String argumentsJson) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(argumentsJson, "argumentsJson");
        List<ToolCall> calls = new ArrayList<>(content.toolCalls());
        calls.add(new ToolCall(
                Optional.of("call_" + (calls.size() + 1)), Pieces.checked(name), Pieces.checked(argumentsJson)));
        return with(new Content(
                content.reasoning(), content.pieces(), content.refusal(), calls, FinishReason.Kind.TOOL_CALLS));
    }

    /**
     * Changes why the reply ends: {@code LENGTH} for one that ran out of tokens.
     *
     * @param reason the reason; the provider's own word for it is sent
     * @return the changed mock
     */
    public ScriptedReply finishing(FinishReason.Kind reason) {
        Objects.requireNonNull(reason, "reason");
        return with(new Content(content.reasoning(), content.pieces(), content.refusal(), content.toolCalls(), reason));
    }

    /**
     * Changes the tokens that are reported. Their total is the sum.
     *
     * @param inputTokens tokens of the prompt
     * @param outputTokens tokens of the reply
     * @return the changed mock
     */
    public ScriptedReply usage(long inputTokens, long outputTokens) {
        return new ScriptedReply(content, delay, sum(inputTokens, outputTokens), fault);
    }

    /**
     * Reports no tokens, as some servers do.
     *
     * @return the changed mock
     */
    public ScriptedReply withoutUsage() {
        return new ScriptedReply(content, delay, UNCOUNTED, fault);
    }

    /**
     * Loses the connection in mid-reply. A call that is not streamed loses it before its answer, and a reply without
     * text before its first chunk; both are tried again, as after a real loss.
     *
     * @param chunks how many chunks of text come first, 0 or more; all of them where there are fewer
     * @return the changed mock
     */
    public ScriptedReply failingAfter(int chunks) {
        return faulty("failingAfter", new Answer.Lost(), chunks);
    }

    /**
     * Falls silent in mid-reply, until a deadline is missed or the call is ended. A call that is not streamed gets no
     * answer, and a reply without text no chunk.
     *
     * @param chunks how many chunks of text come first, 0 or more; all of them where there are fewer
     * @return the changed mock
     */
    public ScriptedReply stallingAfter(int chunks) {
        return faulty("stallingAfter", new Answer.Silence(), chunks);
    }

    private ScriptedReply faulty(String method, Answer.Step step, int after) {
        if (after < 0) {
            throw new IllegalArgumentException(method + "(" + after + "): the number of chunks cannot be negative");
        }
        return new ScriptedReply(content, delay, usage, new Fault(step, after));
    }

    @Override
    List<Script> scripts() {
        return List.of(this::answer);
    }

    private Answer answer(Ticket ticket) {
        return Answer.ok(ticket.framing() == Framing.JSON ? whole(ticket) : streamed(ticket));
    }

    private List<Answer.Step> whole(Ticket ticket) {
        return List.of(
                fault != null ? fault.step() : Answer.bytes(ticket.writer().whole(reply(ticket, content.pieces()))));
    }

    private List<Answer.Step> streamed(Ticket ticket) {
        List<byte[]> events = ticket.writer().stream(reply(ticket, content.pieces()));
        int pieces = content.pieces().size();
        int first = pieces == 0 ? 0 : firstPiece(ticket);
        int until = fault == null ? events.size() : positionAfter(fault.after(), first, pieces);
        List<Answer.Step> steps = new ArrayList<>();
        for (int i = 0; i < until; i++) {
            if (i > first && i < first + pieces && !delay.isZero()) {
                steps.add(new Answer.Pause(delay));
            }
            steps.add(Answer.bytes(events.get(i)));
        }
        if (fault != null) {
            steps.add(fault.step());
        }
        return steps;
    }

    private static int positionAfter(int chunks, int first, int pieces) {
        int coming = Math.min(chunks, pieces);
        return coming == 0 ? 0 : first + coming;
    }

    /**
     * Finds the event that carries the first piece of text. Some formats have others before it: it is the last one that a
     * reply of one piece has in common with a reply of two.
     */
    private int firstPiece(Ticket ticket) {
        MockWriter writer = ticket.writer();
        String piece = content.pieces().get(0);
        List<byte[]> one = writer.stream(reply(ticket, List.of(piece)));
        List<byte[]> two = writer.stream(reply(ticket, List.of(piece, piece)));
        int common = 0;
        while (common < one.size() && Arrays.equals(one.get(common), two.get(common))) {
            common++;
        }
        return common - 1;
    }

    private Reply reply(Ticket ticket, List<String> pieces) {
        return new Reply(
                ticket.request().model(),
                pieces,
                content.refusal(),
                content.toolCalls(),
                content.finish(),
                usage != null ? usage : counted(ticket.request()),
                content.reasoning());
    }

    private Usage counted(MockRequest request) {
        long output = Pieces.countWords(String.join("", content.pieces())) + Pieces.countWords(content.refusal());
        for (ToolCall call : content.toolCalls()) {
            output += Pieces.countWords(call.arguments());
        }
        long input = request.messages().stream()
                .mapToLong(message -> Pieces.countWords(message.text()))
                .sum();
        return sum(input, output);
    }

    private static Usage sum(long input, long output) {
        return new Usage(
                OptionalLong.of(input),
                OptionalLong.of(output),
                OptionalLong.of(input + output),
                OptionalLong.empty(),
                OptionalLong.empty());
    }
}

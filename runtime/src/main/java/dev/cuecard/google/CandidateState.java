package dev.cuecard.google;

import dev.cuecard.stream.Choice;
import dev.cuecard.stream.Delta;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.ToolCallDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What has to be known of one candidate from event to event: how many tools it called, and the call that is not whole yet. */
final class CandidateState {

    private final ThoughtSignatures signatures;
    private int calls;
    private @Nullable StreamedCall open;

    CandidateState(ThoughtSignatures signatures) {
        this.signatures = signatures;
    }

    /** Takes what an event says of the candidate. */
    Choice add(CandidatePiece piece) {
        List<ToolCallDelta> whole = piece.calls().isEmpty() ? List.of() : calls(piece.calls());
        boolean ends = !piece.finishReason().isEmpty();
        if (ends && open != null) {
            whole = new ArrayList<>(whole);
            whole.add(cut(open));
        }
        if (!piece.textSignature().isEmpty()) {
            signatures.ofText(piece.textSignature());
        }
        Optional<FinishReason> reason = FinishReasons.of(piece.finishReason(), calls > 0);
        return new Choice(piece.index(), delta(piece, whole), reason);
    }

    private static Delta delta(CandidatePiece piece, List<ToolCallDelta> calls) {
        boolean empty = piece.role().isEmpty()
                && piece.text().isEmpty()
                && piece.reasoning().isEmpty()
                && calls.isEmpty();
        return empty ? Delta.EMPTY : new Delta(piece.role(), piece.text(), piece.reasoning(), "", List.copyOf(calls));
    }

    private List<ToolCallDelta> calls(List<CallPiece> pieces) {
        List<ToolCallDelta> whole = new ArrayList<>(pieces.size());
        for (CallPiece piece : pieces) {
            StreamedCall streamed = open;
            if (streamed != null && !streamed.goesOnWith(piece)) {
                whole.add(cut(streamed));
                streamed = null;
            }
            if (streamed != null) {
                streamed.add(piece);
            } else if (piece.isWhole()) {
                whole.add(whole(piece.id(), piece.name(), piece.signature(), piece.arguments()));
            } else if (piece.isBegin()) {
                streamed = new StreamedCall(piece);
                open = streamed;
            }
            if (streamed != null && !piece.continues()) {
                open = null;
                whole.add(whole(streamed.id(), streamed.name(), streamed.signature(), streamed.arguments()));
            }
        }
        return whole;
    }

    private ToolCallDelta whole(String id, String name, String signature, String arguments) {
        signatures.ofCall(id, name, signature);
        return new ToolCallDelta(OptionalInt.of(calls++), id, name, arguments.isBlank() ? "{}" : arguments);
    }

    /** A call whose end never came is told with arguments that are no JSON, so that nobody takes them for whole. */
    private ToolCallDelta cut(StreamedCall unfinished) {
        open = null;
        return new ToolCallDelta(
                OptionalInt.of(calls++), unfinished.id(), unfinished.name(), unfinished.cutArguments());
    }
}

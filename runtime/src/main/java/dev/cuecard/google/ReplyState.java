package dev.cuecard.google;

import dev.cuecard.provider.ChunkDecoder.TurnCompletion;
import dev.cuecard.stream.Choice;
import dev.cuecard.stream.Delta;
import dev.cuecard.stream.FinishReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has to be known of one answer from event to event, and what makes a chunk of each. Only events that were read to
 * their end come here, so that a broken one leaves no trace.
 */
final class ReplyState {

    private final ThoughtSignatures signatures = new ThoughtSignatures();
    private final Map<Integer, CandidateState> candidates = new HashMap<>();
    private String id = "";
    private String model = "";
    private boolean finished;

    /** Takes an event and makes its chunk. */
    GeminiChunk add(ParsedEvent event) {
        id = event.id().isEmpty() ? id : event.id();
        model = event.model().isEmpty() ? model : event.model();
        return new GeminiChunk(event.data(), event.id(), event.model(), choices(event), event.usage());
    }

    private List<Choice> choices(ParsedEvent event) {
        List<CandidatePiece> pieces = event.candidates();
        if (pieces.isEmpty()) {
            return event.blockReason().isEmpty() ? List.of() : List.of(blocked(event));
        }
        if (pieces.size() == 1) {
            return List.of(choice(pieces.get(0)));
        }
        List<Choice> choices = new ArrayList<>(pieces.size());
        pieces.forEach(piece -> choices.add(choice(piece)));
        return List.copyOf(choices);
    }

    private Choice choice(CandidatePiece piece) {
        CandidateState candidate = candidates.get(piece.index());
        if (candidate == null) {
            // A turn of the conversation is made of the first candidate, so that only its signatures are kept.
            candidate = new CandidateState(piece.index() == 0 ? signatures : new ThoughtSignatures());
            candidates.put(piece.index(), candidate);
        }
        Choice choice = candidate.add(piece);
        finished |= choice.finishReason().isPresent();
        return choice;
    }

    /** A prompt that gets no candidate was refused; where there was one already, the filter has cut it. */
    private Choice blocked(ParsedEvent event) {
        finished = true;
        if (!candidates.isEmpty()) {
            FinishReason filtered = new FinishReason(FinishReason.Kind.CONTENT_FILTER, event.blockReason());
            return new Choice(0, Delta.EMPTY, Optional.of(filtered));
        }
        String words = event.blockMessage().isEmpty() ? event.blockReason() : event.blockMessage();
        return new Choice(0, new Delta(Optional.empty(), "", "", words, List.of()), Optional.empty());
    }

    /** The reply's id, as far as it is known; it repeats from event to event. */
    String id() {
        return id;
    }

    /** The model's name, as far as it is known. */
    String model() {
        return model;
    }

    /** Tells whether any candidate had a finish reason, or the prompt was blocked. */
    boolean finished() {
        return finished;
    }

    TurnCompletion turnCompletion() {
        return signatures.completion();
    }
}

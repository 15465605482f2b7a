package dev.cuecard.exchange;

import dev.cuecard.error.ConfigurationException;
import dev.cuecard.error.PromptException;
import dev.cuecard.exchange.AttemptFailure.Remedy;
import dev.cuecard.stream.Chunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The models of one call: the one that it asks, and those that stand in for it one after another. The reading thread moves on
 * along it; any thread may end the call and ask what became of the models until then.
 *
 * <p>If none of them brings a reply, the call ends as it would have without the others, with the failure of its own model:
 * what a caller catches does not depend on how long the chain is.
 */
final class Chain<C extends Chunk> {

    /** A model was given up. */
    private record Setback(String model, Outcome outcome, int attempts, Duration elapsed) {}

    private final List<Candidate<C>> candidates;
    private volatile List<Setback> setbacks = List.of();

    // Of the reading thread alone.
    private int position;
    private @Nullable CallPlan<? extends C> plan;

    /**
     * Makes a chain.
     *
     * @param candidates the call's own model, and those that stand in for it
     */
    Chain(List<Candidate<C>> candidates) {
        this.candidates = candidates;
    }

    int size() {
        return candidates.size();
    }

    /** The model whose turn it is. */
    String model() {
        return candidates.get(position).model();
    }

    /** What is sent to the model whose turn it is. */
    CallPlan<? extends C> plan() throws AttemptFailure {
        CallPlan<? extends C> resolved = plan;
        if (resolved == null) {
            try {
                resolved = candidates.get(position).planner().get();
            } catch (ConfigurationException e) {
                throw AttemptFailure.of("configuration", Outcome.misconfigured(e), Remedy.ANOTHER_MODEL);
            }
            plan = resolved;
        }
        return resolved;
    }

    /**
     * Gives up the model whose turn it is.
     *
     * @param cause why
     * @param outcome the ending that this would mean
     * @param attempts how many were made until now, of all models
     * @param elapsed since the call began
     * @return whether it is another one's turn now
     */
    boolean moveOn(AttemptFailure cause, Outcome outcome, int attempts, Duration elapsed) {
        List<Setback> more = new ArrayList<>(setbacks);
        more.add(new Setback(model(), outcome, attempts, elapsed));
        setbacks = List.copyOf(more);
        // What is wrong with the request itself the call's own model says best. A stand-in may have been asked for
        // something
        // that it alone does not understand.
        boolean futile = position == 0 && cause.ofRequest();
        if (futile || position + 1 == candidates.size()) {
            return false;
        }
        position++;
        plan = null;
        return true;
    }

    /** How the call ends when no model brought a reply. */
    Outcome outcome() {
        return setbacks.get(0).outcome();
    }

    /** Adds to an ending what became of the models that it does not speak of. */
    Outcome withSetbacks(Outcome outcome) {
        List<Setback> before = setbacks;
        List<Setback> others =
                before.stream().filter(setback -> setback.outcome() != outcome).toList();
        if (others.isEmpty()) {
            return outcome;
        }
        boolean ofOwnModel = others.size() < before.size();
        return partial -> {
            List<PromptException> failures = new ArrayList<>();
            StringBuilder remark = new StringBuilder();
            for (Setback setback : others) {
                PromptException failure =
                        setback.outcome().settle(partial.beforeAnything(setback.attempts(), setback.elapsed()));
                if (failure != null) {
                    failures.add(failure);
                    remark.append(ofOwnModel ? "\nIts fallback " : "\nBefore, ")
                            .append(setback.model())
                            .append(" failed: ")
                            .append(firstLine(failure));
                }
            }
            partial.remark(remark.toString());
            PromptException thrown = outcome.settle(partial);
            if (thrown != null) {
                failures.forEach(thrown::addSuppressed);
            }
            return thrown;
        };
    }

    private static String firstLine(PromptException failure) {
        String message = failure.getMessage();
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}

package dev.cuecard.exchange;

import dev.cuecard.stream.Chunk;
import java.util.function.Supplier;

/**
 * A model that a call may be answered by: the one that was asked for, or one that stands in for it.
 *
 * @param <C> the chunk that the caller holds
 * @param model {@code provider:name}, for messages and spans
 * @param planner resolves what is sent to it, when its turn comes
 */
public record Candidate<C extends Chunk>(String model, Supplier<? extends CallPlan<? extends C>> planner) {}

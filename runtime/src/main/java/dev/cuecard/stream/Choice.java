package dev.cuecard.stream;

import java.util.Optional;

/**
 * One of the replies that a model writes side by side; most calls ask for one.
 *
 * @param index the choice's number, from 0
 * @param delta what the chunk adds to it
 * @param finishReason why it ended, in the chunk that ends it
 */
public record Choice(int index, Delta delta, Optional<FinishReason> finishReason) {

    /** What stands for the choice of a chunk that has none. */
    public static final Choice EMPTY = new Choice(0, Delta.EMPTY, Optional.empty());
}

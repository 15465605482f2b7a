package dev.cuecard.stream;

import java.util.List;
import java.util.Optional;

/**
 * One event of a provider's stream that carries data. Immutable. No method returns null.
 */
public interface Chunk {

    /**
     * Returns the text that the chunk adds to its first listed choice.
     *
     * @return the text, empty where the chunk carries none
     */
    String content();

    /**
     * Returns what the chunk adds to its first listed choice.
     *
     * @return the delta, {@link Delta#EMPTY} where the chunk lists no choice
     */
    Delta delta();

    /**
     * Returns the first listed choice.
     *
     * @return the choice, {@link Choice#EMPTY} where the chunk lists none, as one that only carries usage
     */
    Choice choice();

    /**
     * Returns all choices that the chunk speaks of.
     *
     * @return the choices in the wire's order, may be empty
     */
    List<Choice> choices();

    /**
     * Returns the provider's own chunk with every field of its API.
     *
     * @return the typed chunk, read from {@link #json()} when first asked for
     */
    Object chunk();

    /**
     * Returns the chunk as it came over the wire.
     *
     * @return the event's JSON text, to the letter
     */
    String json();

    /**
     * Returns the tokens counted so far, where the chunk tells.
     *
     * @return the usage, most often only in the last chunk
     */
    Optional<Usage> usage();

    /**
     * Returns the provider's id of the reply.
     *
     * @return the id, empty where the chunk has none
     */
    String id();

    /**
     * Returns the name of the model that writes the reply.
     *
     * @return the name, empty where the chunk has none
     */
    String model();
}

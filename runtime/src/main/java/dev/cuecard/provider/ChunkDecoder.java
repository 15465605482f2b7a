package dev.cuecard.provider;

import dev.cuecard.error.ApiError;
import dev.cuecard.message.Message;
import dev.cuecard.stream.Chunk;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of one answer. Used by one thread at a time.
 *
 * <p>An event may be a chunk, an end marker, an error, or several of these at once. After {@link #decode} the caller
 * asks in turn for {@link #error()} and {@link #ended()}.
 *
 * @param <C> the chunk
 */
public interface ChunkDecoder<C extends Chunk> {

    /**
     * Reads an event.
     *
     * @param event the event
     * @return its chunk, or null where the event is only a marker, a ping or an error
     * @throws MalformedEventException if the event cannot be read
     */
    @Nullable
    C decode(WireEvent event) throws MalformedEventException;

    /**
     * Reads the whole body of an answer that is not streamed.
     *
     * @param event the body
     * @return the reply as one chunk, or null where the body is an error
     * @throws MalformedEventException if the body cannot be read
     */
    default @Nullable C decodeWhole(WireEvent event) throws MalformedEventException {
        return decode(event);
    }

    /**
     * Tells whether the end marker was seen: nothing that follows belongs to the reply.
     *
     * @return true after the marker
     */
    boolean ended();

    /**
     * Tells whether the reply is whole although no end marker came: a finish reason was seen.
     *
     * @return true after a finish reason
     */
    boolean finished();

    /**
     * Returns the error that an event told of.
     *
     * @return the error, if the last event was one
     */
    Optional<ApiError> error();

    /**
     * Returns what puts into the assistant's turn the data that the provider wants back with it. Called once, when the reply
     * has come to a good end.
     *
     * @return a completion that does not change any more
     */
    default TurnCompletion turnCompletion() {
        return (turn, reasoning) -> turn;
    }

    /** Puts data of the provider's into a turn, as {@link dev.cuecard.message.ProviderData}: signatures of thoughts, for one. */
    @FunctionalInterface
    interface TurnCompletion {

        /**
         * Completes a turn. May be called by any thread, and often.
         *
         * @param turn the reply's text and tool calls, each in a part of its own
         * @param reasoning the reply's thinking; empty where the call keeps no text
         * @return the turn, with more parts where the provider asks for them
         */
        Message complete(Message turn, String reasoning);
    }

    /** An event that cannot be read. */
    final class MalformedEventException extends Exception {

        private static final long serialVersionUID = 1L;

        /**
         * Makes an exception.
         *
         * @param message what is wrong with it
         * @param cause what the parser said, or null
         */
        public MalformedEventException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}

package dev.cuecard.stream;

import dev.cuecard.message.Message;
import dev.cuecard.message.ToolCall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a call amounted to, whole or, inside an exception, partial. Immutable once its stream has ended. No method
 * returns null.
 */
public interface StreamResult {

    /**
     * Returns the text of choice 0.
     *
     * @return all of it that was received; empty for a call made with {@code accumulate(false)}
     */
    String text();

    /**
     * Returns the thinking of choice 0.
     *
     * @return all of it that was received, may be empty
     */
    String reasoning();

    /**
     * Returns the words with which choice 0 declined.
     *
     * @return the words, if it did
     */
    Optional<String> refusal();

    /**
     * Returns the tools that choice 0 wants called.
     *
     * @return the complete calls, in order
     */
    List<ToolCall> toolCalls();

    /**
     * Returns why choice 0 ended.
     *
     * @return the reason, if the provider gave one
     */
    Optional<FinishReason> finishReason();

    /**
     * Returns the tokens counted.
     *
     * @return the usage, if the provider told
     */
    Optional<Usage> usage();

    /**
     * Returns the name of the model that wrote the reply, as the provider gave it.
     *
     * @return the name, or empty
     */
    String model();

    /**
     * Returns the provider's id of the reply.
     *
     * @return the id, or empty
     */
    String responseId();

    /**
     * Returns the assistant's turn, ready to be appended to a conversation.
     *
     * @return choice 0's text and tool calls as a message, and with a reply that came to a good end what the provider wants
     *     back with it, as {@link dev.cuecard.message.ProviderData}
     */
    Message message();

    /**
     * Returns every choice.
     *
     * @return the choices by index; one where the call asked for one and anything of it came
     */
    List<ChoiceResult> choices();

    /**
     * Returns how many chunks were received.
     *
     * @return the count
     */
    long chunkCount();

    /**
     * Returns how many requests were sent, to all the models that were asked.
     *
     * @return 1 without retries and fallbacks, 0 if the call ended before any was sent
     */
    int attempts();

    /**
     * Returns how long the call took, from its start to its ending, waits between attempts included.
     *
     * @return the time
     */
    Duration duration();

    /**
     * Returns how long the first chunk took, from the start of the call.
     *
     * @return the time, or empty if no chunk came
     */
    Optional<Duration> timeToFirstChunk();

    /**
     * Tells whether the caller aborted.
     *
     * @return true if the ending is {@link Ending.Aborted}
     */
    boolean aborted();

    /**
     * Returns how the stream ended.
     *
     * @return the ending
     */
    Ending ending();

    /**
     * Returns the trace's id.
     *
     * @return 32 hexadecimal digits
     */
    String traceId();

    /**
     * Returns the span's id.
     *
     * @return 16 hexadecimal digits
     */
    String spanId();
}

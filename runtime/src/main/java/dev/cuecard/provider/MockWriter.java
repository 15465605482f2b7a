package dev.cuecard.provider;

import dev.cuecard.message.ToolCall;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.Usage;
import java.util.List;

/**
 * Writes a scripted reply in a provider's wire format, so that a test runs through the real decoder.
 */
public interface MockWriter {

    /**
     * Writes a streamed reply.
     *
     * @param reply the script
     * @return the body, cut where a chunk ends: each element is what arrives at once
     */
    List<byte[]> stream(Reply reply);

    /**
     * Writes a reply that is not streamed.
     *
     * @param reply the script
     * @return the body
     */
    byte[] whole(Reply reply);

    /**
     * Writes the body of an error answer.
     *
     * @param status the HTTP status
     * @param message the provider's sentence
     * @return the body
     */
    byte[] error(int status, String message);

    /**
     * A scripted reply.
     *
     * @param model the name of the model that is asked
     * @param pieces the text, piece by piece
     * @param refusal the words of a refusal, or empty
     * @param toolCalls the tools that are called
     * @param finish why it ends
     * @param usage the tokens counted
     * @param reasoning what the model thinks first, piece by piece; a format without a place for it leaves it out
     */
    record Reply(
            String model,
            List<String> pieces,
            String refusal,
            List<ToolCall> toolCalls,
            FinishReason.Kind finish,
            Usage usage,
            List<String> reasoning) {

        /** Makes a script; lists are copied. */
        public Reply {
            pieces = List.copyOf(pieces);
            toolCalls = List.copyOf(toolCalls);
            reasoning = List.copyOf(reasoning);
        }

        /**
         * Makes the script of a model that does not show its thinking.
         *
         * @param model the name of the model that is asked
         * @param pieces the text, piece by piece
         * @param refusal the words of a refusal, or empty
         * @param toolCalls the tools that are called
         * @param finish why it ends
         * @param usage the tokens counted
         */
        public Reply(
                String model,
                List<String> pieces,
                String refusal,
                List<ToolCall> toolCalls,
                FinishReason.Kind finish,
                Usage usage) {
            this(model, pieces, refusal, toolCalls, finish, usage, List.of());
        }
    }
}

package dev.cuecard.provider;

import dev.cuecard.call.CallOptions;
import dev.cuecard.message.Message;
import java.util.List;
import java.util.Objects;

/**
 * What is asked of a model, before any wire format.
 *
 * @param model the model's name
 * @param messages the conversation
 * @param options how the call is made
 * @param stream whether the reply is asked for piece by piece
 */
public record ChatRequest(String model, List<Message> messages, CallOptions options, boolean stream) {

    /** Makes a request; the list is copied. */
    public ChatRequest {
        Objects.requireNonNull(model, "model");
        messages = List.copyOf(messages);
        Objects.requireNonNull(options, "options");
    }
}

package dev.cuecard.testing;

import dev.cuecard.call.CallOptions;
import dev.cuecard.message.Message;
import java.util.List;
import java.util.Objects;

/**
 * A request that a mock was sent.
 *
 * @param provider the provider's name
 * @param model the model's name, without the provider's
 * @param messages the rendered prompt
 * @param options the options of the annotation and of the call
 * @param streamed whether the reply was asked for piece by piece
 * @param body the request's JSON text, as the provider would get it
 */
public record MockRequest(
        String provider, String model, List<Message> messages, CallOptions options, boolean streamed, String body) {

    /** Makes a request; the list is copied. */
    public MockRequest {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(model, "model");
        messages = List.copyOf(messages);
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(body, "body");
    }
}

package dev.cuecard.testing;

import dev.cuecard.provider.ChatRequest;
import dev.cuecard.provider.Provider;
import dev.cuecard.provider.WireRequest;
import dev.cuecard.stream.Chunk;

/**
 * A provider whose answers are on a tape. Where a prompt takes its model's name from an environment variable, the tape says
 * which model was meant.
 */
final class TapeProvider<C extends Chunk> extends StandIn<C> {

    private static final String REFERENCE = "${env:";

    private final TapeContent tape;

    TapeProvider(Provider<C> real, TapeContent tape) {
        super(real, "tape");
        this.tape = tape;
    }

    @Override
    public WireRequest write(ChatRequest request) {
        if (request.model().contains(REFERENCE)) {
            for (String model : tape.models(name())) {
                WireRequest meant =
                        super.write(new ChatRequest(model, request.messages(), request.options(), request.stream()));
                if (tape.holds(TapedRequest.of(name(), model, meant))) {
                    return meant;
                }
            }
        }
        return super.write(request);
    }
}

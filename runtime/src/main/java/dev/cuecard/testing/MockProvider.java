package dev.cuecard.testing;

import dev.cuecard.provider.ChatRequest;
import dev.cuecard.provider.Provider;
import dev.cuecard.provider.WireRequest;
import dev.cuecard.stream.Chunk;
import java.util.LinkedHashMap;
import java.util.Map;

/** A stand-in that leaves a ticket for {@link ScriptedAnswers} with each request. */
final class MockProvider<C extends Chunk> extends StandIn<C> {

    /** The header that carries the ticket's number. */
    static final String TICKET = "Cuecard-Mock-Ticket";

    private final RequestLog log;

    MockProvider(Provider<C> real, RequestLog log) {
        super(real, "mock");
        this.log = log;
    }

    @Override
    public WireRequest write(ChatRequest request) {
        WireRequest wire = super.write(request);
        MockRequest asked = new MockRequest(
                name(), request.model(), request.messages(), request.options(), request.stream(), wire.body());
        Map<String, String> headers = new LinkedHashMap<>(wire.headers());
        headers.put(TICKET, log.write(new Ticket(asked, wire.framing(), mockWriter())));
        return new WireRequest(wire.path(), headers, wire.body(), wire.framing());
    }
}

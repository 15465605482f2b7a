package dev.cuecard.testing;

import dev.cuecard.error.ApiError;
import dev.cuecard.provider.ApiKey;
import dev.cuecard.provider.Capabilities;
import dev.cuecard.provider.ChatRequest;
import dev.cuecard.provider.ChunkDecoder;
import dev.cuecard.provider.ErrorResponse;
import dev.cuecard.provider.MockWriter;
import dev.cuecard.provider.Provider;
import dev.cuecard.provider.Settings;
import dev.cuecard.provider.WireRequest;
import dev.cuecard.stream.Chunk;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A provider that writes and reads as the real one does, but needs no key, lives at an address of its own, and leaves a
 * ticket for {@link ScriptedAnswers} with each request.
 */
final class MockProvider<C extends Chunk> implements Provider<C> {

    /** The header that carries the ticket's number. */
    static final String TICKET = "Cuecard-Mock-Ticket";

    private final Provider<C> real;
    private final RequestLog log;

    MockProvider(Provider<C> real, RequestLog log) {
        this.real = real;
        this.log = log;
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public Class<C> chunkType() {
        return real.chunkType();
    }

    /** No variable is named and no file is followed, so that no variable is looked at. */
    @Override
    public Settings settings() {
        return Settings.fixed("http://" + name() + ".mock.localhost");
    }

    @Override
    public Capabilities capabilities(String model) {
        return real.capabilities(model);
    }

    @Override
    public Map<String, String> authorization(ApiKey key) {
        return real.authorization(key);
    }

    @Override
    public WireRequest write(ChatRequest request) {
        WireRequest wire = real.write(request);
        MockRequest asked = new MockRequest(
                name(), request.model(), request.messages(), request.options(), request.stream(), wire.body());
        Map<String, String> headers = new LinkedHashMap<>(wire.headers());
        headers.put(TICKET, log.write(new Ticket(asked, wire.framing(), mockWriter())));
        return new WireRequest(wire.path(), headers, wire.body(), wire.framing());
    }

    @Override
    public ChunkDecoder<C> decoder() {
        return real.decoder();
    }

    @Override
    public ApiError readError(ErrorResponse response) {
        return real.readError(response);
    }

    @Override
    public String advice(ApiError error, String model) {
        return real.advice(error, model);
    }

    @Override
    public MockWriter mockWriter() {
        return real.mockWriter();
    }
}

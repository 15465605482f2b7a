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
import java.util.Map;

/** A provider that writes and reads as the real one does, but needs no key and lives at an address of its own. */
class StandIn<C extends Chunk> implements Provider<C> {

    private final Provider<C> real;
    private final String kind;

    /**
     * Makes a stand-in.
     *
     * @param real whose place it takes
     * @param kind what it stands in for, a part of its address
     */
    StandIn(Provider<C> real, String kind) {
        this.real = real;
        this.kind = kind;
    }

    @Override
    public final String name() {
        return real.name();
    }

    @Override
    public final Class<C> chunkType() {
        return real.chunkType();
    }

    /** No variable is named and no file is followed, so that no variable is looked at. */
    @Override
    public final Settings settings() {
        return Settings.fixed("http://" + name() + "." + kind + ".localhost");
    }

    @Override
    public final Capabilities capabilities(String model) {
        return real.capabilities(model);
    }

    @Override
    public final Map<String, String> authorization(ApiKey key) {
        return real.authorization(key);
    }

    @Override
    public WireRequest write(ChatRequest request) {
        return real.write(request);
    }

    @Override
    public final ChunkDecoder<C> decoder() {
        return real.decoder();
    }

    @Override
    public final ApiError readError(ErrorResponse response) {
        return real.readError(response);
    }

    @Override
    public final String advice(ApiError error, String model) {
        return real.advice(error, model);
    }

    @Override
    public final MockWriter mockWriter() {
        return real.mockWriter();
    }
}

package dev.cuecard.life;

import dev.cuecard.error.ApiError;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.provider.ApiKey;
import dev.cuecard.provider.Capabilities;
import dev.cuecard.provider.ChatRequest;
import dev.cuecard.provider.ChunkDecoder;
import dev.cuecard.provider.ErrorResponse;
import dev.cuecard.provider.MockWriter;
import dev.cuecard.provider.Provider;
import dev.cuecard.provider.Settings;
import dev.cuecard.provider.WireEvent;
import dev.cuecard.provider.WireRequest;
import java.util.Map;
import java.util.Optional;

/** OpenAI's provider with a fault at one place of its code. */
final class FaultyProvider implements Provider<OpenAiChunk> {

    /** Where the fault is. */
    enum Place {
        SETTINGS,
        CAPABILITIES,
        AUTHORIZATION,
        WRITE,
        DECODER,
        DECODE,
        DECODE_WHOLE,
        ENDED,
        FINISHED,
        ERROR,
        READ_ERROR
    }

    private final Provider<OpenAiChunk> real = OpenAi.providers().get(0);
    private final Place place;
    private final Throwable fault;

    FaultyProvider(Place place, Throwable fault) {
        this.place = place;
        this.fault = fault;
    }

    private void at(Place here) {
        if (here == place) {
            if (fault instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) fault;
        }
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public Class<OpenAiChunk> chunkType() {
        return real.chunkType();
    }

    @Override
    public Settings settings() {
        at(Place.SETTINGS);
        return real.settings();
    }

    @Override
    public Capabilities capabilities(String model) {
        at(Place.CAPABILITIES);
        return real.capabilities(model);
    }

    @Override
    public Map<String, String> authorization(ApiKey key) {
        at(Place.AUTHORIZATION);
        return real.authorization(key);
    }

    @Override
    public WireRequest write(ChatRequest request) {
        at(Place.WRITE);
        return real.write(request);
    }

    @Override
    public ChunkDecoder<OpenAiChunk> decoder() {
        at(Place.DECODER);
        ChunkDecoder<OpenAiChunk> decoder = real.decoder();
        return new ChunkDecoder<>() {
            @Override
            public OpenAiChunk decode(WireEvent event) throws MalformedEventException {
                at(Place.DECODE);
                return decoder.decode(event);
            }

            @Override
            public OpenAiChunk decodeWhole(WireEvent event) throws MalformedEventException {
                at(Place.DECODE_WHOLE);
                return decoder.decodeWhole(event);
            }

            @Override
            public boolean ended() {
                at(Place.ENDED);
                return decoder.ended();
            }

            @Override
            public boolean finished() {
                at(Place.FINISHED);
                return decoder.finished();
            }

            @Override
            public Optional<ApiError> error() {
                at(Place.ERROR);
                return decoder.error();
            }
        };
    }

    @Override
    public ApiError readError(ErrorResponse response) {
        at(Place.READ_ERROR);
        return real.readError(response);
    }

    @Override
    public MockWriter mockWriter() {
        return real.mockWriter();
    }
}

package dev.cuecard.ollama;

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
import dev.cuecard.provider.WireRequest.Framing;
import dev.cuecard.wire.ErrorReader;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Ollama: the package's face towards a client. {@link RequestWriter} writes what goes out, {@link OllamaDecoder} and
 * {@link ErrorReader} read what comes in.
 */
final class OllamaProvider implements Provider<OllamaChunk> {

    static final String NAME = "ollama";

    private static final String PATH = "/api/chat";

    private static final Settings SETTINGS =
            new Settings(List.of(), false, "OLLAMA_HOST", "http://localhost:" + HostUrl.PORT);

    /** What the server can do; what a model of it can, no name tells. */
    private static final Capabilities CAPABILITIES = new Capabilities(true, true, true, true, true);

    private final ErrorReader errors = new ErrorReader(NAME, InstantSource.system());

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<OllamaChunk> chunkType() {
        return OllamaChunk.class;
    }

    @Override
    public Settings settings() {
        return SETTINGS;
    }

    @Override
    public String baseUrlOf(String given, String model) {
        return HostUrl.complete(given);
    }

    @Override
    public Capabilities capabilities(String model) {
        return CAPABILITIES;
    }

    @Override
    public Map<String, String> authorization(ApiKey key) {
        return Map.of("Authorization", "Bearer " + key.reveal());
    }

    @Override
    public WireRequest write(ChatRequest request) {
        String body = RequestWriter.write(request);
        return new WireRequest(PATH, Map.of(), body, request.stream() ? Framing.NDJSON : Framing.JSON);
    }

    @Override
    public ChunkDecoder<OllamaChunk> decoder() {
        return new OllamaDecoder(errors);
    }

    @Override
    public ApiError readError(ErrorResponse response) {
        return errors.readAnswer(response);
    }

    /** Ollama says of a model that is not there only that it was not found. */
    @Override
    public String advice(ApiError error, String model) {
        return error.status() == 404
                ? "A model that the server does not have yet is fetched with: ollama pull " + model
                : "";
    }

    @Override
    public MockWriter mockWriter() {
        return new OllamaMockWriter();
    }

    @Override
    public String toString() {
        return "OllamaProvider[" + NAME + "]";
    }
}

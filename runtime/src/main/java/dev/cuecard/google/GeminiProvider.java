package dev.cuecard.google;

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
 * Google's Gemini API: the package's face towards a client. {@link RequestWriter} writes what goes out, {@link
 * GeminiDecoder} and {@link ErrorReader} read what comes in.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">Gemini API reference, Generating content</a>
 */
final class GeminiProvider implements Provider<GeminiChunk> {

    static final String NAME = "google";

    private static final Settings SETTINGS = new Settings(
            List.of("GEMINI_API_KEY", "GOOGLE_API_KEY"),
            true,
            "GEMINI_BASE_URL",
            "https://generativelanguage.googleapis.com");

    private final ErrorReader errors = new ErrorReader(NAME, InstantSource.system());

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<GeminiChunk> chunkType() {
        return GeminiChunk.class;
    }

    @Override
    public Settings settings() {
        return SETTINGS;
    }

    @Override
    public String baseUrlOf(String given, String model) {
        return Endpoint.complete(given);
    }

    @Override
    public Capabilities capabilities(String model) {
        return ModelTraits.of(model);
    }

    /** The key goes into a header: the query, where the API takes it too, ends up in logs. */
    @Override
    public Map<String, String> authorization(ApiKey key) {
        return Map.of("x-goog-api-key", key.reveal());
    }

    @Override
    public WireRequest write(ChatRequest request) {
        String path = Endpoint.path(request.model(), request.stream());
        String body = new RequestWriter().write(request);
        return new WireRequest(path, Map.of(), body, request.stream() ? Framing.SSE : Framing.JSON);
    }

    @Override
    public ChunkDecoder<GeminiChunk> decoder() {
        return new GeminiDecoder(errors);
    }

    @Override
    public ApiError readError(ErrorResponse response) {
        return errors.readAnswer(response);
    }

    @Override
    public MockWriter mockWriter() {
        return new GeminiMockWriter();
    }

    @Override
    public String toString() {
        return "GeminiProvider";
    }
}

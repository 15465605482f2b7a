package dev.cuecard.anthropic;

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
import dev.cuecard.wire.ErrorReader;
import dev.cuecard.wire.GivenUrl;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Anthropic: the package's face towards a client. {@link RequestWriter} writes what goes out, {@link AnthropicDecoder} and
 * {@link ErrorReader} read what comes in.
 */
final class AnthropicProvider implements Provider<AnthropicChunk> {

    static final String NAME = "anthropic";

    private static final Settings SETTINGS =
            new Settings(List.of("ANTHROPIC_API_KEY"), true, "ANTHROPIC_BASE_URL", "https://api.anthropic.com");

    private static final String VERSION_PATH = "/v1";

    private final ErrorReader errors = new ErrorReader(NAME, InstantSource.system());

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<AnthropicChunk> chunkType() {
        return AnthropicChunk.class;
    }

    @Override
    public Settings settings() {
        return SETTINGS;
    }

    /** Other makers' base URLs end in /v1, so many write this one so too; here it is a part of the path. */
    @Override
    public String baseUrlOf(String given, String model) {
        String base = GivenUrl.without(RequestWriter.PATH, given);
        return GivenUrl.without(VERSION_PATH, base);
    }

    @Override
    public Capabilities capabilities(String model) {
        return ClaudeVersion.of(model).capabilities();
    }

    @Override
    public Map<String, String> authorization(ApiKey key) {
        return Map.of("x-api-key", key.reveal());
    }

    @Override
    public WireRequest write(ChatRequest request) {
        return new RequestWriter(NAME).write(request);
    }

    @Override
    public ChunkDecoder<AnthropicChunk> decoder() {
        return new AnthropicDecoder(NAME, errors);
    }

    @Override
    public ApiError readError(ErrorResponse response) {
        return errors.readAnswer(response);
    }

    @Override
    public MockWriter mockWriter() {
        return new AnthropicMockWriter();
    }

    @Override
    public String toString() {
        return "AnthropicProvider[" + NAME + "]";
    }
}

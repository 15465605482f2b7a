package dev.cuecard.openai;

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
import dev.cuecard.wire.GivenUrl;
import java.time.InstantSource;
import java.util.Map;

/**
 * OpenAI, or another server of its protocol: the package's face towards a client. {@link RequestWriter} writes what goes
 * out, {@link OpenAiDecoder} and {@link ErrorReader} read what comes in.
 */
final class OpenAiProvider implements Provider<OpenAiChunk> {

    private static final String PATH = "/chat/completions";

    private final String name;
    private final Settings settings;
    private final Dialect dialect;
    private final ErrorReader errors;

    private OpenAiProvider(String name, Settings settings, Dialect dialect, InstantSource clock) {
        this.name = name;
        this.settings = settings;
        this.dialect = dialect;
        this.errors = new ErrorReader(name, clock);
    }

    static OpenAiProvider of(String name, Settings settings, Dialect dialect) {
        return new OpenAiProvider(name, settings, dialect, InstantSource.system());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Class<OpenAiChunk> chunkType() {
        return OpenAiChunk.class;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    /** The path of the API is taken off, which Azure's console shows too, and put in where the server's own host has none. */
    @Override
    public String baseUrlOf(String given, String model) {
        String base = GivenUrl.without(PATH, given);
        return dialect.equals(Dialect.AZURE)
                ? AzureUrl.complete(base, model)
                : isOwnHost(base) ? settings.baseUrl() : base;
    }

    private boolean isOwnHost(String url) {
        int scheme = url.indexOf("://");
        String host = url.endsWith("/") ? url : url + "/";
        return scheme >= 0
                && host.indexOf('/', scheme + "://".length()) == host.length() - 1
                && settings.baseUrl().startsWith(host);
    }

    /** Tells OpenAI's own models apart by their names. Of other servers' models no more is said than what most can do. */
    @Override
    public Capabilities capabilities(String model) {
        return dialect.developerRole()
                ? new Capabilities(true, true, true, isReasoningModel(model), true)
                : new Capabilities(true, true, false, false, false);
    }

    private static boolean isReasoningModel(String model) {
        String base = model.startsWith("ft:") ? model.substring("ft:".length()) : model;
        return base.startsWith("gpt-5")
                || (base.length() > 1 && base.charAt(0) == 'o' && Character.isDigit(base.charAt(1)));
    }

    @Override
    public Map<String, String> authorization(ApiKey key) {
        return Map.of(dialect.keyHeader(), dialect.keyHeaderValue(key.reveal()));
    }

    @Override
    public WireRequest write(ChatRequest request) {
        String body = new RequestWriter(name, dialect).write(request);
        return new WireRequest(PATH, Map.of(), body, request.stream() ? Framing.SSE : Framing.JSON);
    }

    @Override
    public ChunkDecoder<OpenAiChunk> decoder() {
        return new OpenAiDecoder(name, errors, dialect.thinkingBack());
    }

    @Override
    public ApiError readError(ErrorResponse response) {
        return errors.readAnswer(response);
    }

    @Override
    public MockWriter mockWriter() {
        return new OpenAiMockWriter();
    }

    @Override
    public String toString() {
        return "OpenAiProvider[" + name + "]";
    }
}

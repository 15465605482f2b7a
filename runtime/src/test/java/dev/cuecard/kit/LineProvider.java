package dev.cuecard.kit;

import dev.cuecard.error.ApiError;
import dev.cuecard.error.ConfigurationException;
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
import dev.cuecard.provider.WireRequest.Framing;
import dev.cuecard.stream.Choice;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.Delta;
import dev.cuecard.stream.Usage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A provider of a protocol of its own, made outside the SDK as a user would. An event is {@code open}, a chunk that says
 * nothing, as Anthropic opens its streams with; {@code say} and a text; {@code fail} and a status; or {@code end}. It has no
 * seed.
 */
public final class LineProvider implements Provider<LineProvider.LineChunk> {

    /** The events of a stream. */
    public static final String OPEN = "open";

    public static final String END = "end";

    private final String baseUrl;

    public LineProvider(ScriptedServer server) {
        this.baseUrl = server.url();
    }

    public static String say(String text) {
        return "say " + text;
    }

    public static String fail(int status) {
        return "fail " + status;
    }

    /** One event. */
    public record LineChunk(String json) implements Chunk {

        @Override
        public String content() {
            return json.startsWith("say ") ? json.substring("say ".length()) : "";
        }

        @Override
        public Delta delta() {
            return new Delta(Optional.empty(), content(), "", "", List.of());
        }

        @Override
        public Choice choice() {
            return new Choice(0, delta(), Optional.empty());
        }

        @Override
        public List<Choice> choices() {
            return List.of(choice());
        }

        @Override
        public Object chunk() {
            return this;
        }

        @Override
        public Optional<Usage> usage() {
            return Optional.empty();
        }

        @Override
        public String id() {
            return json.equals(OPEN) ? "opened" : "";
        }

        @Override
        public String model() {
            return "line-model";
        }
    }

    @Override
    public String name() {
        return "lines";
    }

    @Override
    public Class<LineChunk> chunkType() {
        return LineChunk.class;
    }

    @Override
    public Settings settings() {
        return Settings.fixed(baseUrl);
    }

    @Override
    public Capabilities capabilities(String model) {
        return new Capabilities(true, false, false, false, false);
    }

    @Override
    public Map<String, String> authorization(ApiKey key) {
        return Map.of();
    }

    @Override
    public WireRequest write(ChatRequest request) {
        if (request.options().seed().isPresent()) {
            throw new ConfigurationException("lines has no seed. Leave it out.");
        }
        return new WireRequest("/lines", Map.of(), request.messages().get(0).text(), Framing.SSE);
    }

    @Override
    public ChunkDecoder<LineChunk> decoder() {
        return new ChunkDecoder<>() {

            private boolean ended;
            private Optional<ApiError> error = Optional.empty();

            @Override
            public @Nullable LineChunk decode(WireEvent event) {
                String line = event.toString();
                if (line.startsWith("fail ")) {
                    error = Optional.of(LineProvider.error(Integer.parseInt(line.substring("fail ".length()))));
                    return null;
                }
                ended = line.equals(END);
                return ended ? null : new LineChunk(line);
            }

            @Override
            public boolean ended() {
                return ended;
            }

            @Override
            public boolean finished() {
                return ended;
            }

            @Override
            public Optional<ApiError> error() {
                return error;
            }
        };
    }

    private static ApiError error(int status) {
        return new ApiError("lines", status, "", "", "no lines", "", "", Optional.empty(), Optional.empty());
    }

    @Override
    public ApiError readError(ErrorResponse response) {
        return error(response.status());
    }

    @Override
    public MockWriter mockWriter() {
        throw new UnsupportedOperationException("no test mocks it");
    }
}

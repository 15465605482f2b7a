package dev.cuecard.outside;

import dev.cuecard.error.ApiError;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.message.Message;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A provider that Cuecard does not know, written with what is exported alone. */
final class AcmeProvider implements Provider<AcmeChunk> {

    private final boolean streaming;

    AcmeProvider(boolean streaming) {
        this.streaming = streaming;
    }

    @Override
    public String name() {
        return "acme";
    }

    @Override
    public Class<AcmeChunk> chunkType() {
        return AcmeChunk.class;
    }

    @Override
    public Settings settings() {
        return new Settings(List.of("CUECARD_TEST_ACME_KEY"), true, "", "https://acme.invalid");
    }

    @Override
    public Capabilities capabilities(String model) {
        return new Capabilities(streaming, false, false, false, false);
    }

    @Override
    public Map<String, String> authorization(ApiKey key) {
        return Map.of("Acme-Key", key.reveal());
    }

    @Override
    public WireRequest write(ChatRequest request) {
        if (request.options().seed().isPresent()) {
            throw new ConfigurationException("acme takes no seed. Leave CallOptions.seed out.");
        }
        String asked = request.messages().stream().map(Message::text).collect(Collectors.joining(" "));
        return new WireRequest(
                "/ask?model=" + request.model(),
                Map.of("Acme-Version", "7"),
                "[\"" + asked.replace("\"", "\\\"") + "\"]",
                request.stream() ? Framing.NDJSON : Framing.JSON);
    }

    @Override
    public ChunkDecoder<AcmeChunk> decoder() {
        return new AcmeDecoder();
    }

    @Override
    public ApiError readError(ErrorResponse response) {
        return AcmeDecoder.error(
                response.body().startsWith("oops") ? response.body() : "oops " + response.status() + " ?");
    }

    @Override
    public String advice(ApiError error, String model) {
        return error.status() == 418 ? "Order a kettle for " + model + "." : "";
    }

    @Override
    public MockWriter mockWriter() {
        return new AcmeMockWriter();
    }
}

package dev.cuecard.exchange;

import dev.cuecard.provider.ApiKey;
import dev.cuecard.provider.Provider;
import dev.cuecard.provider.WireRequest;
import dev.cuecard.stream.Chunk;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a call sends, resolved: who is asked, where, and with which key.
 *
 * @param <C> the provider's chunk
 * @param provider who is asked
 * @param model the model's name, for messages
 * @param request what is sent
 * @param baseUrl where to
 * @param baseUrlSetting what sets the base URL beside the client's builder, for messages; empty where nothing does
 * @param authorization the headers that carry the key
 * @param key the key, to name its origin and to keep it out of messages; empty where none is sent
 * @param maxEventBytes the longest event that is read
 */
public record CallPlan<C extends Chunk>(
        Provider<C> provider,
        String model,
        WireRequest request,
        String baseUrl,
        String baseUrlSetting,
        Map<String, String> authorization,
        Optional<ApiKey> key,
        int maxEventBytes) {

    /**
     * Adds headers to the request.
     *
     * @param added header values by name; one that the provider writes itself stays as it is
     * @return the plan with them
     */
    public CallPlan<C> withHeaders(Map<String, String> added) {
        if (added.isEmpty()) {
            return this;
        }
        Map<String, String> headers = new HashMap<>(added);
        headers.putAll(request.headers());
        WireRequest changed = new WireRequest(request.path(), headers, request.body(), request.framing());
        return new CallPlan<>(provider, model, changed, baseUrl, baseUrlSetting, authorization, key, maxEventBytes);
    }

    /** Neither key nor address, which may hold one, nor the prompt. */
    @Override
    public String toString() {
        return provider.name() + ":" + model;
    }
}

package dev.cuecard.http;

import dev.cuecard.provider.ApiKey;
import dev.cuecard.provider.WireRequest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is asked of whom. A request that goes through an interceptor of Cuecard's own carries it as a tag, so that what
 * records or replays knows what it has before it, and which words to keep to itself.
 *
 * @param provider the provider's name
 * @param model the model's name
 * @param request the request as the provider wrote it
 * @param authorization the headers that carry the key, by name
 * @param key the key; empty where none is sent
 */
public record Asked(
        String provider, String model, WireRequest request, Map<String, String> authorization, Optional<ApiKey> key) {

    /** Makes a question; the headers are copied. */
    public Asked {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(request, "request");
        authorization = Map.copyOf(authorization);
        Objects.requireNonNull(key, "key");
    }

    /** OkHttp shows the tags of a request that somebody logs: neither prompt nor key. */
    @Override
    public String toString() {
        return provider + ":" + model;
    }
}

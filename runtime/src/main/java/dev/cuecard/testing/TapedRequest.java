package dev.cuecard.testing;

import dev.cuecard.http.Asked;
import dev.cuecard.provider.WireRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * What of a request tells it from others. Headers and the provider's address do not.
 *
 * @param provider the provider's name
 * @param model the model's name, for those who look for it
 * @param path the path behind the provider's base URL, with its query
 * @param body the body; a text, should it be no JSON
 */
record TapedRequest(String provider, String model, String path, JsonNode body) {

    static TapedRequest of(Asked asked) {
        return of(asked.provider(), asked.model(), asked.request());
    }

    static TapedRequest of(String provider, String model, WireRequest request) {
        JsonNode body = TapeJson.tryRead(request.body()).orElseGet(() -> StringNode.valueOf(request.body()));
        return new TapedRequest(provider, model, request.path(), body);
    }

    /** Whether the other is of the same provider and path, so that only the bodies may differ. */
    boolean goesWhere(TapedRequest asked) {
        return provider.equals(asked.provider) && JsonDifference.sameText(path, asked.path);
    }

    /** Whether this, recorded, is what is asked now. */
    boolean matches(TapedRequest asked) {
        return goesWhere(asked) && JsonDifference.between(body, asked.body, 1).isEmpty();
    }
}

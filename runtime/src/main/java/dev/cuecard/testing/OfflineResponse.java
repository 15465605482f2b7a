package dev.cuecard.testing;

import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** Makes an answer that comes over no connection look like one that does. */
final class OfflineResponse {

    private OfflineResponse() {}

    static Response of(
            Interceptor.Chain chain, int status, Headers headers, @Nullable MediaType type, ScriptedBody body) {
        Headers shown = type == null
                ? headers
                : headers.newBuilder().set("Content-Type", type.toString()).build();
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("Scripted")
                .headers(shown)
                .body(ResponseBody.create(Okio.buffer(body), type, -1))
                .build();
    }
}

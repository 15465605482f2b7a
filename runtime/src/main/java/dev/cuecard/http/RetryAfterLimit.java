package dev.cuecard.http;

import java.io.IOException;
import java.util.regex.Pattern;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Keeps an answer alive whose {@code Retry-After} is no {@code int}, such as a time of day in milliseconds: OkHttp reads
 * that of a 503 as one and throws away the answer where it cannot. The limit is 68 years, which is never waited for.
 */
final class RetryAfterLimit {

    private static final Pattern TOO_LONG = Pattern.compile("\\d{10,}");

    private RetryAfterLimit() {}

    /** An interceptor, to stand on the network's side of OkHttp's own resending. */
    static Response apply(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String retryAfter = response.header("Retry-After", "");
        if (retryAfter.isEmpty() || !TOO_LONG.matcher(retryAfter).matches()) {
            return response;
        }
        return response.newBuilder()
                .header("Retry-After", String.valueOf(Integer.MAX_VALUE))
                .build();
    }
}

package dev.cuecard.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.Response;

/** How long the connect of one call may take; a tag of the request, since OkHttp has it as a setting of the client. */
record ConnectTimeout(int millis) {

    static ConnectTimeout of(Duration duration) {
        long millis = duration.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) < 0
                ? Math.max(1, duration.toMillis())
                : Integer.MAX_VALUE;
        return new ConnectTimeout((int) millis);
    }

    /** An interceptor that applies the tag. */
    static Response apply(Interceptor.Chain chain) throws IOException {
        ConnectTimeout timeout = chain.request().tag(ConnectTimeout.class);
        Interceptor.Chain limited =
                timeout == null ? chain : chain.withConnectTimeout(timeout.millis(), TimeUnit.MILLISECONDS);
        return limited.proceed(chain.request());
    }
}

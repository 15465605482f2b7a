package dev.cuecard.http;

import dev.cuecard.error.ConfigurationException;
import dev.cuecard.provider.WireRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** Turns a provider's request into OkHttp's. */
final class RequestWriter {

    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final String USER_AGENT = ProductVersion.userAgent();

    private RequestWriter() {}

    static Request.Builder write(HttpUrl url, Asked asked) {
        WireRequest request = asked.request();
        Request.Builder builder = new Request.Builder()
                .url(url)
                .post(new OneShotJson(request.body()))
                .header("User-Agent", USER_AGENT)
                .header("Accept", accepted(request.framing()))
                // What compresses on the way also collects, and then chunks come in lumps.
                .header("Accept-Encoding", "identity");
        request.headers().forEach((name, value) -> builder.header(checkedName(name), checkedValue(name, value)));
        asked.authorization().forEach((name, value) -> builder.header(checkedName(name), checkedValue(name, value)));
        return builder;
    }

    private static String accepted(WireRequest.Framing framing) {
        return switch (framing) {
            case SSE -> "text/event-stream";
            case NDJSON -> "application/x-ndjson";
            case JSON -> "application/json";
        };
    }

    private static String checkedName(String name) {
        if (name.isEmpty() || !isPrintable(name, '!') || name.indexOf(':') >= 0) {
            throw new ConfigurationException("\"" + name.replaceAll("[^ -~]", "?")
                    + "\" cannot be the name of a header: it has to be letters, digits and hyphens.");
        }
        return name;
    }

    private static boolean isPrintable(String text, char least) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < least || c > '~') {
                return false;
            }
        }
        return true;
    }

    /** Checked here, since OkHttp's own message would show the value, which may be a key. */
    private static String checkedValue(String name, String value) {
        if (!isPrintable(value, ' ')) {
            throw new ConfigurationException("The value of the header " + name
                    + " has a control character, such as a line end, or one outside ASCII. If it carries a key, look for"
                    + " a stray character where the key is set.");
        }
        return value;
    }

    /** A body that OkHttp may not send a second time by itself, as it would after a 408 or a 503. */
    private static final class OneShotJson extends RequestBody {

        private final byte[] bytes;

        OneShotJson(String json) {
            this.bytes = json.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public MediaType contentType() {
            return JSON;
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes);
        }
    }
}

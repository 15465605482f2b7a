package dev.cuecard.benchmarks.okhttp;

import dev.cuecard.benchmarks.load.Contender;
import dev.cuecard.benchmarks.load.Load;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The practical floor: what a good engineer writes by hand in an hour. OkHttp, a string for each line, and Jackson's
 * streaming parser, which finds the text and nothing else. No result, no error handling, no trace.
 */
public final class OkHttpLines implements Contender {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final String DATA = "data: ";

    private final OkHttpClient client = new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(2_000, 1, TimeUnit.MINUTES))
            .build();
    private final JsonFactory json = new JsonFactory();
    private final URI server;

    private OkHttpLines(URI server) {
        this.server = server;
    }

    public static void main(String[] arguments) throws Exception {
        Load.run(arguments, OkHttpLines::new);
    }

    @Override
    public boolean blocks() {
        return true;
    }

    @Override
    public Stream start(String model, Consumer<String> onText) {
        String body = "{\"model\":\"" + model + "\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Recommend a recipe with apples.\"}]}";
        Call call = client.newCall(new Request.Builder()
                .url(server + "/v1/chat/completions")
                .header("Authorization", "Bearer key")
                .post(RequestBody.create(body, JSON))
                .build());
        return new Stream() {
            @Override
            public void await() throws IOException {
                try (Response response = call.execute()) {
                    read(response.body().source(), onText);
                }
            }

            @Override
            public void cancel() {
                call.cancel();
            }
        };
    }

    private void read(BufferedSource source, Consumer<String> onText) throws IOException {
        for (String line = source.readUtf8Line(); line != null; line = source.readUtf8Line()) {
            if (line.startsWith(DATA)) {
                String data = line.substring(DATA.length());
                if (!data.equals("[DONE]")) {
                    onText.accept(text(data));
                }
            }
        }
    }

    private String text(String data) {
        String text = "";
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), data)) {
            parser.nextToken();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("choices")) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        text = choice(parser, text);
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        return text;
    }

    private static String choice(JsonParser parser, String before) {
        String text = before;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (parser.nextToken() == JsonToken.START_OBJECT && name.equals("delta")) {
                for (String field = parser.nextName(); field != null; field = parser.nextName()) {
                    if (parser.nextToken() == JsonToken.VALUE_STRING && field.equals("content")) {
                        text = Objects.requireNonNull(parser.getString());
                    } else {
                        parser.skipChildren();
                    }
                }
            } else {
                parser.skipChildren();
            }
        }
        return text;
    }
}

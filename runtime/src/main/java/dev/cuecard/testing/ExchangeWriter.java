package dev.cuecard.testing;

import dev.cuecard.http.Asked;
import dev.cuecard.testing.TapeMoment.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes one exchange into its folder as it goes on: the request before it is sent, the head of the answer when it is there,
 * each piece of the body and its time when it has come, and the ending last. Used by one thread at a time.
 */
final class ExchangeWriter implements BodyCleaner.Sink {

    static final String REQUEST = "request.json";
    static final String RESPONSE = "response.json";
    static final String TIMING = "timing.tsv";

    /** Makes a file that is written piece by piece. */
    @FunctionalInterface
    interface NewFile {
        OutputStream create(Path file) throws IOException;
    }

    private final Path folder;
    private final KeyRemoval keys;
    private final NewFile files;
    private final OutputStream timing;
    private final long startNanos = System.nanoTime();
    private @Nullable OutputStream body;
    private @Nullable BodyCleaner cleaner;
    private boolean closed;

    private ExchangeWriter(Path folder, KeyRemoval keys, NewFile files) throws IOException {
        this.folder = folder;
        this.keys = keys;
        this.files = files;
        this.timing = files.create(folder.resolve(TIMING));
        timing.write((TapeMoment.TITLE + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Begins with a request that is about to be sent.
     *
     * @param folder an empty folder
     * @param request the request on the wire
     * @param asked what it asks of whom
     * @param files makes what is written piece by piece
     */
    static ExchangeWriter begin(Path folder, Request request, Asked asked, NewFile files) throws IOException {
        KeyRemoval keys = KeyRemoval.of(asked, request.url().toString());
        TapedRequest taped = TapedRequest.of(asked);
        ObjectNode shown = TapeJson.object();
        shown.put("provider", taped.provider());
        shown.put("model", keys.text(taped.model()));
        shown.put("method", request.method());
        // Its query may hold secrets; what the provider itself puts there stands in the path.
        shown.put(
                "url", keys.text(request.url().newBuilder().query(null).build().toString()));
        shown.put("path", keys.text(taped.path()));
        RequestBody sent = request.body();
        shown.set(
                "headers",
                keys.headers(
                        request.headers(),
                        Optional.ofNullable(sent == null ? null : sent.contentType())
                                .map(MediaType::toString)));
        shown.set("body", keys.json(taped.body()));
        write(folder.resolve(REQUEST), shown);
        return new ExchangeWriter(folder, keys, files);
    }

    /** Writes a file so that it is there whole or not at all. */
    private static void write(Path file, JsonNode content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, TapeJson.pretty(content));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes note of the head of an answer. */
    void head(Response response) throws IOException {
        long micros = micros();
        String name = "body." + ending(response);
        ObjectNode shown = TapeJson.object();
        shown.put("status", response.code());
        shown.set("headers", keys.headers(response.headers(), Optional.empty()));
        shown.put("body", name);
        write(folder.resolve(RESPONSE), shown);
        body = files.create(folder.resolve(name));
        cleaner = new BodyCleaner(keys, !response.isSuccessful(), this);
        line(TapeMoment.event(micros, Kind.HEAD));
    }

    /** The ending of the body's file, after which editors know how to show it. */
    private static String ending(Response response) {
        String type = response.header("Content-Type", "").toLowerCase(Locale.ROOT);
        boolean encoded = !response.header("Content-Encoding", "identity").equalsIgnoreCase("identity");
        if (encoded) {
            return "bin";
        }
        for (BodyType known : BodyType.values()) {
            if (type.startsWith(known.contentType())) {
                return known.ending();
            }
        }
        return type.startsWith("text/") ? "txt" : "bin";
    }

    /** Takes note of bytes of the body that have just come. */
    void arrived(byte[] bytes) throws IOException {
        if (cleaner != null && !closed) {
            cleaner.take(micros(), bytes);
        }
    }

    /** Takes note of the ending, the first time that it is told one. */
    void end(Kind ending, String words) throws IOException {
        if (closed) {
            return;
        }
        try {
            long micros = micros();
            if (cleaner != null) {
                cleaner.finish();
            }
            line(TapeMoment.event(micros, ending, keys.text(words)));
        } finally {
            close();
        }
    }

    /** Gives the recording up: without an ending it tells that it is not whole. */
    void close() throws IOException {
        closed = true;
        try (timing) {
            if (body != null) {
                body.close();
            }
        }
    }

    @Override
    public void body(byte[] bytes) throws IOException {
        if (body != null) {
            body.write(bytes);
        }
    }

    @Override
    public void arrival(long micros, long bytes) throws IOException {
        line(TapeMoment.bytes(micros, bytes));
    }

    private void line(TapeMoment moment) throws IOException {
        timing.write((moment.line() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private long micros() {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startNanos);
    }
}

package dev.cuecard.testing;

import dev.cuecard.error.ConfigurationException;
import dev.cuecard.http.Asked;
import dev.cuecard.http.ConfigurationFault;
import dev.cuecard.http.ConnectionWords;
import dev.cuecard.testing.ExchangeWriter.NewFile;
import dev.cuecard.testing.TapeMoment.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.GzipSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * Stands before all other interceptors of a client and writes down what passes, each exchange into a folder of its own. Safe
 * for use by many threads.
 */
final class Recorder implements Interceptor {

    private static final int LONGEST_NAME = 40;

    private final Path tape;
    private final NewFile files;
    private final AtomicInteger last;
    private volatile @Nullable ConfigurationException failure;

    /**
     * Makes a recorder that adds to a tape.
     *
     * @param tape the folder, which is there
     * @param last the highest number that is taken
     * @param files makes the files that are written piece by piece
     */
    Recorder(Path tape, int last, NewFile files) {
        this.tape = tape;
        this.last = new AtomicInteger(last);
        this.files = files;
    }

    /** Makes files on the disk, each of them new. */
    static NewFile onDisk() {
        return file -> Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Asked asked = Objects.requireNonNull(request.tag(Asked.class), "every request of a client says what is asked");
        ExchangeWriter writer = begin(request, asked);
        Response response;
        try {
            response = chain.proceed(request);
        } catch (Throwable e) {
            end(writer, unanswered(e, chain), words(e));
            throw e;
        }
        return record(response, writer, chain);
    }

    private ExchangeWriter begin(Request request, Asked asked) throws IOException {
        ConfigurationException earlier = failure;
        if (earlier != null) {
            throw new ConfigurationFault(new ConfigurationException(
                    "The recording into " + tape
                            + " has come to an end, and nothing was sent: an earlier exchange could"
                            + " not be written.\n" + earlier.getMessage(),
                    earlier));
        }
        try {
            return ExchangeWriter.begin(claimFolder(asked.provider()), request, asked, files);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Path claimFolder(String provider) throws IOException {
        String name = provider.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
        String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        while (true) {
            try {
                return Files.createDirectory(
                        tape.resolve(String.format(Locale.ROOT, "%04d-%s", last.incrementAndGet(), shown)));
            } catch (FileAlreadyExistsException e) {
                // Another recorder writes into the same folder: the next number is free, or the one after it.
            }
        }
    }

    private static Kind unanswered(Throwable thrown, Chain chain) {
        if (chain.call().isCanceled() || Thread.currentThread().isInterrupted()) {
            return Kind.LEFT;
        }
        // Of all the timeouts of OkHttp only that of the connect is in use before an answer.
        return thrown instanceof SocketTimeoutException ? Kind.CONNECT_TIMEOUT : Kind.CUT;
    }

    private Response record(Response response, ExchangeWriter writer, Chain chain) throws IOException {
        Response shown = unpacked(response);
        try {
            writer.head(shown);
        } catch (IOException e) {
            ConfigurationFault fault = failed(e);
            try (response) {
                writer.close();
            } catch (IOException again) {
                fault.addSuppressed(again);
            }
            throw fault;
        }
        ResponseBody body = shown.body();
        if (body.contentLength() < -1) {
            // Nobody can read such a body, and nobody will try.
            end(writer, Kind.CUT, "the answer has the impossible Content-Length " + body.contentLength());
            return shown;
        }
        RecordedBody recorded = new RecordedBody(body.source(), writer, chain.call(), this);
        return shown.newBuilder()
                .body(ResponseBody.create(Okio.buffer(recorded), body.contentType(), body.contentLength()))
                .build();
    }

    /** An answer as one can read it, and look for keys in it: unpacked, if the server packed it without being asked to. */
    private static Response unpacked(Response response) {
        String encoding = response.header("Content-Encoding", "").toLowerCase(Locale.ROOT);
        if (!encoding.equals("gzip") && !encoding.equals("x-gzip")) {
            return response;
        }
        Source packed = response.body().source();
        return response.newBuilder()
                .removeHeader("Content-Encoding")
                .removeHeader("Content-Length")
                .body(ResponseBody.create(
                        Okio.buffer(new GzipSource(packed)), response.body().contentType(), -1))
                .build();
    }

    /** Takes note of an ending. If that fails, the next request tells of it: this one has all that it asked for. */
    void end(ExchangeWriter writer, Kind ending, String words) {
        try {
            writer.end(ending, words);
        } catch (IOException e) {
            failed(e);
        }
    }

    /** Makes of a failure to write what the caller is to see. Nothing is recorded after it. */
    ConfigurationFault failed(IOException cause) {
        ConfigurationException exception = new ConfigurationException(
                "The recording into " + tape + " cannot be written: " + words(cause)
                        + ".\nCheck that the folder may be written to and that the disk has room, or call without"
                        + " Tape.record.",
                cause);
        failure = exception;
        return new ConfigurationFault(exception);
    }

    /** Whether a failure to read is the reader's own doing. */
    static boolean isReadersDoing(IOException failure, Call call) {
        return call.isCanceled() || Thread.currentThread().isInterrupted() || failure instanceof InterruptedIOException;
    }

    static String words(Throwable failure) {
        String message = ConnectionWords.of(failure);
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}

package dev.cuecard.testing;

import dev.cuecard.error.ConfigurationException;
import dev.cuecard.http.ConfigurationFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Stands where a client's connections would be, and answers each request with the same body. */
final class PlayedBody implements Interceptor {

    private static final int READ_BYTES = 8 * 1024;

    private final Path file;
    private final BodyType type;

    private PlayedBody(Path file, BodyType type) {
        this.file = file;
        this.type = type;
    }

    static PlayedBody of(Path file) {
        BodyType type = BodyType.of(file.toString())
                .orElseThrow(() -> new ConfigurationException("Tape.play(" + file
                        + "): how the body is read is told by the ending of the file's name, one of "
                        + BodyType.endings() + "."));
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            String what =
                    !Files.exists(file) ? "is not there" : Files.isRegularFile(file) ? "cannot be read" : "is no file";
            throw new ConfigurationException("Tape.play(" + file + "): the file " + what
                    + ". A relative path begins in the" + " folder in which the program was started.");
        }
        return new PlayedBody(file, type);
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        ScriptedBody body = ScriptedBody.of(chain.call(), new FileSteps(open()));
        return OfflineResponse.of(chain, 200, Headers.of(), MediaType.get(type.contentType()), body);
    }

    private InputStream open() throws ConfigurationFault {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new ConfigurationFault(new ConfigurationException(
                    "Tape.play(" + file + "): the file can no longer be read: " + Recorder.words(e), e));
        }
    }

    /** A file as the steps of a body. */
    private record FileSteps(InputStream in) implements Steps {

        @Override
        public Answer.@Nullable Step next() throws IOException {
            byte[] bytes = in.readNBytes(READ_BYTES);
            return bytes.length == 0 ? null : Answer.bytes(bytes);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}

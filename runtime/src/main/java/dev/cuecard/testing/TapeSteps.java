package dev.cuecard.testing;

import dev.cuecard.error.ConfigurationException;
import dev.cuecard.http.ConfigurationFault;
import dev.cuecard.testing.TapedExchange.TapedAnswer;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Plays the body of a recorded answer, piece by piece as it came. Reads its files as it goes on. */
final class TapeSteps implements Steps {

    private static final int READ_BYTES = 8 * 1024;

    private final TapedExchange exchange;
    private final TapeClock clock;
    private final BufferedReader timing;
    private final InputStream body;
    private @Nullable TapeMoment moment;
    private boolean waited;
    private long left;

    private TapeSteps(TapedExchange exchange, TapeClock clock, BufferedReader timing, InputStream body) {
        this.exchange = exchange;
        this.clock = clock;
        this.timing = timing;
        this.body = body;
    }

    static TapeSteps open(TapedExchange exchange, TapedAnswer answer, TapeClock clock) throws ConfigurationFault {
        try {
            BufferedReader timing = Files.newBufferedReader(exchange.timing());
            try {
                return new TapeSteps(
                        exchange, clock, timing, Files.newInputStream(answer.body(), LinkOption.NOFOLLOW_LINKS));
            } catch (IOException e) {
                timing.close();
                throw e;
            }
        } catch (IOException e) {
            throw changed(exchange, e);
        }
    }

    @Override
    public Answer.@Nullable Step next() throws IOException {
        while (left == 0) {
            TapeMoment current = moment;
            if (current == null) {
                current = readMoment();
                moment = current;
                waited = false;
            }
            Duration wait = clock.until(current);
            if (!waited && !wait.isNegative() && !wait.isZero()) {
                waited = true;
                return new Answer.Pause(wait);
            }
            switch (current.kind()) {
                case HEAD -> moment = null;
                case BYTES -> {
                    moment = null;
                    left = current.bytes();
                }
                case END -> {
                    return null;
                }
                case CUT, CONNECT_TIMEOUT -> throw lost(current.words());
                case LEFT -> throw left(exchange);
            }
        }
        return readBytes();
    }

    private TapeMoment readMoment() throws ConfigurationFault {
        try {
            for (String line = timing.readLine(); line != null; line = timing.readLine()) {
                if (!line.startsWith("#")) {
                    return TapeMoment.parse(line).orElseThrow(() -> new IOException("a line cannot be read"));
                }
            }
            throw new EOFException("the ending is missing");
        } catch (IOException e) {
            throw changed(exchange, e);
        }
    }

    private Answer.Step readBytes() throws ConfigurationFault {
        try {
            byte[] bytes = body.readNBytes((int) Math.min(left, READ_BYTES));
            if (bytes.length == 0) {
                throw new EOFException("the body is shorter than it was");
            }
            left -= bytes.length;
            return Answer.bytes(bytes);
        } catch (IOException e) {
            throw changed(exchange, e);
        }
    }

    /** The tape was read through when the client was made. */
    private static ConfigurationFault changed(TapedExchange exchange, IOException cause) {
        return new ConfigurationFault(new ConfigurationException(
                "The recording " + exchange.name() + " has changed while it was played: " + Recorder.words(cause),
                cause));
    }

    /** The loss of a connection, as it was told when it was recorded. */
    static IOException lost(String words) {
        int colon = words.indexOf(": ");
        String said = colon < 0 ? null : words.substring(colon + 2);
        return words.startsWith(EOFException.class.getSimpleName())
                ? new EOFException(said)
                : new SocketException(said);
    }

    /** What nobody knows, since nobody waited for it. */
    static IOException left(TapedExchange exchange) {
        return new SocketException("the recording " + exchange.name()
                + " stops here, where its reader aborted the call or missed a deadline");
    }

    @Override
    public void close() throws IOException {
        try (timing) {
            body.close();
        }
    }
}

package dev.cuecard.http;

import dev.cuecard.provider.WireEvent;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okio.Buffer;
import okio.Okio;
import okio.Source;
import okio.Timeout;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A server-sent event of 300 bytes, cut out of a stream that does not end. It stands here to see the reader, which is not public. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SseReaderBenchmark {

    private static final byte[] EVENT = ("data: " + "{\"x\":\"0123456789\"}".repeat(16) + "\n\n")
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private @Nullable SseReader reader;

    @Setup
    public void prepare() {
        reader = new SseReader(new ByteFeed(Okio.buffer(new Endless())), 1 << 20);
    }

    @Benchmark
    public WireEvent event() throws IOException {
        return Objects.requireNonNull(Objects.requireNonNull(reader).next());
    }

    /** One event a read, as a server sends them. */
    private static final class Endless implements Source {
        @Override
        public long read(Buffer sink, long byteCount) {
            sink.write(EVENT);
            return EVENT.length;
        }

        @Override
        public Timeout timeout() {
            return Timeout.NONE;
        }

        @Override
        public void close() {}
    }
}

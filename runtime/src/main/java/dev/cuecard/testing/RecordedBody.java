package dev.cuecard.testing;

import dev.cuecard.http.ConfigurationFault;
import dev.cuecard.testing.TapeMoment.Kind;
import java.io.IOException;
import okhttp3.Call;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;
import org.jspecify.annotations.Nullable;

/** The body of an answer on its way to its reader, written down piece by piece as it passes. */
final class RecordedBody extends ForwardingSource {

    private final ExchangeWriter writer;
    private final Call call;
    private final Recorder recorder;
    private @Nullable ConfigurationFault fault;

    RecordedBody(Source body, ExchangeWriter writer, Call call, Recorder recorder) {
        super(body);
        this.writer = writer;
        this.call = call;
        this.recorder = recorder;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        if (fault != null) {
            throw fault;
        }
        long read;
        try {
            read = super.read(sink, byteCount);
        } catch (IOException e) {
            boolean left = Recorder.isReadersDoing(e, call);
            recorder.end(writer, left ? Kind.LEFT : Kind.CUT, left ? "" : Recorder.words(e));
            throw e;
        }
        if (read < 0) {
            recorder.end(writer, Kind.END, "");
        } else {
            write(sink, read);
        }
        return read;
    }

    /** What cannot be written is handed on all the same; the reading ends with the next piece. */
    private void write(Buffer sink, long read) throws IOException {
        try (Buffer copy = new Buffer()) {
            sink.copyTo(copy, sink.size() - read, read);
            writer.arrived(copy.readByteArray());
        } catch (IOException e) {
            fault = recorder.failed(e);
            closeQuietly(fault);
        }
    }

    private void closeQuietly(ConfigurationFault told) {
        try {
            writer.close();
        } catch (IOException e) {
            told.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        recorder.end(writer, Kind.LEFT, "");
        super.close();
    }
}

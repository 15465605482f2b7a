package dev.cuecard.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import okio.Buffer;
import okio.Okio;
import okio.Source;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/** A body that comes in given pieces, one a read, and then ends or breaks off. Counts what was pulled from it. */
final class ScriptedSource implements Source {

    private final Queue<byte[]> pieces;
    private final @Nullable IOException failure;
    private long pulled;

    ScriptedSource(List<byte[]> pieces, @Nullable IOException failure) {
        this.pieces = new ArrayDeque<>(pieces);
        this.failure = failure;
    }

    static ScriptedSource of(String... pieces) {
        List<byte[]> bytes = new ArrayList<>();
        for (String piece : pieces) {
            bytes.add(piece.getBytes(StandardCharsets.UTF_8));
        }
        return new ScriptedSource(bytes, null);
    }

    /** Every byte on its own. */
    static ScriptedSource trickling(byte[] body) {
        List<byte[]> pieces = new ArrayList<>();
        for (byte each : body) {
            pieces.add(new byte[] {each});
        }
        return new ScriptedSource(pieces, null);
    }

    ScriptedSource cutBy(IOException lost) {
        return new ScriptedSource(List.copyOf(pieces), lost);
    }

    ByteFeed feed() {
        return new ByteFeed(Okio.buffer(this));
    }

    long pulled() {
        return pulled;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        byte[] piece = pieces.poll();
        if (piece != null) {
            sink.write(piece);
            pulled += piece.length;
            return piece.length;
        }
        if (failure != null) {
            throw failure;
        }
        return -1;
    }

    @Override
    public Timeout timeout() {
        return Timeout.NONE;
    }

    @Override
    public void close() {}
}

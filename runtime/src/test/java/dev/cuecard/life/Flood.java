package dev.cuecard.life;

import dev.cuecard.kit.Protocol;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.kit.StreamServer.Answer;
import dev.cuecard.kit.StreamServer.Out;
import dev.cuecard.provider.MockWriter.Reply;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A long reply, written as fast as its reader takes it: pieces of text, each of which begins with its number. */
final class Flood implements Answer {

    private static final String NUMBER = "%08d";
    private static final String FIRST = NUMBER.formatted(0);
    private static final int PIECE = 16 * 1024;

    /** For how long nothing may be written before a writer counts as stuck. */
    private static final long STILL = TimeUnit.MILLISECONDS.toNanos(200);

    private final List<byte[]> events;
    private final int repeated;
    private final int numberAt;
    private final int pieces;
    private final AtomicLong written = new AtomicLong();
    private volatile Thread writer;

    Flood(Protocol protocol, long bytes) {
        OptionalLong unknown = OptionalLong.empty();
        events = protocol.provider().mockWriter().stream(new Reply(
                "some-model",
                List.of(FIRST + "x".repeat(PIECE)),
                "",
                List.of(),
                FinishReason.Kind.STOP,
                new Usage(unknown, unknown, unknown, unknown, unknown)));
        repeated = (int) events.stream().takeWhile(event -> at(event) < 0).count();
        numberAt = at(events.get(repeated));
        pieces = (int) (bytes / PIECE);
    }

    private static int at(byte[] event) {
        return new String(event, StandardCharsets.ISO_8859_1).indexOf(FIRST);
    }

    int pieces() {
        return pieces;
    }

    /** How the text of a piece begins. */
    static String beginning(int piece) {
        return NUMBER.formatted(piece);
    }

    long written() {
        return written.get();
    }

    @Override
    public void write(Out out) throws IOException {
        writer = Thread.currentThread();
        for (byte[] event : events.subList(0, repeated)) {
            send(event, out);
        }
        byte[] piece = events.get(repeated).clone();
        for (int i = 0; i < pieces; i++) {
            byte[] number = beginning(i).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(number, 0, piece, numberAt, number.length);
            send(piece, out);
        }
        for (byte[] event : events.subList(repeated + 1, events.size())) {
            send(event, out);
        }
    }

    private void send(byte[] event, Out out) throws IOException {
        out.send(event);
        written.addAndGet(event.length);
    }

    @Override
    public boolean ends() {
        return true;
    }

    /** Waits until all writers sit in writes that do not end, since nobody takes what they write. */
    static void awaitStandstill(List<Flood> floods) {
        long[] seen = {-1, 0};
        ScriptedServer.await("writers that are stuck", () -> {
            long now = floods.stream().mapToLong(Flood::written).sum();
            if (now != seen[0] || !floods.stream().allMatch(Flood::isWriting)) {
                seen[0] = now;
                seen[1] = System.nanoTime();
            }
            return System.nanoTime() - seen[1] > STILL;
        });
    }

    private boolean isWriting() {
        Thread current = writer;
        return current != null
                && Stream.of(current.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().startsWith("sun.nio.ch.")
                                || frame.getClassName().startsWith("okhttp3.internal.http2.Http2Stream"));
    }
}

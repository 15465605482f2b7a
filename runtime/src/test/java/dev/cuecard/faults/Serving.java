package dev.cuecard.faults;

import dev.cuecard.faults.Answer.Close;
import dev.cuecard.kit.ScriptedServer.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** The server's side of a case. */
final class Serving {

    /** The checksum and the length at the end of compressed data. */
    private static final int CHECKSUM = 8;

    private final FaultCase each;
    private final Answer answer;

    Serving(FaultCase each, Answer answer) {
        this.each = each;
        this.answer = answer;
    }

    /** Sends all there is of the answer, says so, and does what follows: what is told may hold it up. */
    void send(Wire wire, Runnable sent) throws IOException {
        if (answer.close() == Close.BROKEN_HEAD) {
            wire.raw(answer.body().toByteArray());
            sent.run();
            wire.cut();
            return;
        }
        wire.raw(head().getBytes(StandardCharsets.US_ASCII));
        boolean chunked = each.transport() == Transport.CHUNKED || each.transport() == Transport.GZIP;
        byte[] body = each.transport() == Transport.GZIP
                ? compressed()
                : answer.body().toByteArray();
        List<byte[]> pieces = each.delivery().cut(body, each.random());
        for (int i = 0; i < pieces.size(); i++) {
            byte[] piece = pieces.get(i);
            if (!chunked) {
                wire.raw(piece);
            } else if (i == pieces.size() - 1 && isCutInChunk()) {
                wire.raw((Integer.toHexString(piece.length + 7) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                wire.raw(piece);
            } else {
                wire.chunk(piece);
            }
        }
        sent.run();
        close(wire, chunked);
    }

    private boolean isCutInChunk() {
        boolean breaksOff = switch (answer.close()) {
            case CUT, RESET, STALL -> true;
            default -> false;
        };
        return breaksOff && each.form(2) == 0;
    }

    private String head() {
        boolean plain = each.caller() == Caller.CALLS || answer.status() != 200;
        String type = plain ? "application/json" : each.protocol().streamType();
        return switch (each.transport()) {
            case CHUNKED -> head("HTTP/1.1", type, "Transfer-Encoding: chunked\r\n");
            case GZIP -> head("HTTP/1.1", type, "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n");
            case LENGTH -> head("HTTP/1.1", type, "Content-Length: " + answer.declared() + "\r\n");
            case UNTIL_CLOSE -> head("HTTP/1.0", type, "");
        };
    }

    private String head(String version, String type, String framing) {
        return version + " " + answer.status() + " X\r\nContent-Type: " + type + "\r\n" + framing + "\r\n";
    }

    private byte[] compressed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes, 512, true)) {
            answer.body().write(out);
            out.flush();
            int open = bytes.size();
            out.finish();
            byte[] all = bytes.toByteArray();
            return switch (answer.close()) {
                case WELL -> all;
                case BAD_CHECKSUM -> {
                    all[all.length - CHECKSUM]++;
                    yield all;
                }
                default -> Arrays.copyOf(all, open);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void close(Wire wire, boolean chunked) throws IOException {
        switch (answer.close()) {
            case WELL, CUT_GZIP, BAD_CHECKSUM -> {
                if (chunked) {
                    wire.end();
                } else if (each.transport() == Transport.UNTIL_CLOSE) {
                    wire.cut();
                }
            }
            case CUT, BROKEN_HEAD -> wire.cut();
            case RESET -> wire.reset();
            case STALL -> wire.awaitClientGone();
            case BROKEN_CHUNK -> {
                String[] forms = {"xyz\r\n", "\r\n\r\n", "-5\r\n", "ffffffffffffffffffff\r\n", "7", ";;;;\r\n"};
                wire.raw(forms[each.form(forms.length)].getBytes(StandardCharsets.US_ASCII));
                wire.cut();
            }
            case SECOND_ANSWER -> {
                wire.raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII));
                wire.awaitClientGone();
            }
        }
    }
}

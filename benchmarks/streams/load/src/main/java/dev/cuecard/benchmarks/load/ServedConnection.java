package dev.cuecard.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One client's connection: request after request, each answered as its {@link Plan} says. */
final class ServedConnection implements Runnable {

    /** Answers with the {@link System#nanoTime()} at which the last held stream was given up by its client. */
    static final String CLOSED_PATH = "/closed";

    private static final Pattern MODEL = Pattern.compile("\"model\"\\s*:\\s*\"([^\"]+)\"");
    private static final int PIECE = 32 * 1024;
    private static final byte[] HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                    .getBytes(US_ASCII);

    private final Socket socket;
    private final Pacer pacer;
    private final BlockingQueue<Long> closed;

    ServedConnection(Socket socket, Pacer pacer, BlockingQueue<Long> closed) {
        this.socket = socket;
        this.pacer = pacer;
        this.closed = closed;
    }

    @Override
    public void run() {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            String line = line(in);
            while (!line.isEmpty() && serve(line, in, out)) {
                line = line(in);
            }
        } catch (IOException e) {
            // A client that has what it wants may cut its connection.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers a request; false where its connection is done for. */
    private boolean serve(String line, InputStream in, OutputStream out) throws IOException, InterruptedException {
        String body = readBody(in);
        if (line.contains(CLOSED_PATH)) {
            String time = Long.toString(closed.take());
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + time.length() + "\r\n\r\n" + time).getBytes(US_ASCII));
            return true;
        }
        Matcher model = MODEL.matcher(body);
        if (!model.find()) {
            throw new IOException("no model in " + body);
        }
        Plan plan = Plan.parse(model.group(1));
        Wire wire = line.contains("/messages") ? Wire.ANTHROPIC : Wire.OPENAI;
        out.write(HEAD);
        switch (plan.kind()) {
            case FLAT -> write(out, wire.body(plan));
            case PACED -> pacer.pace(out, wire, plan);
            case HELD -> {
                // Of streams that ended otherwise, nobody asked.
                closed.clear();
                write(out, wire.body(plan));
                awaitClientGone(in);
                return false;
            }
        }
        return true;
    }

    private static void write(OutputStream out, byte[] body) throws IOException {
        for (int from = 0; from < body.length; from += PIECE) {
            out.write(body, from, Math.min(PIECE, body.length - from));
        }
    }

    private void awaitClientGone(InputStream in) {
        try {
            while (in.read() >= 0) {
                // Nobody says anything here.
            }
        } catch (IOException e) {
            // A reset is a way to go, too.
        }
        closed.add(System.nanoTime());
    }

    private static String readBody(InputStream in) throws IOException {
        long length = 0;
        boolean chunked = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(
                        lower.substring("content-length:".length()).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
        }
        if (!chunked) {
            return new String(in.readNBytes((int) length), US_ASCII);
        }
        StringBuilder body = new StringBuilder();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.append(new String(in.readNBytes(size), US_ASCII));
            line(in);
        }
        line(in);
        return body.toString();
    }

    /** Reads a line without its end; empty at the end of the connection. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                if (line.isEmpty()) {
                    return "";
                }
                throw new EOFException();
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}

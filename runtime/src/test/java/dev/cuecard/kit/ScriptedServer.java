package dev.cuecard.kit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** An HTTP/1.1 server on loopback whose every byte is in the hand of the test. */
public final class ScriptedServer implements AutoCloseable {

    /** What a test waits for at the most, so that a fault shows as a failure and not as a hang. */
    public static final long PATIENCE_SECONDS = 20;

    /** What the server does with one request. */
    @FunctionalInterface
    public interface Script {
        void answer(Received request, Wire wire) throws Exception;
    }

    /** A request as it came. */
    public record Received(String line, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    private final ServerSocket socket;
    private final List<Script> scripts;
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Received> requests = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Received> arrivals = new LinkedBlockingQueue<>();

    private ScriptedServer(List<Script> scripts) throws IOException {
        this.scripts = scripts;
        this.socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        start("accept", this::accept);
    }

    /** A server that follows a script for each request; the last one serves all that follow. */
    public static ScriptedServer answering(Script... scripts) {
        try {
            return new ScriptedServer(List.of(scripts));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A script that streams events, each written at once, and ends well. */
    public static Script events(String... data) {
        return (request, wire) -> {
            wire.beginStream();
            for (String event : data) {
                wire.event(event);
            }
            wire.end();
        };
    }

    /** A script that answers with one body. */
    public static Script body(int status, String contentType, String body, String... headers) {
        return (request, wire) -> wire.answer(status, contentType, body, headers);
    }

    public String url() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/v1";
    }

    public int port() {
        return socket.getLocalPort();
    }

    public List<Received> requests() {
        return requests;
    }

    public int connections() {
        return connections.get();
    }

    /** Waits until every client has closed its connections. */
    public void awaitNoConnections() {
        await("no connection left open", open::isEmpty);
    }

    /** Waits for a condition, as long as a test waits for anything. */
    public static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what);
            }
            Thread.onSpinWait();
        }
    }

    /** Waits for the next request that no earlier call has returned. */
    public Received awaitRequest() throws InterruptedException {
        Received request = arrivals.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request came");
        }
        return request;
    }

    private void start(String name, Runnable task) {
        Thread thread = new Thread(task, "scripted-server-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket accepted = socket.accept();
                accepted.setTcpNoDelay(true);
                open.add(accepted);
                connections.incrementAndGet();
                start("connection", () -> serve(accepted));
            }
        } catch (IOException e) {
            assert socket.isClosed() : e;
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            while (true) {
                Received request = read(in);
                if (request == null) {
                    return;
                }
                requests.add(request);
                arrivals.add(request);
                Script script = scripts.get(Math.min(answered.getAndIncrement(), scripts.size() - 1));
                Wire wire = new Wire(connection, in);
                script.answer(request, wire);
                if (wire.closed) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client has gone, as many of the tests want it to.
            assert connection.isClosed() || !connection.isInputShutdown();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            open.remove(connection);
        }
    }

    private static Received read(InputStream in) throws IOException {
        String line = line(in);
        if (line.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        return new Received(line, headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One answer, in the script's hand. */
    public static final class Wire {

        private final Socket connection;
        private final InputStream in;
        private final OutputStream out;
        private boolean closed;

        private Wire(Socket connection, InputStream in) throws IOException {
            this.connection = connection;
            this.in = in;
            this.out = connection.getOutputStream();
        }

        /** Sends a whole answer. */
        public void answer(int status, String contentType, String body, String... headers) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            StringBuilder head = head(status, contentType, headers);
            head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
            write(head.toString().getBytes(StandardCharsets.UTF_8));
            write(bytes);
        }

        /** Sends the head of an answer of server-sent events. */
        public void beginStream(String... headers) throws IOException {
            beginStreamOf("text/event-stream", headers);
        }

        /** Sends the head of a streamed answer. */
        public void beginStreamOf(String contentType, String... headers) throws IOException {
            StringBuilder head = head(200, contentType, headers);
            head.append("Transfer-Encoding: chunked\r\n\r\n");
            write(head.toString().getBytes(StandardCharsets.UTF_8));
        }

        private static StringBuilder head(int status, String contentType, String... headers) {
            StringBuilder head =
                    new StringBuilder("HTTP/1.1 " + status + " X\r\nContent-Type: " + contentType + "\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            return head;
        }

        /** Sends an event with a line of data. */
        public void event(String data) throws IOException {
            chunk(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        }

        /** Sends bytes of the body. */
        public void chunk(byte[] bytes) throws IOException {
            if (bytes.length > 0) {
                ByteArrayOutputStream framed = new ByteArrayOutputStream(bytes.length + 16);
                framed.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                framed.writeBytes(bytes);
                framed.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
                write(framed.toByteArray());
            }
        }

        /** Sends bytes as they are, head and framing included. */
        public void raw(byte[] bytes) throws IOException {
            write(bytes);
        }

        /** Ends the body well; the connection stays. */
        public void end() throws IOException {
            write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }

        /** Closes the connection where it stands. */
        public void cut() throws IOException {
            closed = true;
            connection.close();
        }

        /** Resets the connection where it stands. */
        public void reset() throws IOException {
            closed = true;
            connection.setSoLinger(true, 0);
            connection.close();
        }

        /** Waits until the client has closed the connection. */
        public void awaitClientGone() throws IOException {
            closed = true;
            while (true) {
                try {
                    if (in.read() < 0) {
                        return;
                    }
                } catch (java.net.SocketException e) {
                    return;
                }
            }
        }

        private void write(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }
    }
}

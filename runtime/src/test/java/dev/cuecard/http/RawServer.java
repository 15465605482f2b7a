package dev.cuecard.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A loopback server whose script writes every byte of an answer itself, for what a better server would not do. */
final class RawServer implements AutoCloseable {

    /** What is done with each connection, on a thread of its own. */
    interface Script {
        void serve(Connection connection) throws Exception;
    }

    private final ServerSocket listener;
    private final Script script;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();

    RawServer(Script script) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        this.script = script;
        start("raw-server", this::accept);
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                Socket socket = listener.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                start("raw-server-connection", () -> serve(socket));
            }
        } catch (IOException e) {
            // The server was closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.serve(new Connection(socket));
        } catch (Exception e) {
            // The client went away, or the test is over; what a test expects of a connection it waits for itself.
        }
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** One connection of a client. */
    static final class Connection {

        static final String CHUNKED = String.join("\r\n", "HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "", "");

        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
            socket.setTcpNoDelay(true);
        }

        /** Reads a request with its body; false if the client has closed the connection. */
        boolean readRequest() throws IOException {
            int length = 0;
            String line = readLine();
            if (line.isEmpty()) {
                return false;
            }
            while (!line.isEmpty()) {
                if (line.startsWith("Content-Length: ")) {
                    length = Integer.parseInt(line.substring("Content-Length: ".length()));
                }
                line = readLine();
            }
            return in.readNBytes(length).length == length;
        }

        private String readLine() throws IOException {
            StringBuilder line = new StringBuilder();
            int next = in.read();
            while (next >= 0 && next != '\n') {
                if (next != '\r') {
                    line.append((char) next);
                }
                next = in.read();
            }
            return line.toString();
        }

        void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.UTF_8));
        }

        void write(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        void writeChunk(String text) throws IOException {
            writeChunk(text.getBytes(StandardCharsets.UTF_8));
        }

        void writeChunk(byte[] bytes) throws IOException {
            byte[] head = (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            byte[] chunk = new byte[head.length + bytes.length + 2];
            System.arraycopy(head, 0, chunk, 0, head.length);
            System.arraycopy(bytes, 0, chunk, head.length, bytes.length);
            chunk[chunk.length - 2] = '\r';
            chunk[chunk.length - 1] = '\n';
            write(chunk);
        }

        void writeLastChunk() throws IOException {
            write("0\r\n\r\n");
        }

        /** Closes the connection with a reset, as a crash would. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Waits until the client has closed the connection, in whichever way. */
        void awaitClosed() {
            try {
                while (in.read() >= 0) {
                    // A client sends nothing more.
                }
            } catch (IOException e) {
                // A reset closes it too.
            }
        }
    }
}

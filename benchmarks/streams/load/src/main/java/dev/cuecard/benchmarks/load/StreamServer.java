package dev.cuecard.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The provider, in a process of its own so that its work is not counted as a client's. It ends when its input does: with
 * the process that started it.
 */
public final class StreamServer {

    private static final int BACKLOG = 4096;
    private static final int STACK_BYTES = 256 * 1024;

    private final BlockingQueue<Long> closed = new LinkedBlockingQueue<>();
    private final Pacer pacer = new Pacer();

    private StreamServer() {}

    /** Prints the port as its one line. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        ServerSocket socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        new StreamServer().start(socket);
        System.out.println(socket.getLocalPort());
        while (System.in.read() >= 0) {
            // What is said does not matter, only that there still is somebody.
        }
        System.exit(0);
    }

    private void start(ServerSocket socket) {
        thread("pacer", pacer).start();
        thread("accept", () -> accept(socket)).start();
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true);
                thread("connection", new ServedConnection(connection, pacer, closed))
                        .start();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Thread thread(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }
}

package dev.cuecard.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.function.Consumer;

/** The floor: a request written and an answer read on a plain socket, with no look at the bytes but for the last ones. */
public final class RawSocket implements Contender {

    private static final int BUFFER = 32 * 1024;

    private final URI server;

    /** The connection that is free, as a pool of one. */
    private Socket idle;

    private RawSocket(URI server) {
        this.server = server;
    }

    public static void main(String[] arguments) throws Exception {
        Load.run(arguments, RawSocket::new);
    }

    @Override
    public boolean blocks() {
        return true;
    }

    @Override
    public Stream start(String model, Consumer<String> onText) throws IOException {
        Socket socket = take();
        return new Stream() {
            @Override
            public void await() throws IOException {
                if (read(socket, model, onText)) {
                    giveBack(socket);
                } else {
                    socket.close();
                }
            }

            @Override
            public void cancel() {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private synchronized Socket take() throws IOException {
        Socket taken = idle;
        idle = null;
        if (taken != null) {
            return taken;
        }
        Socket made = new Socket(server.getHost(), server.getPort());
        made.setTcpNoDelay(true);
        return made;
    }

    private synchronized void giveBack(Socket socket) throws IOException {
        if (idle == null) {
            idle = socket;
        } else {
            socket.close();
        }
    }

    /** Reads an answer; false if the connection ended before it did. */
    private static boolean read(Socket socket, String model, Consumer<String> onText) throws IOException {
        String body = "{\"model\":\"" + model + "\",\"stream\":true,\"messages\":[]}";
        socket.getOutputStream()
                .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
                                + "\r\n\r\n" + body)
                        .getBytes(US_ASCII));
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[BUFFER];
        byte[] end = Wire.LAST_CHUNK;
        int kept = 0;
        while (true) {
            int read = in.read(buffer, kept, BUFFER - kept);
            if (read < 0) {
                return false;
            }
            onText.accept("");
            int filled = kept + read;
            if (filled >= end.length && Arrays.equals(buffer, filled - end.length, filled, end, 0, end.length)) {
                return true;
            }
            kept = Math.min(filled, end.length);
            System.arraycopy(buffer, filled - kept, buffer, 0, kept);
        }
    }
}

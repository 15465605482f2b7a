package dev.cuecard.kit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ServerSocketFactory;

/**
 * The sockets of an HTTP/2 server that looks at the frames of its clients, and so knows of a stream's reset while it writes
 * nothing.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-4.1">RFC 9113, 4.1, Frame Format</a>
 */
final class ClientFrames extends ServerSocketFactory {

    private static final int PREFACE = 24;
    private static final int HEADER = 9;
    private static final int RST_STREAM = 3;

    private final Runnable onReset;

    /** Tells of each stream that is reset, and of each connection that is closed. */
    ClientFrames(Runnable onReset) {
        this.onReset = onReset;
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new ServerSocket() {
            @Override
            public Socket accept() throws IOException {
                Socket socket = new Tapped();
                implAccept(socket);
                return socket;
            }
        };
    }

    @Override
    public ServerSocket createServerSocket(int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
        throw new UnsupportedOperationException();
    }

    private final class Tapped extends Socket {
        @Override
        public InputStream getInputStream() throws IOException {
            return new FrameReader(super.getInputStream());
        }
    }

    /** Hands the bytes on as they are. */
    private final class FrameReader extends FilterInputStream {

        private final byte[] header = new byte[HEADER];
        private int headerRead;
        private int skipped = PREFACE;

        FrameReader(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            throw new UnsupportedOperationException("not how the server reads");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = -1;
            try {
                read = super.read(bytes, offset, length);
            } finally {
                if (read < 0) {
                    onReset.run();
                }
            }
            for (int i = offset; i < offset + read; i++) {
                look(bytes[i]);
            }
            return read;
        }

        private void look(byte next) {
            if (skipped > 0) {
                skipped--;
                return;
            }
            header[headerRead++] = next;
            if (headerRead == HEADER) {
                headerRead = 0;
                skipped = (header[0] & 0xff) << 16 | (header[1] & 0xff) << 8 | (header[2] & 0xff);
                if (header[3] == RST_STREAM) {
                    onReset.run();
                }
            }
        }
    }
}

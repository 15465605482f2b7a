package dev.cuecard.kit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import javax.net.SocketFactory;

/** Makes sockets that connect as a test wants it. */
public final class Sockets extends SocketFactory {

    /** What a socket does in place of connecting. */
    @FunctionalInterface
    public interface Connect {
        void connect(SocketAddress address, int timeout) throws IOException;
    }

    private final Connect connect;
    private final CountDownLatch closed = new CountDownLatch(1);

    public Sockets(Connect connect) {
        this.connect = connect;
    }

    /** Sockets whose connect takes until they are closed, as it does where packets are lost. */
    public static Sockets deaf() {
        CountDownLatch[] closed = new CountDownLatch[1];
        Sockets sockets = new Sockets((address, timeout) -> {
            try {
                closed[0].await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new SocketException("closed");
        });
        closed[0] = sockets.closed;
        return sockets;
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress address, int timeout) throws IOException {
                connect.connect(address, timeout);
            }

            @Override
            public synchronized void close() throws IOException {
                closed.countDown();
                super.close();
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException();
    }
}

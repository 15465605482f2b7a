package dev.cuecard.exchange;

import dev.cuecard.http.HttpTransport;
import dev.cuecard.provider.Provider;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * How the testing kit gets between a client and the network. It is no part of the client's public face: the class of clients
 * leaves its implementation here when it is initialized, and this package is seen inside the module only.
 *
 * @param <T> the client
 */
public interface Rewiring<T> {

    /**
     * Makes a client that calls as another does, through a transport made of the other's.
     *
     * @param client the other client, which stays as it is
     * @param transport makes the transport
     * @return the client
     */
    T through(T client, UnaryOperator<HttpTransport> transport);

    /**
     * Makes a client that knows what another knows, with its deadlines, retries and telemetry, but neither its keys and
     * addresses nor those of the environment.
     *
     * @param client the other client, which stays as it is
     * @param standIn makes the stand-in of each provider, of the same name and chunk
     * @param transport takes the place of the network
     * @param sleeper makes what waits between attempts
     * @return the client
     */
    T offline(T client, UnaryOperator<Provider<?>> standIn, HttpTransport transport, UnaryOperator<Sleeper> sleeper);

    /**
     * Leaves the way here.
     *
     * @param way the implementation of the class of clients
     */
    static void install(Rewiring<?> way) {
        Installed.WAY.set(way);
    }

    /**
     * Finds the way into a client.
     *
     * @param <T> the class of clients
     * @param client a client
     * @return the way
     */
    @SuppressWarnings("unchecked") // There is one class of clients.
    static <T> Rewiring<T> of(T client) {
        Rewiring<?> way = Installed.WAY.get();
        if (way == null) {
            throw new IllegalStateException("no way leads into " + client);
        }
        return (Rewiring<T>) way;
    }

    /** What was left. */
    final class Installed {
        private static final AtomicReference<Rewiring<?>> WAY = new AtomicReference<>();

        private Installed() {}
    }
}

package dev.cuecard.benchmarks.cuecard;

import dev.cuecard.benchmarks.load.Load;
import java.net.URI;
import okhttp3.OkHttpClient;

/**
 * {@code stream()} with an HTTP client that is handed over, which sets TLS up when it is made. Cuecard's own does so with the
 * first https address, and here there is none.
 */
public final class OwnClient extends Blocking {

    private OwnClient(URI server) {
        super(Clients.builder(server).httpClient(new OkHttpClient()).build());
    }

    public static void main(String[] arguments) throws Exception {
        Load.run(arguments, OwnClient::new);
    }
}

package dev.cuecard.benchmarks.load;

import java.net.URI;
import java.util.function.Consumer;

/** A client under measurement. Made once in a process, used for all its streams. */
public interface Contender {

    /** Makes a contender that finds its provider at a base URL. */
    @FunctionalInterface
    interface Factory {
        Contender at(URI server) throws Exception;
    }

    /** One stream. */
    interface Stream {
        /** Waits until the reply has ended, on whichever thread it is read. */
        void await() throws Exception;

        /** Gives the stream up, from another thread. */
        void cancel();
    }

    /**
     * Begins a stream.
     *
     * @param model what the server is to do, a {@link Plan} in words
     * @param onText takes the text of each chunk
     */
    Stream start(String model, Consumer<String> onText) throws Exception;

    /** Whether {@link Stream#await()} reads, so that streams that run at once need a thread each. */
    boolean blocks();
}

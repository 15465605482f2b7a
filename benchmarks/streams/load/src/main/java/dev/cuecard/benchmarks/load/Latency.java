package dev.cuecard.benchmarks.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** How soon the first text is there, and how soon the server knows that a stream was given up. */
final class Latency {

    private static final int SHORT = 10;
    private static final long PATIENCE_SECONDS = 20;

    private final Contender contender;
    private final Figures figures;

    Latency(Contender contender, Figures figures) {
        this.contender = contender;
        this.figures = figures;
    }

    /** Measures from the call to the first text, over a connection that is kept. */
    void firstText(int warmUpSeconds, int streams) throws Exception {
        WarmUp.with(this::toFirstText, warmUpSeconds);
        long[] nanos = new long[streams];
        for (int i = 0; i < streams; i++) {
            nanos[i] = toFirstText();
        }
        figures.add("first", nanos);
    }

    private long toFirstText() throws Exception {
        long[] first = {0};
        long start = System.nanoTime();
        contender
                .start(Plan.flat(SHORT).model(), text -> {
                    if (first[0] == 0) {
                        first[0] = System.nanoTime();
                    }
                })
                .await();
        return first[0] - start;
    }

    /** Measures from the giving up of a stream that is in its middle to the end of its connection at the server. */
    void cancel(URI server, int warmUp, int streams) throws Exception {
        HttpClient asking = HttpClient.newHttpClient();
        HttpRequest closed = HttpRequest.newBuilder(server.resolve(ServedConnection.CLOSED_PATH))
                .build();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        long[] nanos = new long[streams];
        for (int i = -warmUp; i < streams; i++) {
            CountDownLatch begun = new CountDownLatch(1);
            Future<?> unheard = Load.giveUpIn(PATIENCE_SECONDS);
            Contender.Stream stream = contender.start(Plan.held(1).model(), text -> begun.countDown());
            Future<?> reading = reader.submit(() -> {
                stream.await();
                return null;
            });
            begun.await();
            long start = System.nanoTime();
            stream.cancel();
            long end =
                    Long.parseLong(asking.send(closed, BodyHandlers.ofString()).body());
            unheard.cancel(false);
            if (i >= 0) {
                nanos[i] = end - start;
            }
            settle(reading);
        }
        figures.add("cancel", nanos);
    }

    /** How a stream ends that was given up differs, and is not measured here. */
    private static void settle(Future<?> reading) throws Exception {
        try {
            reading.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            if (e.getCause() instanceof Error) {
                throw e;
            }
        }
    }
}

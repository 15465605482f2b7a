package dev.cuecard.benchmarks.stream;

import dev.cuecard.benchmarks.Report;
import dev.cuecard.benchmarks.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A process that streams one short reply and ends: how long it takes, what it loads, what it brings. */
final class ColdStart {

    private static final int CHUNKS = 10;

    private final LoadProcess load;
    private final Path streams;
    private final int starts;

    ColdStart(LoadProcess load, Path streams, boolean quick) {
        this.load = load;
        this.streams = streams;
        this.starts = quick ? 2 : 15;
    }

    void run(Report report, List<Client> clients) throws IOException, InterruptedException {
        Rounds rounds = new Rounds();
        for (int i = 0; i < starts; i++) {
            for (Client client : clients) {
                long start = System.nanoTime();
                load.measure(client, "cold", CHUNKS);
                rounds.add(client, Map.of("cold", List.of((System.nanoTime() - start) / 1e6)));
            }
        }
        Table table = new Table("client", "ms", "ratio", "classes", "jars", "MB");
        for (Client client : clients) {
            List<Path> libraries = client.libraries(streams);
            table.row(
                    client.title(),
                    "%.0f".formatted(rounds.median(client, "cold")),
                    "%.2f".formatted(rounds.ratio(client, Client.OKHTTP_LINES, "cold")),
                    Long.toString(classes(client)),
                    Integer.toString(libraries.size()),
                    "%.1f".formatted(size(libraries) / 1e6));
        }
        rounds.keep(report, "cold start", "cold", "ms");
        report.add(
                "Streams: a cold start",
                table,
                "From the start of a JVM to its end with one streamed reply, medians; ratios are to OkHttp with lines.");
    }

    private long classes(Client client) throws IOException, InterruptedException {
        Path log = Files.createTempFile("classes", ".log");
        load.measure(
                Path.of(System.getProperty("java.home")),
                client,
                List.of("-Xlog:class+load=info:file=" + log),
                "cold",
                CHUNKS);
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" source: ")).count();
        } finally {
            Files.delete(log);
        }
    }

    private static long size(List<Path> libraries) throws IOException {
        long size = 0;
        for (Path library : libraries) {
            try (Stream<Path> files = Files.walk(library)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    size += Files.size(file);
                }
            }
        }
        return size;
    }
}

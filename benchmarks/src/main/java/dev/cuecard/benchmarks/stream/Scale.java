package dev.cuecard.benchmarks.stream;

import dev.cuecard.benchmarks.Report;
import dev.cuecard.benchmarks.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Many streams that trickle as those of models do: 500 on platform threads, and 2000 on virtual ones where a JDK is found that
 * has them. Reported are the threads of the platform, the heap, and how late a chunk reaches its caller.
 */
final class Scale {

    private static final int VIRTUAL_THREADS = 21;
    private static final Path JDKS = Path.of("/usr/lib/jvm");
    private static final int CHUNKS = 100;
    private static final int MILLIS = 100;

    private final LoadProcess load;

    Scale(LoadProcess load) {
        this.load = load;
    }

    void run(Report report) throws IOException, InterruptedException {
        Table table = new Table(
                "streams", "client", "threads", "kB of heap a stream", "lag, ms", "99 %", "most", "CPU µs a chunk");
        Path jdk = Path.of(System.getProperty("java.home"));
        row(table, jdk, "JDK " + Runtime.version().feature(), 500);
        Optional<Path> newer = newer();
        if (newer.isPresent()) {
            row(table, newer.get(), "JDK " + version(newer.get()).orElseThrow(), 2_000);
        }
        report.add(
                "Streams: scale",
                table,
                "Each stream sends %d chunks, one every %d ms. Threads are the platform's, the program's own included. The lag is from the sending of a chunk to its being with the caller.%s"
                        .formatted(CHUNKS, MILLIS, newer.isPresent() ? "" : " No JDK with virtual threads was found."));
    }

    private void row(Table table, Path jdk, String name, int streams) throws IOException, InterruptedException {
        for (Client client : List.of(Client.CUECARD, Client.CUECARD_ASYNC)) {
            Map<String, List<Double>> paced = load.measure(jdk, client, List.of(), "paced", streams, CHUNKS, MILLIS);
            Map<String, List<Double>> held = load.measure(jdk, client, List.of(), "held", streams);
            table.row(
                    streams + ", " + name,
                    client.title(),
                    "%.0f".formatted(one(paced, "threads")),
                    "%.1f".formatted(one(held, "heap-each") / 1e3),
                    "%.2f".formatted(one(paced, "lag") / 1e6),
                    "%.2f".formatted(one(paced, "lag-99") / 1e6),
                    "%.1f".formatted(one(paced, "lag-most") / 1e6),
                    "%.1f".formatted(one(paced, "cpu") / 1e3));
        }
    }

    private static double one(Map<String, List<Double>> figures, String name) {
        return figures.getOrDefault(name, List.of()).get(0);
    }

    private static Optional<Path> newer() throws IOException {
        if (!Files.isDirectory(JDKS)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(JDKS)) {
            return all.filter(jdk -> version(jdk).orElse(0) >= VIRTUAL_THREADS)
                    .max(Comparator.comparing(jdk -> version(jdk).orElse(0)));
        }
    }

    private static Optional<Integer> version(Path jdk) {
        try {
            return Files.readAllLines(jdk.resolve("release")).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION=\""))
                    .map(line -> Runtime.Version.parse(line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')))
                            .feature())
                    .findFirst();
        } catch (IOException e) {
            // Not every folder there is a JDK's.
            return Optional.empty();
        }
    }
}

package dev.cuecard.benchmarks.stream;

import dev.cuecard.benchmarks.Report;
import dev.cuecard.benchmarks.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the cost of a chunk goes with the length of its stream and with the number of streams: it ought to stay. */
final class Growth {

    private static final Integer[] LENGTHS = {100, 300, 1_000, 3_000, 10_000, 30_000, 100_000};
    private static final Integer[] STREAMS = {1, 3, 10, 30, 100, 300, 1_000};
    private static final List<Client> CLIENTS = List.of(Client.OKHTTP_LINES, Client.CUECARD, Client.CUECARD_ASYNC);

    /** At most: a client is warm once the compiler is quiet. */
    private static final int WARM_UP_SECONDS = 30;

    private static final int MANY_WARM_UP_SECONDS = 10;

    private final LoadProcess load;

    Growth(LoadProcess load) {
        this.load = load;
    }

    void run(Report report) throws IOException, InterruptedException {
        Plot lengths = new Plot("CPU of a chunk by the length of its stream", "chunks a stream", "ns a chunk");
        Table table =
                new Table("client", "at 100 chunks", "at 1000", "at 10000", "at 100000", "bytes at 100", "at 100000");
        for (Client client : CLIENTS) {
            Map<String, List<Double>> figures = load.measure(client, "lengths", lengths());
            lengths.line(client.title(), points(LENGTHS, figures));
            table.row(
                    client.title(),
                    cell(figures, "100-cpu"),
                    cell(figures, "1000-cpu"),
                    cell(figures, "10000-cpu"),
                    cell(figures, "100000-cpu"),
                    cell(figures, "100-bytes"),
                    cell(figures, "100000-bytes"));
        }
        report.add(
                "Streams: by their length",
                table,
                "CPU ns and bytes a chunk. See `streams-by-length.svg` and `streams-by-number.svg`.");
        report.file("streams-by-length.svg", lengths.svg());

        Plot numbers = new Plot("CPU of a chunk by the number of streams at once", "streams at once", "ns a chunk");
        for (Client client : CLIENTS) {
            List<double[]> points = new ArrayList<>();
            for (int streams : STREAMS) {
                Map<String, List<Double>> figures =
                        load.measure(client, "concurrent", streams, MANY_WARM_UP_SECONDS, 5);
                points.add(new double[] {streams, middle(figures.getOrDefault("cpu", List.of()))});
            }
            numbers.line(client.title(), points);
        }
        report.file("streams-by-number.svg", numbers.svg());
    }

    private static Object[] lengths() {
        List<Object> numbers = new ArrayList<>();
        numbers.add(WARM_UP_SECONDS);
        numbers.addAll(List.of(LENGTHS));
        return numbers.toArray();
    }

    private static List<double[]> points(Integer[] at, Map<String, List<Double>> figures) {
        List<double[]> points = new ArrayList<>();
        for (Integer each : at) {
            points.add(new double[] {each, middle(figures.getOrDefault(each + "-cpu", List.of()))});
        }
        return points;
    }

    private static double middle(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static String cell(Map<String, List<Double>> figures, String name) {
        return "%.0f".formatted(middle(figures.getOrDefault(name, List.of())));
    }
}

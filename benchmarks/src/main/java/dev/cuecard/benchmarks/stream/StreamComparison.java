package dev.cuecard.benchmarks.stream;

import static dev.cuecard.benchmarks.stream.Client.ANTHROPIC_JAVA;
import static dev.cuecard.benchmarks.stream.Client.CUECARD;
import static dev.cuecard.benchmarks.stream.Client.CUECARD_ANTHROPIC;
import static dev.cuecard.benchmarks.stream.Client.OKHTTP_LINES;
import static dev.cuecard.benchmarks.stream.Client.RAW_SOCKET;

import dev.cuecard.benchmarks.Measure;
import dev.cuecard.benchmarks.Report;
import dev.cuecard.benchmarks.Table;
import dev.cuecard.benchmarks.stream.LoadProcess.CannotMeasureException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Streams end to end: what a chunk costs, how soon the first one is there and a cancelled stream is closed, what many streams
 * at once cost, for Cuecard and its neighbours. Clients take turns within a round, each in a process of its own, against one
 * server.
 */
public final class StreamComparison {

    private static final int CHUNKS = 1_000;
    private static final int ROUNDS = 2;

    /** Those that are close to each other take more rounds to tell apart. */
    private static final List<Client> CLOSE = List.of(OKHTTP_LINES, CUECARD, Client.CUECARD_ASYNC);

    private static final int CLOSE_ROUNDS = 4;

    /** At most: a client is warm once the compiler is quiet. */
    private static final int WARM_UP_SECONDS = 30;

    private static final int MANY_WARM_UP_SECONDS = 10;
    private static final List<Client> OPENAI = List.of(
            RAW_SOCKET,
            OKHTTP_LINES,
            CUECARD,
            Client.CUECARD_ASYNC,
            Client.OPENAI_JAVA,
            Client.LANGCHAIN4J,
            Client.SPRING_AI);
    private static final List<Client> QUICK = List.of(OKHTTP_LINES, CUECARD);

    private final boolean quick;
    private final Path streams;

    public StreamComparison(Measure measure, Path streams) {
        this.quick = measure == Measure.QUICK;
        this.streams = streams.toAbsolutePath().normalize();
    }

    /** Measures, and reports. */
    public void run(Report report) throws IOException, InterruptedException {
        try (LoadProcess load = new LoadProcess(streams)) {
            throughput(load, report);
            latency(load, report);
            if (!quick) {
                concurrency(load, report);
            }
            new ColdStart(load, streams, quick).run(report, coldClients());
            if (!quick) {
                new Growth(load).run(report);
                new Scale(load).run(report);
            }
        }
    }

    private List<Client> clients() {
        if (quick) {
            return QUICK;
        }
        List<Client> all = new ArrayList<>(OPENAI);
        all.addAll(List.of(CUECARD_ANTHROPIC, ANTHROPIC_JAVA));
        return all;
    }

    private List<Client> clients(int round) {
        return round < ROUNDS ? clients() : CLOSE;
    }

    private List<Client> coldClients() {
        if (quick) {
            return QUICK;
        }
        List<Client> all = new ArrayList<>(OPENAI);
        all.add(OPENAI.indexOf(Client.CUECARD_ASYNC) + 1, Client.CUECARD_OWN_CLIENT);
        return all;
    }

    private void throughput(LoadProcess load, Report report) throws IOException, InterruptedException {
        Rounds rounds = new Rounds();
        for (int round = 0; round < (quick ? 1 : CLOSE_ROUNDS); round++) {
            for (Client client : clients(round)) {
                rounds.add(
                        client, load.measure(client, "throughput", CHUNKS, quick ? 4 : WARM_UP_SECONDS, quick ? 2 : 5));
            }
        }
        Table table =
                new Table("client", "chunks/s", "CPU ns a chunk", "ratio", "least", "ratio", "bytes a chunk", "ratio");
        for (Client client : clients()) {
            Client base = base(client);
            table.row(
                    client.title(),
                    "%.0f".formatted(rounds.median(client, "chunks-per-second")),
                    "%.0f".formatted(rounds.median(client, "cpu")),
                    "%.2f".formatted(rounds.ratio(client, base, "cpu")),
                    "%.0f".formatted(rounds.least(client, "cpu")),
                    "%.2f".formatted(rounds.least(client, "cpu") / rounds.least(base, "cpu")),
                    "%.0f".formatted(rounds.median(client, "bytes")),
                    "%.2f".formatted(rounds.ratio(client, base, "bytes")));
        }
        rounds.keep(report, "stream cpu", "cpu", "ns");
        rounds.keep(report, "stream bytes", "bytes", "bytes");
        report.add(
                "Streams: the cost of a chunk",
                table,
                "Medians, and the least, which the machine disturbed least. Ratios are to OkHttp with lines, for Anthropic's "
                        + "protocol to Cuecard; those of medians are medians of the rounds'.");
    }

    /** The practical floor; there is none for Anthropic's protocol, where Cuecard itself stands in. */
    private static Client base(Client client) {
        return client == CUECARD_ANTHROPIC || client == ANTHROPIC_JAVA ? CUECARD_ANTHROPIC : OKHTTP_LINES;
    }

    private void latency(LoadProcess load, Report report) throws IOException, InterruptedException {
        Rounds first = new Rounds();
        Rounds cancel = new Rounds();
        for (int round = 0; round < (quick ? 1 : CLOSE_ROUNDS); round++) {
            for (Client client : clients(round)) {
                first.add(client, load.measure(client, "first", quick ? 4 : WARM_UP_SECONDS, quick ? 500 : 2_000));
                if (round == 0 || cancel.has(client)) {
                    cancel(load, client, cancel);
                }
            }
        }
        Table table = new Table("client", "first text, µs", "ratio", "99 %", "cancel seen, µs", "ratio", "99 %");
        for (Client client : clients()) {
            Client base = base(client);
            table.row(
                    client.title(),
                    micros(first.median(client, "first")),
                    "%.2f".formatted(first.ratio(client, base, "first")),
                    micros(first.median(client, "first-99")),
                    cancel.has(client) ? micros(cancel.median(client, "cancel")) : "never",
                    cancel.has(client) ? "%.2f".formatted(cancel.ratio(client, base, "cancel")) : "",
                    cancel.has(client) ? micros(cancel.median(client, "cancel-99")) : "");
        }
        first.keep(report, "first text", "first", "ns");
        cancel.keep(report, "cancel seen", "cancel", "ns");
        report.add(
                "Streams: the first text, and a cancelled stream",
                table,
                "From the call to the first text, and from the giving up to the end of the connection at the server. "
                        + "Medians of the rounds' medians. Never: not within 20 seconds, while the server says nothing.");
    }

    /**
     * Some give a stream up only when the next bytes come, and here none do. LangChain4j's caller is now and then the one who
     * reads, and is not back to cancel: it has another try, a shorter one.
     */
    private void cancel(LoadProcess load, Client client, Rounds cancel) throws IOException, InterruptedException {
        boolean measured = cancel(load, client, cancel, quick ? 200 : 1_000, quick ? 100 : 500)
                || cancel(load, client, cancel, 100, 100);
        assert measured || !cancel.has(client);
    }

    private static boolean cancel(LoadProcess load, Client client, Rounds cancel, int warmUp, int streams)
            throws IOException, InterruptedException {
        try {
            cancel.add(client, load.measure(client, "cancel", warmUp, streams));
            return true;
        } catch (CannotMeasureException e) {
            return false;
        }
    }

    private void concurrency(LoadProcess load, Report report) throws IOException, InterruptedException {
        List<Integer> counts = List.of(1, 100, 1_000);
        List<Client> clients = OPENAI.subList(1, OPENAI.size());
        List<Rounds> costs = new ArrayList<>();
        for (int count : counts) {
            Rounds rounds = new Rounds();
            for (Client client : clients) {
                rounds.add(client, load.measure(client, "concurrent", count, MANY_WARM_UP_SECONDS, 5));
            }
            rounds.keep(report, count + " streams", "cpu", "ns");
            costs.add(rounds);
        }
        Rounds held = new Rounds();
        for (int round = 0; round < ROUNDS; round++) {
            for (Client client : clients) {
                held.add(client, load.measure(client, "held", 1_000));
            }
        }
        held.keep(report, "heap of 1000 streams", "heap-each", "bytes");
        Table table = new Table("client", "CPU ns at 1", "at 100", "at 1000", "kB of heap a stream", "threads");
        for (Client client : clients) {
            List<String> row = new ArrayList<>(List.of(client.title()));
            costs.forEach(rounds -> row.add("%.0f".formatted(rounds.median(client, "cpu"))));
            row.add("%.1f".formatted(held.median(client, "heap-each") / 1_000));
            row.add("%.0f".formatted(held.median(client, "threads")));
            table.row(row.toArray(String[]::new));
        }
        report.add(
                "Streams: many at once",
                table,
                "CPU a chunk of so many streams at once, 60 chunks each; heap and threads of 1000 streams held in their middle.");
    }

    private static String micros(double nanos) {
        return "%.0f".formatted(nanos / 1_000);
    }
}

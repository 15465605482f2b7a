package dev.cuecard.benchmarks.stream;

import dev.cuecard.benchmarks.Report;
import dev.cuecard.benchmarks.Samples;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The figures of one measurement, round by round: a neighbour on the machine slows down all clients of its round alike. */
final class Rounds {

    private final Map<Client, List<Map<String, Samples>>> rounds = new EnumMap<>(Client.class);

    void add(Client client, Map<String, List<Double>> figures) {
        Map<String, Samples> round = new HashMap<>();
        figures.forEach((name, values) -> {
            Samples samples = new Samples();
            values.forEach(samples::add);
            round.put(name, samples);
        });
        rounds.computeIfAbsent(client, any -> new ArrayList<>()).add(round);
    }

    /** Whether a client took part. */
    boolean has(Client client) {
        return rounds.containsKey(client);
    }

    /** The middle of all values. */
    double median(Client client, String name) {
        return all(client, name).median();
    }

    /** The middle of what the rounds gave for the ratio of two clients. */
    double ratio(Client client, Client base, String name) {
        Samples ratios = new Samples();
        List<Map<String, Samples>> mine = of(client);
        List<Map<String, Samples>> theirs = of(base);
        for (int i = 0; i < mine.size(); i++) {
            ratios.add(of(mine.get(i), name).median() / of(theirs.get(i), name).median());
        }
        return ratios.median();
    }

    /** The least of all values, which neighbours on the machine disturbed least. */
    double least(Client client, String name) {
        return all(client, name).least();
    }

    /** Puts each value into the report's file. */
    void keep(Report report, String what, String name, String unit) {
        for (Client client : rounds.keySet()) {
            report.keep(what, client.title(), all(client, name), unit);
        }
    }

    private Samples all(Client client, String name) {
        Samples all = new Samples();
        of(client).forEach(round -> of(round, name).values().forEach(all::add));
        return all;
    }

    private List<Map<String, Samples>> of(Client client) {
        return rounds.getOrDefault(client, List.of());
    }

    private static Samples of(Map<String, Samples> round, String name) {
        Samples samples = round.get(name);
        if (samples == null) {
            throw new IllegalStateException("no figure " + name + " in " + round.keySet());
        }
        return samples;
    }
}

package dev.cuecard.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in Markdown whose columns line up on a console too; the first column holds names, the others numbers. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... heads) {
        rows.add(List.of(heads));
    }

    public void row(String... cells) {
        rows.add(List.of(cells));
    }

    @Override
    public String toString() {
        List<Integer> widths = IntStream.range(0, rows.get(0).size())
                .mapToObj(column -> Collections.max(
                        rows.stream().map(row -> row.get(column).length()).toList()))
                .toList();
        List<String> lines =
                rows.stream().map(row -> line(row, widths)).collect(Collectors.toCollection(ArrayList::new));
        lines.add(1, rule(widths));
        return String.join("\n", lines);
    }

    private static String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> {
                    String space =
                            " ".repeat(widths.get(column) - row.get(column).length());
                    return column == 0 ? row.get(column) + space : space + row.get(column);
                })
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String rule(List<Integer> widths) {
        return IntStream.range(0, widths.size())
                .mapToObj(column -> column == 0 ? "-".repeat(widths.get(0)) : "-".repeat(widths.get(column) - 1) + ":")
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}

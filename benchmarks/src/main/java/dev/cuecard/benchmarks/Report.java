package dev.cuecard.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What was found: tables to read, and each single measurement. */
public final class Report {

    private final List<String> sections = new ArrayList<>();
    private final List<String> measurements = new ArrayList<>(List.of("what,who,number,unit"));

    /** Adds a table and prints it at once: the next one may take minutes. */
    @SuppressWarnings("SystemOut") // The console is what it is for.
    public void add(String title, Table table, String remark) {
        String section = "## " + title + "\n\n" + table + "\n\n" + remark + "\n";
        sections.add(section);
        System.out.println("\n" + section);
    }

    /** Keeps all measurements of one thing. */
    public void keep(String what, String who, Samples samples, String unit) {
        for (double value : samples.values()) {
            measurements.add("%s,\"%s\",%.3f,%s".formatted(what, who, value, unit));
        }
    }

    /** Writes the files. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("results.md"), machine() + "\n" + String.join("\n", sections));
        Files.write(folder.resolve("results.csv"), measurements);
    }

    private static String machine() {
        return "Java %s, %s %s, %d processors%n"
                .formatted(
                        Runtime.version(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors());
    }
}

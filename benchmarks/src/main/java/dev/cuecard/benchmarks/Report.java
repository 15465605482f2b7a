package dev.cuecard.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found: tables to read, and each single measurement. */
public final class Report {

    private final List<String> sections = new ArrayList<>();
    private final Map<String, String> files = new LinkedHashMap<>();
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

    /** Adds a file that stands beside the tables. */
    public void file(String name, String text) {
        files.put(name, text);
    }

    /** Writes the files. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("results.md"), machine() + "\n" + String.join("\n", sections));
        Files.write(folder.resolve("results.csv"), measurements);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
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

package dev.cuecard.benchmarks.stream;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The processes of the comparison: a server for as long as this is open, and a new one for each measurement of a client. */
final class LoadProcess implements AutoCloseable {

    private static final String SERVER = "dev.cuecard.benchmarks.load.StreamServer";
    private static final String MARK = "@ ";
    private static final long PATIENCE_MINUTES = 5;

    private final Path streams;
    private final Process server;
    private final String url;

    LoadProcess(Path streams) throws IOException {
        this.streams = streams;
        this.server = new ProcessBuilder(
                        java(Path.of(System.getProperty("java.home"))),
                        "-Xmx512m",
                        "-cp",
                        streams.resolve("load/target/classes").toString(),
                        SERVER)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.url = "http://127.0.0.1:" + server.inputReader().readLine();
    }

    private static String java(Path jdk) {
        return jdk.resolve("bin/java").toString();
    }

    /** A client did not do what was to be measured, or not within the time that there is. */
    static final class CannotMeasureException extends RuntimeException {

        private static final long serialVersionUID = 1;

        CannotMeasureException(String message) {
            super(message);
        }
    }

    /** Has a client measure on this JDK; gives the figures by name, each with all its values. */
    Map<String, List<Double>> measure(Client client, String measurement, Object... numbers)
            throws IOException, InterruptedException {
        return measure(Path.of(System.getProperty("java.home")), client, List.of(), measurement, numbers);
    }

    Map<String, List<Double>> measure(
            Path jdk, Client client, List<String> options, String measurement, Object... numbers)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java(jdk)));
        command.addAll(options);
        command.addAll(
                List.of("-Xms1g", "-Xmx1g", "-cp", client.classPath(streams), client.mainClass(), url, measurement));
        for (Object number : numbers) {
            command.add(number.toString());
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        CompletableFuture.delayedExecutor(PATIENCE_MINUTES, TimeUnit.MINUTES).execute(process::destroyForcibly);
        Map<String, List<Double>> figures = new HashMap<>();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(MARK)) {
                    String[] words = line.split(" ", -1);
                    figures.computeIfAbsent(words[1], any -> new ArrayList<>()).add(Double.valueOf(words[2]));
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new CannotMeasureException(client.title() + " could not measure " + measurement);
        }
        return figures;
    }

    @Override
    public void close() {
        server.destroy();
    }
}

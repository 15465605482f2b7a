package dev.cuecard.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The threads of the JVM on which asynchronous calls are at work. From JDK 21 on they are virtual: of these only a thread
 * dump tells, which the tests, compiled for an older JDK and without the module that makes it, ask for by reflection.
 */
public final class CallThreads {

    private static final String VIRTUAL = "java.util.concurrent.ThreadPerTaskExecutor";
    private static final String OURS = "dev.cuecard.exchange.";

    private final Path folder;
    private final AtomicInteger dumps = new AtomicInteger();

    /** A thread and its stack, innermost frame first. */
    public record AtWork(String id, List<String> stack) {

        /** Whether the thread is in a method, a class or a package, as a frame of its stack names it. */
        public boolean isIn(String place) {
            return stack.stream().anyMatch(frame -> frame.contains(place));
        }
    }

    /** Dumps go to a folder that the test removes. */
    public CallThreads(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** The threads that are in a call at this moment. */
    public List<AtWork> atWork() {
        return Stream.concat(platform(), virtual())
                .filter(thread -> thread.isIn(OURS))
                .toList();
    }

    private static Stream<AtWork> platform() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey().getName().matches("cuecard-\\d+"))
                .map(entry -> new AtWork(
                        entry.getKey().getName() + "@" + entry.getKey().getId(),
                        Arrays.stream(entry.getValue())
                                .map(StackTraceElement::toString)
                                .toList()));
    }

    private Stream<AtWork> virtual() {
        if (Runtime.version().feature() < 21) {
            return Stream.empty();
        }
        Path dump = folder.resolve("threads-" + dumps.incrementAndGet() + ".json");
        try {
            write(dump);
            List<AtWork> threads = new ArrayList<>();
            for (JsonNode container : JsonMapper.builder()
                    .build()
                    .readTree(Files.readAllBytes(dump))
                    .at("/threadDump/threadContainers")) {
                if (container.path("container").asString().startsWith(VIRTUAL)) {
                    for (JsonNode thread : container.path("threads")) {
                        threads.add(read(thread));
                    }
                }
            }
            Files.delete(dump);
            return threads.stream();
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AtWork read(JsonNode thread) {
        List<String> stack = new ArrayList<>();
        for (JsonNode frame : thread.path("stack")) {
            stack.add(frame.asString());
        }
        return new AtWork("virtual@" + thread.path("tid").asString(), stack);
    }

    private static void write(Path dump) throws ReflectiveOperationException {
        Class<?> diagnostics = Class.forName("com.sun.management.HotSpotDiagnosticMXBean");
        Class<?> format = Class.forName(diagnostics.getName() + "$ThreadDumpFormat");
        Object json = format.getField("JSON").get(null);
        Object bean = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getPlatformMXBean", Class.class)
                .invoke(null, diagnostics);
        diagnostics.getMethod("dumpThreads", String.class, format).invoke(bean, dump.toString(), json);
    }
}

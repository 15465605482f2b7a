package dev.cuecard.life;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cuecard.kit.Protocol;
import dev.cuecard.kit.ScriptedServer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every way to end, met by every kind of consumer, over every protocol: the result settles, consumer and result agree, what
 * was received is kept, one span is ended, and no connection and no thread is left.
 *
 * <p>What is expected of a cell is in {@link Manner#ending}; which cells are left out since they would repeat another, in
 * {@link Manner#differsIn}. Most cells wait, for a deadline or for a socket, so some are run at once, and the tests look at
 * what came of them.
 */
class EndingsTableTest {

    private final ExecutorService runners =
            Executors.newFixedThreadPool(EndingsTable.AT_ONCE, EndingsTableTest::thread);
    private final ExecutorService others = Executors.newCachedThreadPool(EndingsTableTest::thread);
    private final Map<Protocol, EndingsTable> tables = new EnumMap<>(Protocol.class);
    private final Set<Thread> threadsBefore = new HashSet<>();

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "endings-table");
        thread.setDaemon(true);
        return thread;
    }

    @BeforeEach
    void open() {
        threadsBefore.addAll(Thread.getAllStackTraces().keySet());
        for (Protocol protocol : Protocol.values()) {
            tables.put(protocol, new EndingsTable(protocol, others));
        }
    }

    @AfterEach
    void close() {
        runners.shutdownNow();
        others.shutdownNow();
        tables.values().forEach(EndingsTable::close);
    }

    @TestFactory
    Stream<DynamicNode> endings() {
        List<DynamicNode> nodes = new ArrayList<>();
        tables.forEach((protocol, table) -> nodes.add(dynamicContainer(
                protocol.name(), Stream.concat(blocking(protocol, table).stream(), pushed(protocol, table).stream()))));
        tables.forEach((protocol, table) ->
                nodes.add(dynamicTest("nothing is left of " + protocol, table::checkNothingIsLeft)));
        nodes.add(dynamicTest("no thread is left at work", this::checkThreads));
        return nodes.stream();
    }

    private List<DynamicTest> blocking(Protocol protocol, EndingsTable table) {
        List<DynamicTest> cells = new ArrayList<>();
        for (Course course : Course.values()) {
            for (BlockingConsumer consumer : BlockingConsumer.values()) {
                if (course.isKnownTo(protocol) && consumer.manner().differsIn(course)) {
                    cells.add(cell("stream " + course + ", " + consumer, () -> table.run(course, consumer)));
                }
            }
        }
        return cells;
    }

    private List<DynamicTest> pushed(Protocol protocol, EndingsTable table) {
        List<DynamicTest> cells = new ArrayList<>();
        for (Course course : Course.values()) {
            for (PushedConsumer consumer : PushedConsumer.values()) {
                if (course.isKnownTo(protocol) && consumer.manner().differsIn(course)) {
                    cells.add(cell("streamAsync " + course + ", " + consumer, () -> table.run(course, consumer)));
                }
            }
        }
        return cells;
    }

    /** What a cell does. */
    private interface Run {
        void run() throws Exception;
    }

    /** Starts a cell, and makes the test that tells what came of it. */
    private DynamicTest cell(String name, Run run) {
        Future<?> outcome = runners.submit(() -> {
            run.run();
            return null;
        });
        return dynamicTest(name, () -> {
            try {
                Object unused = outcome.get(3 * ScriptedServer.PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw e.getCause();
            }
        });
    }

    /** Where calls have platform threads, those are back in their pool and wait for work. */
    private void checkThreads() {
        TableCase.await(
                "threads at rest",
                () -> Thread.getAllStackTraces().entrySet().stream()
                        .filter(entry -> !threadsBefore.contains(entry.getKey()))
                        .filter(entry -> entry.getKey().getName().matches("cuecard-\\d+"))
                        .allMatch(entry -> isWaitingForWork(entry.getValue())));
    }

    private static boolean isWaitingForWork(StackTraceElement[] stack) {
        return stack.length == 0
                || Stream.of(stack).anyMatch(frame -> frame.getMethodName().equals("getTask"));
    }
}

package dev.cuecard.life;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cuecard.kit.CallThreads;
import dev.cuecard.kit.Protocol;
import dev.cuecard.kit.ScriptedServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every way to end, met by every kind of consumer, over every protocol: the result settles, consumer and result agree, what
 * was received is kept, one span is ended, and no connection and no thread is left.
 *
 * <p>What is expected of a cell is in {@link Manner#ending}; which cells are left out since they would repeat another, in
 * {@link Manner#differsIn}. Most cells wait, for a deadline or for a socket, so some are run at once, and the tests look at
 * what came of them.
 */
class EndingsTableTest {

    private final AtOnce runners = new AtOnce(EndingsTable.AT_ONCE);
    private final ExecutorService others = Executors.newCachedThreadPool(EndingsTableTest::thread);
    private final Map<Protocol, EndingsTable> tables = new EnumMap<>(Protocol.class);
    private final Set<String> threadsBefore = new HashSet<>();

    @TempDir
    private Path folder;

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "endings-table");
        thread.setDaemon(true);
        return thread;
    }

    @BeforeEach
    void open() {
        threadsAtWork().forEach(thread -> threadsBefore.add(thread.id()));
        for (Protocol protocol : Protocol.values()) {
            tables.put(protocol, new EndingsTable(protocol, others));
        }
    }

    @AfterEach
    void close() {
        runners.close();
        others.shutdownNow();
        tables.values().forEach(EndingsTable::close);
    }

    @TestFactory
    Stream<DynamicNode> endings() {
        List<DynamicNode> nodes = new ArrayList<>();
        tables.forEach((protocol, table) -> nodes.add(dynamicContainer(
                protocol.name(), Stream.concat(blocking(protocol, table).stream(), pushed(protocol, table).stream()))));
        addChecks(nodes);
        return nodes.stream();
    }

    /** Apart from the others, whose deadlines are short: the garbage collector stops all threads again and again. */
    @TestFactory
    Stream<DynamicNode> forgotten() throws Exception {
        List<DynamicNode> nodes = new ArrayList<>();
        List<EndingsTable.Forgotten> all = new ArrayList<>();
        for (Map.Entry<Protocol, EndingsTable> table : tables.entrySet()) {
            // A server that has more to say, and one that may have: others end a stream before it can be forgotten.
            for (Course course : List.of(Course.COMPLETED, Course.ABORTED)) {
                for (ForgetfulConsumer consumer : ForgetfulConsumer.values()) {
                    if (consumer.manner().differsIn(course)) {
                        EndingsTable.Forgotten forgotten = table.getValue().forget(course, consumer);
                        all.add(forgotten);
                        nodes.add(dynamicTest(
                                table.getKey() + " " + course + ", " + consumer + " and forgets", forgotten::check));
                    }
                }
            }
        }
        collectGarbage(all);
        addChecks(nodes);
        return nodes.stream();
    }

    /** Until it has found them all, and no longer than a test waits: which was not found, its own test says. */
    private static void collectGarbage(List<EndingsTable.Forgotten> forgotten) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ScriptedServer.PATIENCE_SECONDS);
        while (System.nanoTime() < deadline && !forgotten.stream().allMatch(EndingsTable.Forgotten::hasEnded)) {
            System.gc();
        }
    }

    private void addChecks(List<DynamicNode> nodes) {
        tables.forEach((protocol, table) ->
                nodes.add(dynamicTest("nothing is left of " + protocol, table::checkNothingIsLeft)));
        nodes.add(dynamicTest("no thread is left at work", this::checkThreads));
    }

    private List<DynamicTest> blocking(Protocol protocol, EndingsTable table) {
        List<DynamicTest> cells = new ArrayList<>();
        for (Course course : Course.values()) {
            for (BlockingConsumer consumer : BlockingConsumer.values()) {
                if (course.isKnownTo(protocol) && consumer.manner().differsIn(course)) {
                    cells.add(runners.test("stream " + course + ", " + consumer, () -> table.run(course, consumer)));
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
                    cells.add(
                            runners.test("streamAsync " + course + ", " + consumer, () -> table.run(course, consumer)));
                }
            }
        }
        return cells;
    }

    private void checkThreads() {
        ScriptedServer.await(
                "threads at rest",
                () -> threadsAtWork().stream().allMatch(thread -> threadsBefore.contains(thread.id())));
    }

    private List<CallThreads.AtWork> threadsAtWork() {
        return new CallThreads(folder).atWork();
    }
}

package dev.cuecard.life;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cuecard.kit.ScriptedServer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DynamicTest;

/** Runs what mostly waits, for a deadline or for a socket, some at once; tests then tell what came of each. */
final class AtOnce implements AutoCloseable {

    /** What is run. */
    interface Run {
        void run() throws Exception;
    }

    private final ExecutorService runners;

    AtOnce(int threads) {
        runners = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "at-once");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts it, and makes the test that tells what came of it. */
    DynamicTest test(String name, Run run) {
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

    @Override
    public void close() {
        runners.shutdownNow();
    }
}

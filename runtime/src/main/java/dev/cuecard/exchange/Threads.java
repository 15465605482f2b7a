package dev.cuecard.exchange;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads on which asynchronous calls wait for their sockets: virtual where the JDK has them. */
final class Threads {

    private Threads() {}

    /** Makes an executor that starts every task at once, on a thread that does not keep the program alive. */
    static Executor perTask() {
        try {
            // JDK 21 and newer; the runtime is compiled for 17 and cannot name it.
            MethodHandle factory = MethodHandles.publicLookup()
                    .findStatic(
                            java.util.concurrent.Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class));
            return (Executor) factory.invoke();
        } catch (NoSuchMethodException e) {
            return platform();
        } catch (Throwable e) {
            // Virtual threads can be there and be switched off; platform threads do the same work.
            return platform();
        }
    }

    private static Executor platform() {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "cuecard-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}

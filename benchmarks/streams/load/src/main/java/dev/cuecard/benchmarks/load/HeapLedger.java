package dev.cuecard.benchmarks.load;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * The bytes that were ever allocated, as the collector sees it: what each collection found more than the one before had left.
 * What threads count themselves is lost with those that end, and some clients read each stream on a new one.
 */
final class HeapLedger {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

    private final Set<String> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());
    private long collections;
    private long counted;
    private long left;

    HeapLedger() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener(this::collected, null, null);
        }
        collections = done();
        left = used();
    }

    private synchronized void collected(Notification notification, Object handback) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            GcInfo info = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                    .getGcInfo();
            counted += used(info.getMemoryUsageBeforeGc()) - left;
            left = used(info.getMemoryUsageAfterGc());
            collections++;
            notifyAll();
        }
    }

    /** Returns what was allocated since the ledger was opened, once the collector has told of all it has done. */
    synchronized long allocated() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE;
        while (collections < done() && System.nanoTime() < deadline) {
            wait(1);
        }
        return counted + used() - left;
    }

    private static long done() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private long used(Map<String, MemoryUsage> usage) {
        return pools.stream().mapToLong(pool -> usage.get(pool).getUsed()).sum();
    }
}

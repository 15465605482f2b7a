package dev.cuecard.tracing;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Keeps what tracing throws away from the calls that are traced. Span processors are a user's own code, and the SDK lets
 * out what they throw: that may cost a span, never a reply. The first fault of a client is logged as a warning.
 */
final class TelemetryGuard {

    private static final Logger LOG = System.getLogger("dev.cuecard.tracing");

    private final AtomicBoolean warned = new AtomicBoolean();

    /** Does something with a span. */
    void run(Runnable telemetry) {
        try {
            telemetry.run();
        } catch (Throwable e) {
            log("OpenTelemetry failed, and the call goes on without it. Look at its span processors.", e);
        }
    }

    /** Makes something with a span, or, if that fails, without. */
    <T> T get(Supplier<T> telemetry, Supplier<T> without) {
        try {
            return telemetry.get();
        } catch (Throwable e) {
            log("OpenTelemetry failed, and the call goes on without it. Look at its span processors.", e);
            return without.get();
        }
    }

    /** Tells of a span or two that nobody will see. */
    void lost(String what, Throwable cause) {
        log(
                "A span is lost: " + what + ". Look for an OpenTelemetry span processor that is slow or hangs; a"
                        + " BatchSpanProcessor exports in the background.",
                cause);
    }

    private void log(String message, Throwable fault) {
        Level level = warned.getAndSet(true) ? Level.DEBUG : Level.WARNING;
        LOG.log(level, message, fault);
    }
}
